// Taking markup apart: strip_tags and unescape of text.h.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/unicode.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

struct NamedCharacter {
  std::string_view name;
  char32_t code;
};

// The named references that text in practice holds (HTML 4.01, section 24), ordered by name.
constexpr std::array kNamed = std::to_array<NamedCharacter>({
    {"AElig", 0xc6},  {"AMP", '&'},      {"Aacute", 0xc1},  {"Acirc", 0xc2},    {"Agrave", 0xc0},   {"Aring", 0xc5},
    {"Atilde", 0xc3}, {"Auml", 0xc4},    {"COPY", 0xa9},    {"Ccedil", 0xc7},   {"Dagger", 0x2021}, {"ETH", 0xd0},
    {"Eacute", 0xc9}, {"Ecirc", 0xca},   {"Egrave", 0xc8},  {"Euml", 0xcb},     {"GT", '>'},        {"Iacute", 0xcd},
    {"Icirc", 0xce},  {"Igrave", 0xcc},  {"Iuml", 0xcf},    {"LT", '<'},        {"Ntilde", 0xd1},   {"Oacute", 0xd3},
    {"Ocirc", 0xd4},  {"Ograve", 0xd2},  {"Oslash", 0xd8},  {"Otilde", 0xd5},   {"Ouml", 0xd6},     {"QUOT", '"'},
    {"REG", 0xae},    {"Scaron", 0x160}, {"THORN", 0xde},   {"Uacute", 0xda},   {"Ucirc", 0xdb},    {"Ugrave", 0xd9},
    {"Uuml", 0xdc},   {"Yacute", 0xdd},  {"aacute", 0xe1},  {"acirc", 0xe2},    {"aelig", 0xe6},    {"agrave", 0xe0},
    {"amp", '&'},     {"apos", '\''},    {"aring", 0xe5},   {"atilde", 0xe3},   {"auml", 0xe4},     {"bull", 0x2022},
    {"ccedil", 0xe7}, {"cent", 0xa2},    {"copy", 0xa9},    {"dagger", 0x2020}, {"deg", 0xb0},      {"divide", 0xf7},
    {"eacute", 0xe9}, {"ecirc", 0xea},   {"egrave", 0xe8},  {"eth", 0xf0},      {"euml", 0xeb},     {"euro", 0x20ac},
    {"frac12", 0xbd}, {"frac14", 0xbc},  {"frac34", 0xbe},  {"gt", '>'},        {"harr", 0x2194},   {"hellip", 0x2026},
    {"iacute", 0xed}, {"icirc", 0xee},   {"iexcl", 0xa1},   {"igrave", 0xec},   {"iquest", 0xbf},   {"iuml", 0xef},
    {"laquo", 0xab},  {"larr", 0x2190},  {"ldquo", 0x201c}, {"lsquo", 0x2018},  {"lt", '<'},        {"mdash", 0x2014},
    {"micro", 0xb5},  {"middot", 0xb7},  {"minus", 0x2212}, {"nbsp", 0xa0},     {"ndash", 0x2013},  {"ntilde", 0xf1},
    {"oacute", 0xf3}, {"ocirc", 0xf4},   {"oelig", 0x153},  {"ograve", 0xf2},   {"oslash", 0xf8},   {"otilde", 0xf5},
    {"ouml", 0xf6},   {"para", 0xb6},    {"plusmn", 0xb1},  {"pound", 0xa3},    {"quot", '"'},      {"raquo", 0xbb},
    {"rarr", 0x2192}, {"rdquo", 0x201d}, {"reg", 0xae},     {"rsquo", 0x2019},  {"scaron", 0x161},  {"sect", 0xa7},
    {"shy", 0xad},    {"sup1", 0xb9},    {"sup2", 0xb2},    {"sup3", 0xb3},     {"szlig", 0xdf},    {"thorn", 0xfe},
    {"times", 0xd7},  {"trade", 0x2122}, {"uacute", 0xfa},  {"ucirc", 0xfb},    {"ugrave", 0xf9},   {"uuml", 0xfc},
    {"yacute", 0xfd}, {"yen", 0xa5},     {"yuml", 0xff},
});

static_assert(std::is_sorted(kNamed.begin(), kNamed.end(),
                             [](const NamedCharacter& a, const NamedCharacter& b) { return a.name < b.name; }));

/// The code point of a reference without `&` and `;`, or 0.
char32_t referenced(std::string_view body) {
  if (body.size() > 1 && body[0] == '#') {
    const bool hex = body[1] == 'x' || body[1] == 'X';
    const std::string_view digits = body.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size()) return 0;
    return code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code;
  }
  const auto found = std::lower_bound(kNamed.begin(), kNamed.end(), body,
                                      [](const NamedCharacter& one, std::string_view name) { return one.name < name; });
  return found != kNamed.end() && found->name == body ? found->code : 0;
}

/// `html` without the parts from `open` to `close`; an `open` without `close` stays.
std::string without(std::string_view html, std::string_view open, std::string_view close) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t start = html.find(open, at);
    const std::size_t end = start == std::string_view::npos ? start : html.find(close, start + open.size());
    if (end == std::string_view::npos) return out.append(html, at);
    out.append(html, at, start - at);
    at = end + close.size();
  }
}

}  // namespace

std::string unescape(std::string_view html) {
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t start = std::min(html.find('&', at), html.size());
    out.append(html, at, start - at);
    at = start;
    if (at == html.size()) break;
    const std::size_t end = html.find(';', at);
    const char32_t code = end == std::string_view::npos ? 0 : referenced(html.substr(at + 1, end - at - 1));
    if (code == 0) {
      out += '&';
      ++at;
    } else {
      append_utf8(out, code);
      at = end + 1;
    }
  }
  return out;
}

std::string strip_tags(std::string_view html) {
  const std::string bare = without(without(html, "<!--", "-->"), "<", ">");
  std::string words;
  bool gap = false;
  for (std::size_t at = 0; at < bare.size();) {
    const std::size_t start = at;
    if (is_space(next_code_point(bare, at))) {
      gap = !words.empty();
      continue;
    }
    if (gap) words += ' ';
    gap = false;
    words.append(bare, start, at - start);
  }
  return unescape(words);
}

}  // namespace broadsheet::tmpl
