// The tokens of a script, for what makes scripts smaller or puts them together. Text that is not understood for certain
// (a slash that may be a division or a pattern, a string without an end) has none.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::output {

/// A token of a script. A template with all that is in it is one string.
struct JsToken {
  enum class Kind { word, number, string, pattern, sign, end };
  Kind kind = Kind::sign;
  std::string_view text;
  bool breaks = false;   ///< a line ends between the token before and this one
  std::string comments;  ///< before it, that stay
};

/// The tokens of a script or module (ECMA-262, section 12), UTF-8, the last of kind `end`; they point into `text`.
std::optional<std::vector<JsToken>> js_tokens(std::string_view text);

/// Whether a text starts with a sign of more than `size` characters.
bool starts_longer_sign(std::string_view text, std::size_t size);

/// The words of a text, in any language: what may be names in a template.
std::set<std::string_view> js_words(std::string_view text);

/// Whether a character may stand in a word (an identifier or keyword).
bool is_js_word_character(char c);

}  // namespace broadsheet::output
