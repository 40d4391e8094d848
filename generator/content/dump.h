// A readable form of a parsed issue, for people and for tests.
#pragma once

#include <string>

#include "model/issue.h"

namespace broadsheet::content {

/// Everything in `issue`, one value a line, indented; the same bytes for the same issue. Ends with a line feed.
std::string dump(const model::Issue& issue);

}  // namespace broadsheet::content
