// The tokens of a script, for what makes scripts smaller or puts them together. Text that is not understood for certain
// (a slash that may be a division or a pattern, a string without an end) has none.
#pragma once

#include <optional>
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

/// Whether a character may stand in a word (an identifier or keyword).
bool is_js_word_character(char c);

}  // namespace broadsheet::output
