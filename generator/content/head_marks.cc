#include "content/head_marks.h"

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kLongestEmoji = 8;      // code points of emoji before a title
constexpr std::size_t kLongestTopicTag = 20;  // code points of "[discussion]"
constexpr std::size_t kMostDigits = 3;

/// Emoji and symbols at the end of a text, right before what is no text; `at` is moved past them.
std::string read_emoji(Cursor& at) {
  const std::string_view text = at.text();
  if (text.empty() || count_code_points(text) > kLongestEmoji) return {};
  bool any_symbol = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    const bool joiner = c == ' ' || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f);
    const bool symbol = (c >= 0x2190 && c < 0x2e80) || (c >= 0x1f000 && c < 0x20000) || c == 0x2022;
    if (!joiner && !symbol) return {};
    any_symbol = any_symbol || symbol;
  }
  if (!any_symbol) return {};
  std::string mark(text);
  at.skip_text(text.size());
  return mark;
}

/// The first of `parts` that `text` starts with; empty where it starts with none.
template <std::size_t Size>
std::string_view first_of(std::string_view text, const std::array<std::string_view, Size>& parts) {
  for (std::string_view part : parts)
    if (text.starts_with(part)) return part;
  return {};
}

constexpr std::array<std::string_view, 10> kNumerals = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

/// How many bytes the digits at the start of a text take, or the numerals of Chinese.
std::size_t digits_width(std::string_view text) {
  std::size_t width = 0;
  while (width < text.size() && width < kMostDigits && text[width] >= '0' && text[width] <= '9') ++width;
  if (width > 0) return width < text.size() && text[width] >= '0' && text[width] <= '9' ? 0 : width;
  for (std::string_view numeral; !(numeral = first_of(text.substr(width), kNumerals)).empty();) width += numeral.size();
  return width <= 9 ? width : 0;
}

std::size_t blanks_width(std::string_view text) {
  std::size_t width = 0;
  for (;;) {
    if (text.substr(width).starts_with(' '))
      ++width;
    else if (text.substr(width).starts_with("\u3000"))
      width += 3;
    else
      return width;
  }
}

/// "[video]" or "【工具】" at the start of a text; 0 where there is none.
std::size_t tag_width(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPairs = {
      {{"[", "]"}, {"【", "】"}, {"［", "］"}}};
  for (const auto& [open, close] : kPairs) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.find(close, open.size());
    if (end == std::string_view::npos) return 0;
    const std::string_view inside = text.substr(open.size(), end - open.size());
    const bool plain = inside.find_first_of("[]") == std::string_view::npos && !trim(inside).empty() &&
                       inside.find_first_not_of("0123456789-, ") != std::string_view::npos;
    return plain && count_code_points(inside) <= kLongestTopicTag ? end + close.size() : 0;
  }
  return 0;
}

}  // namespace

std::size_t number_width(std::string_view text) {
  constexpr std::array<std::string_view, 3> kOpen = {"(", "（", "#"};
  constexpr std::array<std::string_view, 5> kClose = {")", "）", "、", "．", "."};
  const std::string_view open = first_of(text, kOpen);
  const std::size_t digits = digits_width(text.substr(open.size()));
  if (digits == 0) return 0;
  const std::size_t end = open.size() + digits;
  const std::string_view close = first_of(text.substr(end), kClose);
  const bool parenthesis = open == "(" || open == "（";
  if (close.empty() || (parenthesis && close != ")" && close != "）")) return 0;
  const std::size_t width = end + close.size();
  const std::size_t blanks = blanks_width(text.substr(width));
  // "1.5" and "3.Platz" are no numbers, but "1.[Title](url)" is one.
  if (close == "." && blanks == 0 && width < text.size()) return 0;
  return width + blanks;
}

HeadMarks read_marks(Cursor& at) {
  HeadMarks marks;
  at.skip_blanks();
  for (;;) {
    const std::string_view text = at.text();
    const std::size_t number = marks.numbered || marks.tagged ? 0 : number_width(text);
    const std::size_t width = number > 0 ? number : tag_width(text);
    if (width == 0) break;
    if (!marks.text.empty() && static_cast<unsigned char>(text[0]) < 0x80) marks.text += ' ';
    marks.text += trim(text.substr(0, width));
    (number > 0 ? marks.numbered : marks.tagged) = true;
    at.skip_text(width);
    at.skip_blanks();
  }
  marks.emoji = read_emoji(at);
  return marks;
}

}  // namespace broadsheet::content
