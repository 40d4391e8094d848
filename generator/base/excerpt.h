// The start of a text, for lists and descriptions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace broadsheet {

/// shorten(collapse_white_space(text), limit) of text.h, in a time that does not grow with the text.
std::string excerpt(std::string_view text, std::size_t limit);

}  // namespace broadsheet
