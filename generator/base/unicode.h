// Properties of code points and full case mappings, as string functions of programming languages use them.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet {

/// Upper case in the root locale, by full mappings (ß becomes SS).
std::string upper_case(std::string_view text);

/// One code point in title case by its full mapping (ǆ becomes ǅ, ß becomes Ss).
std::string title_case(char32_t code_point);

/// White space between words: Unicode's White_Space, and the separators U+001C to U+001F.
bool is_space(char32_t code_point);
/// A letter or a number of any script.
bool is_alphanumeric(char32_t code_point);
bool is_decimal_digit(char32_t code_point);
bool is_numeric(char32_t code_point);
/// Has upper, lower or title case.
bool is_upper(char32_t code_point);
bool is_lower(char32_t code_point);
bool is_title(char32_t code_point);
bool is_cased(char32_t code_point);
/// Can be shown: no control, separator (but the blank), surrogate, private or unassigned code point.
bool is_printable(char32_t code_point);

}  // namespace broadsheet
