// Names in a byline: "Anthropic, Pinterest, & AWS" is three, "AT&T" and "Procter & Gamble" are one.
#pragma once

#include <string_view>
#include <vector>

#include "content/name_index.h"
#include "model/issue.h"

namespace broadsheet::content {

/// Splits at " / ", " & ", ", ", " and " and their combinations, and at "、", "，" and " 和 ". A name of the vocabulary
/// is never split, the longest one first; nor is anything in parentheses, nor a company's "& Co" or ", Inc." cut off.
/// Separators and names put together are `text` again.
std::vector<model::BylineName> split_byline(std::string_view text, const NameIndex& names);

}  // namespace broadsheet::content
