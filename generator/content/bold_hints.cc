#include "content/bold_hints.h"

#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::string_view kBold = "**";

char32_t code_point_before(std::string_view text, std::size_t at) {
  std::size_t start = at;
  while (start > 0 && at - start < 4) {
    --start;
    if ((static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) continue;
    return next_code_point(text, start);
  }
  return U' ';
}

char32_t code_point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? next_code_point(text, at) : U' ';
}

bool is_blank(char32_t c) {
  return c <= U' ' || c == 0xa0 || c == 0x3000;
}

bool is_mark(char32_t c) {
  return !is_blank(c) && !is_word(c);
}

bool is_ideograph(char32_t c) {
  return c >= 0x2e80 && is_unspaced(c);
}

/// The hints of one paragraph, from `begin` to `end`. The runs of `**` in it open and close in turn.
void add_hints(std::string_view text, std::size_t begin, std::size_t end, std::string& out, std::size_t& copied) {
  bool open = false;
  text = text.substr(0, end);
  for (std::size_t at = text.find(kBold, begin); at < end; at = text.find(kBold, at)) {
    std::size_t after = at;
    while (after < end && text[after] == '*') ++after;
    const char32_t left = code_point_before(text, at), right = code_point_at(text, after);
    if (after - at == kBold.size()) {
      const bool opens = !open && is_ideograph(left) && is_mark(right);
      const bool closes = open && is_mark(left) && is_ideograph(right);
      if (opens || closes) {
        const std::size_t place = opens ? at : after;
        out.append(text, copied, place - copied).append(kBoldHint);
        copied = place;
      }
      open = !open;
    }
    at = after;
  }
}

}  // namespace

std::string with_bold_hints(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  // Paragraphs end at an empty line; so does bold text.
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find("\n\n", begin);
    if (end == std::string_view::npos) end = text.size();
    add_hints(text, begin, end, out, copied);
    begin = end + 2;
  }
  if (copied > 0) out.append(text, copied);
  return out;
}

void remove_bold_hints(std::string& text) {
  for (std::size_t at = text.find(kBoldHint); at != std::string::npos; at = text.find(kBoldHint, at))
    text.erase(at, kBoldHint.size());
}

}  // namespace broadsheet::content
