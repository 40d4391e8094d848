#include "template/text_functions.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "base/unicode.h"

namespace broadsheet::tmpl {

namespace {

char ascii_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

std::string mapped(std::string_view text, char (*change)(char)) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), change);
  return out;
}

bool in_set(char32_t c, const std::string_view* set) {
  if (set == nullptr) return is_space(c);
  for (std::size_t at = 0; at < set->size();) {
    if (next_code_point(*set, at) == c) return true;
  }
  return false;
}

bool starts_word_after(char32_t c) {
  return is_space(c) || c == '-' || c == '(' || c == '{' || c == '[' || c == '<';
}

/// The code point that ends at `end`, which is moved to its start.
char32_t previous_code_point(std::string_view text, std::size_t& end) {
  std::size_t start = end - 1;
  while (start > 0 && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
  std::size_t after = start;
  const char32_t c = next_code_point(text, after);
  if (after != end) {
    --end;
    return 0xfffd;
  }
  end = start;
  return c;
}

std::vector<std::string_view> split_space(std::string_view text, std::int64_t limit) {
  std::vector<std::string_view> parts;
  std::string_view rest = strip(text, nullptr, true, false);
  while (!rest.empty()) {
    std::size_t end = 0;
    while (end < rest.size()) {
      std::size_t next = end;
      if (is_space(next_code_point(rest, next))) break;
      end = next;
    }
    if (limit >= 0 && static_cast<std::int64_t>(parts.size()) == limit) {
      parts.push_back(strip(rest, nullptr, false, true));
      break;
    }
    parts.push_back(rest.substr(0, end));
    rest = strip(rest.substr(end), nullptr, true, false);
  }
  return parts;
}

std::vector<std::string_view> split_space_from_end(std::string_view text, std::int64_t limit) {
  std::vector<std::string_view> parts;
  std::string_view rest = strip(text, nullptr, false, true);
  while (!rest.empty()) {
    std::size_t start = rest.size();
    while (start > 0) {
      std::size_t before = start;
      if (is_space(previous_code_point(rest, before))) break;
      start = before;
    }
    if (limit >= 0 && static_cast<std::int64_t>(parts.size()) == limit) {
      parts.push_back(strip(rest, nullptr, true, false));
      break;
    }
    parts.push_back(rest.substr(start));
    rest = strip(rest.substr(0, start), nullptr, false, true);
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

/// The length of the line end at `at`, or 0.
std::size_t line_end(std::string_view text, std::size_t at) {
  std::size_t after = at;
  const char32_t c = next_code_point(text, after);
  if (c == '\r' && after < text.size() && text[after] == '\n') return 2;
  const bool ends = (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
  return ends ? after - at : 0;
}

}  // namespace

std::string upper(std::string_view text) {
  return is_ascii(text) ? mapped(text, ascii_upper) : upper_case(text);
}

std::string lower(std::string_view text) {
  return is_ascii(text) ? mapped(text, ascii_lower) : lower_case(text);
}

std::string swap_case(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const std::string_view one = text.substr(start, at - start);
    out += is_upper(c) ? lower(one) : upper(one);
  }
  return out;
}

std::string capitalize(std::string_view text) {
  if (text.empty()) return {};
  std::size_t at = 0;
  std::string out = title_case(next_code_point(text, at));
  return out + lower(text.substr(at));
}

std::string title_letters(std::string_view text) {
  std::string out;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    out += inside ? lower(text.substr(start, at - start)) : title_case(c);
    inside = is_cased(c);
  }
  return out;
}

std::string title_words(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const bool between = starts_word_after(next_code_point(text, at));
    const std::size_t second = at;
    while (at < text.size()) {
      std::size_t next = at;
      if (starts_word_after(next_code_point(text, next)) != between) break;
      at = next;
    }
    out += upper(text.substr(start, second - start));
    out += lower(text.substr(second, at - second));
  }
  return out;
}

std::string_view strip(std::string_view text, const std::string_view* set, bool left, bool right) {
  while (left && !text.empty()) {
    std::size_t at = 0;
    if (!in_set(next_code_point(text, at), set)) break;
    text.remove_prefix(at);
  }
  while (right && !text.empty()) {
    std::size_t end = text.size();
    if (!in_set(previous_code_point(text, end), set)) break;
    text = text.substr(0, end);
  }
  return text;
}

std::string replace(std::string_view text, std::string_view old, std::string_view with, std::int64_t limit) {
  std::string out;
  std::size_t at = 0;
  for (std::int64_t done = 0; limit < 0 || done < limit; ++done) {
    if (old.empty()) {
      if (at > text.size() || (done > 0 && at == text.size())) break;
      if (done > 0) {
        const std::size_t start = at;
        next_code_point(text, at);
        out.append(text, start, at - start);
      }
      out += with;
      continue;
    }
    const std::size_t found = text.find(old, at);
    if (found == std::string_view::npos) break;
    out.append(text, at, found - at);
    out += with;
    at = found + old.size();
  }
  return out.append(text, std::min(at, text.size()));
}

std::string pad(std::string_view text, std::int64_t width, std::string_view fill, Side side) {
  const auto length = static_cast<std::int64_t>(count_code_points(text));
  if (width <= length) return std::string(text);
  const std::int64_t missing = width - length;
  std::int64_t left = side == Side::left ? missing : 0;
  if (side == Side::both) left = missing / 2 + (missing & width & 1);
  std::string out;
  for (std::int64_t i = 0; i < left; ++i) out += fill;
  out += text;
  for (std::int64_t i = left; i < missing; ++i) out += fill;
  return out;
}

std::vector<std::string_view> split_text(std::string_view text, const std::string_view* separator, std::int64_t limit,
                                         bool from_end) {
  if (separator == nullptr) return from_end ? split_space_from_end(text, limit) : split_space(text, limit);
  std::vector<std::string_view> parts;
  const auto more = [&] { return limit < 0 || static_cast<std::int64_t>(parts.size()) < limit; };
  while (more()) {
    const std::size_t found = from_end ? text.rfind(*separator) : text.find(*separator);
    if (found == std::string_view::npos) break;
    const std::size_t after = found + separator->size();
    parts.push_back(from_end ? text.substr(after) : text.substr(0, found));
    text = from_end ? text.substr(0, found) : text.substr(after);
  }
  parts.push_back(text);
  if (from_end) std::reverse(parts.begin(), parts.end());
  return parts;
}

std::vector<std::string_view> split_lines(std::string_view text, bool keep_ends) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = line_end(text, at);
    if (end == 0) {
      next_code_point(text, at);
      continue;
    }
    lines.push_back(text.substr(start, (keep_ends ? at + end : at) - start));
    at += end;
    start = at;
  }
  if (start < text.size()) lines.push_back(text.substr(start));
  return lines;
}

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool word = c == '_' || is_alphanumeric(c);
    if (word && !inside) ++words;
    inside = word;
  }
  return words;
}

std::int64_t count_parts(std::string_view text, std::string_view part) {
  if (part.empty()) return static_cast<std::int64_t>(count_code_points(text)) + 1;
  std::int64_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

std::string_view first_characters(std::string_view text, std::int64_t count) {
  std::size_t at = 0;
  for (std::int64_t i = 0; i < count && at < text.size(); ++i) next_code_point(text, at);
  return text.substr(0, at);
}

}  // namespace broadsheet::tmpl
