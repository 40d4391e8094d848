#include "scaffold/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/text.h"
#include "base/unicode.h"

namespace broadsheet::scaffold {

namespace {

/// Words that one version of YAML or another reads as something else than text.
constexpr std::array<std::string_view, 10> kReserved = {"true", "false", "null", "yes", "no",
                                                        "on",   "off",   "y",    "n",   "nan"};

bool is_plain(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || text.back() == ' ') return false;
  const std::string lower = lower_case(text);
  if (std::find(kReserved.begin(), kReserved.end(), lower) != kReserved.end()) return false;
  for (bool first = true; at < text.size(); first = false) {
    const char32_t c = next_code_point(text, at);
    const bool letter = is_word(c) && !is_decimal_digit(c);
    const bool inner = is_decimal_digit(c) || (c < 0x80 && std::string_view(" -_./+'()&").find(static_cast<char>(c)) !=
                                                               std::string_view::npos);
    if (!letter && (first || !inner)) return false;
  }
  return true;
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '"' || c == '\\')
      out.append(1, '\\').append(1, static_cast<char>(c));
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == 0xfeff || (c != ' ' && !is_printable(c)))
      out += c > 0xffff ? fmt::format("\\U{:08x}", static_cast<unsigned>(c))
                        : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      append_utf8(out, c);
  }
  return out + '"';
}

std::string yaml_comment(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, is_printable(c) ? c : U' ');
  }
  return out;
}

}  // namespace broadsheet::scaffold
