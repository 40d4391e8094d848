#include "template/literals.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/unicode.h"

namespace broadsheet::tmpl {

namespace {

bool is_digit(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0' < base;
  return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

/// The offset after digits with single `_` between them; `at` itself where there is no digit.
std::size_t skip_digits(std::string_view text, std::size_t at, int base) {
  if (at >= text.size() || !is_digit(text[at], base)) return at;
  for (;;) {
    while (at < text.size() && is_digit(text[at], base)) ++at;
    if (at + 1 >= text.size() || text[at] != '_' || !is_digit(text[at + 1], base)) return at;
    ++at;
  }
}

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  return digits;
}

/// The offset after the fraction and exponent of a real number whose whole part ends at `at`; or `at`.
std::size_t skip_fraction(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1], 10)) end = skip_digits(text, at + 1, 10);
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (const std::size_t after = skip_digits(text, exponent, 10); after > exponent) end = after;
  }
  return end;
}

int prefix_base(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '0') return 10;
  const char letter = static_cast<char>(text[at + 1] | 0x20);
  const int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  const std::size_t first = text[at + 2] == '_' ? at + 3 : at + 2;
  return first < text.size() && is_digit(text[first], base) ? base : 10;
}

/// The code point of `digits` hexadecimal digits; moves `at` past them. Nothing where they are not there.
std::optional<char32_t> read_hex(std::string_view inside, std::size_t& at, std::size_t digits) {
  if (at + digits > inside.size()) return std::nullopt;
  std::uint32_t code = 0;
  const char* const first = inside.data() + at;
  const auto [end, error] = std::from_chars(first, first + digits, code, 16);
  if (error != std::errc() || end != first + digits || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
    return std::nullopt;
  }
  at += digits;
  return code;
}

char simple_escape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    case '\\':
    case '\'':
    case '"':
      return c;
    default:
      return '\0';
  }
}

/// Resolves the escape whose letter is at `at`, and moves past it. False where it is broken.
bool append_escape(std::string_view inside, std::size_t& at, std::string& out) {
  const char c = inside[at];
  if (const char simple = simple_escape(c)) {
    out += simple;
    ++at;
    return true;
  }
  if (c == 'x' || c == 'u' || c == 'U') {
    const auto code = read_hex(inside, ++at, c == 'x' ? 2 : c == 'u' ? 4 : 8);
    if (code) append_utf8(out, *code);
    return code.has_value();
  }
  if (c >= '0' && c <= '7') {
    std::uint32_t code = 0;
    for (int i = 0; i < 3 && at < inside.size() && inside[at] >= '0' && inside[at] <= '7'; ++i) {
      code = code * 8 + static_cast<std::uint32_t>(inside[at++] - '0');
    }
    append_utf8(out, code);
    return true;
  }
  if (c == 'N') return false;
  if (c == '\n') {
    ++at;
    return true;
  }
  out += '\\';
  return true;
}

}  // namespace

Number scan_number(std::string_view text, std::size_t offset, bool may_be_real) {
  Number number;
  const int base = prefix_base(text, offset);
  std::size_t start = offset;
  std::size_t end = 0;
  if (base != 10) {
    start = text[offset + 2] == '_' ? offset + 3 : offset + 2;
    end = skip_digits(text, start, base);
  } else {
    end = skip_digits(text, offset, 10);
    if (const std::size_t real_end = may_be_real ? skip_fraction(text, end) : end; real_end > end) {
      number.is_real = true;
      number.length = real_end - offset;
      const std::string digits = without_underscores(text.substr(offset, number.length));
      std::from_chars(digits.data(), digits.data() + digits.size(), number.real);
      return number;
    }
    // A leading zero stands alone: 012 is 0 and 12, which no grammar rule joins.
    if (text[offset] == '0') {
      end = offset;
      while (end < text.size() &&
             (text[end] == '0' || (text[end] == '_' && end + 1 < text.size() && text[end + 1] == '0')))
        ++end;
    }
  }
  number.length = end - offset;
  const std::string digits = without_underscores(text.substr(start, end - start));
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number.integer, base);
  number.overflows = result.ec != std::errc();
  return number;
}

std::size_t name_length(std::string_view text, std::size_t offset) {
  std::size_t at = offset;
  while (at < text.size()) {
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    if (c != '_' && !is_alphanumeric(c)) break;
    if (at == offset && c != '_' && is_decimal_digit(c)) break;
    at = next;
  }
  return at - offset;
}

std::size_t scan_text(std::string_view text, std::size_t offset) {
  const char quote = text[offset];
  for (std::size_t at = offset + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      return at + 1 - offset;
    }
  }
  return 0;
}

std::optional<std::size_t> unescape_text(std::string_view inside, std::string& out) {
  for (std::size_t at = 0; at < inside.size();) {
    const std::size_t slash = std::min(inside.find('\\', at), inside.size());
    out.append(inside, at, slash - at);
    at = slash + 1;
    if (slash < inside.size() && !append_escape(inside, at, out)) return slash;
  }
  return std::nullopt;
}

}  // namespace broadsheet::tmpl
