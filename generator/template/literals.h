// The words of the template language: names, numbers and texts, as Python and Jinja write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace broadsheet::tmpl {

struct Number {
  std::size_t length = 0;
  bool is_real = false;
  bool overflows = false;  ///< an integer that doesn't fit in 64 bits
  std::int64_t integer = 0;
  double real = 0;
};

/// The number at `offset`, which is a digit. A real one only where `may_be_real` (`items.0.1` has none).
Number scan_number(std::string_view text, std::size_t offset, bool may_be_real);

/// The length of the name at `offset`: letters, digits and `_`, not a digit first; or 0.
std::size_t name_length(std::string_view text, std::size_t offset);

/// The length of the text literal at `offset`, quotes included, or 0 where it has no end.
std::size_t scan_text(std::string_view text, std::size_t offset);

/// Python's escapes (\n, \x41, \u2014, \101 …) of a literal's inside, resolved into `out`. Unknown ones stay as they
/// are. The offset of a broken one, or nothing.
std::optional<std::size_t> unescape_text(std::string_view inside, std::string& out);

}  // namespace broadsheet::tmpl
