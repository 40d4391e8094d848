// Colours for code: GNU Source-highlight tells words of a programming language apart. highlight.cc is its only user.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace broadsheet::content {

/// `code` as HTML, escaped, with `<span class="hl-…">` around what a language marks: keyword, type, string, number,
/// comment, function, name, added, removed. Nothing where `language` (as authors write it: "c++", "py") is unknown, or
/// the code is more than a page of a digest holds: with a line of more than kLongestLine bytes, or more than kMostWork,
/// the squares of its lines' lengths added up, since matching may take quadratic time. Without its tags the HTML is the
/// code, byte for byte. From any thread.
std::optional<std::string> highlight(std::string_view code, std::string_view language);

inline constexpr std::size_t kLongestLine = 200;
inline constexpr std::size_t kMostWork = 800'000;  ///< 220 lines of 60 characters

}  // namespace broadsheet::content
