// How much there is to read.
#pragma once

#include <cstdint>
#include <string_view>

namespace broadsheet::content {

/// Words of scripts with blanks, and ideographs, each of which is about a word to read. `text` is UTF-8.
std::uint32_t words_in(std::string_view text);

}  // namespace broadsheet::content
