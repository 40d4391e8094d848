// Python's operations on texts, by code points: what filters and methods share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::tmpl {

std::string upper(std::string_view text);
std::string lower(std::string_view text);
std::string swap_case(std::string_view text);
std::string capitalize(std::string_view text);
/// The method `title`: words begin after what is no letter.
std::string title_letters(std::string_view text);
/// The filter `title`: words begin after white space, hyphens and opening brackets.
std::string title_words(std::string_view text);

/// Without the characters of `set` at the ends; without white space where `set` is nullptr.
std::string_view strip(std::string_view text, const std::string_view* set, bool left, bool right);

/// The text with at most `limit` occurrences of `old` replaced, all of them where it is negative. An empty `old`
/// stands between all characters.
std::string replace(std::string_view text, std::string_view old, std::string_view with, std::int64_t limit);

/// Filled with `fill` to `width` code points, at the sides that are asked for.
enum class Side { left, right, both };
std::string pad(std::string_view text, std::int64_t width, std::string_view fill, Side side);

/// The parts between occurrences of `separator`, or between runs of white space where it is nullptr; at most `limit`
/// cuts, from the end where `from_end`.
std::vector<std::string_view> split_text(std::string_view text, const std::string_view* separator, std::int64_t limit,
                                         bool from_end);

/// The lines, by all of Unicode's line ends; their ends stay where `keep_ends`.
std::vector<std::string_view> split_lines(std::string_view text, bool keep_ends);

/// Runs of letters, digits and underscores.
std::int64_t count_words(std::string_view text);

/// How often `part` occurs, not overlapping.
std::int64_t count_parts(std::string_view text, std::string_view part);

/// The first `count` code points.
std::string_view first_characters(std::string_view text, std::int64_t count);

}  // namespace broadsheet::tmpl
