// People and remarks right after a linked title: `[Title](url) by Jane Doe (video)`.
#pragma once

#include <string>
#include <vector>

#include "content/cursor.h"
#include "content/head_fields.h"

namespace broadsheet::content {

/// `by Jane Doe`, `by [Jane](url) and [John](url)`, `作者：张三`; `at` is moved past them. Empty where no name follows.
std::vector<HeadField> read_authors(const Tree& tree, Cursor& at);

/// `（英文）`, `(video)`: a remark in parentheses without a link; `at` is moved past it. Empty where there is none.
std::string read_remark(Cursor& at);

}  // namespace broadsheet::content
