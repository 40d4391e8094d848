// Guards the Markdown parser against text that takes it quadratic time or nests without end: cmark-gfm 0.29.0.gfm.6 has
// several such inputs (CVE-2023-22483, -22486, -24824, -26485, -37463).
#pragma once

#include <cstddef>

#include "content/source.h"

namespace broadsheet::content {

/// Throws Error (rule `markdown`) where the text from `offset` on is too costly to parse: linear in its size.
void check_cost(const CleanSource& source, std::size_t offset);

}  // namespace broadsheet::content
