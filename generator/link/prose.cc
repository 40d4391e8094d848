#include "link/prose.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "base/text.h"

namespace broadsheet::link {

namespace {

constexpr std::array<std::string_view, 7> kSilent = {"math", "script", "select", "style", "svg", "textarea", "title"};
constexpr std::array<std::string_view, 13> kClosed = {"a",  "button", "code", "h1",  "h2",   "h3",     "h4",
                                                      "h5", "h6",     "kbd",  "pre", "samp", "summary"};
constexpr std::array<std::string_view, 22> kInline = {"a",     "abbr", "b",      "bdi", "cite", "code", "del", "dfn",
                                                      "em",    "i",    "ins",    "kbd", "mark", "q",    "s",   "samp",
                                                      "small", "span", "strong", "sub", "sup",  "u"};
constexpr std::string_view kParting = "\xEF\xBF\xBC";  // U+FFFC, which no name contains

template <std::size_t size>
bool is_among(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// An element's name as the tables above have it.
std::string name_of_element(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), ascii_lower);
  return out;
}

/// Where the next tag or character reference may begin, from `at` on.
std::size_t next_markup(std::string_view html, std::size_t at) {
  while (at < html.size() && html[at] != '<' && html[at] != '&') ++at;
  return at;
}

/// The offset behind the tag's `>`; quoted attributes may contain one.
std::size_t tag_end(std::string_view html, std::size_t at) {
  if (html.substr(at, 4) == "<!--") {
    const std::size_t end = html.find("-->", at + 4);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  char quote = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return html.size();
}

std::optional<char32_t> numeric_reference(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  if (problem != std::errc() || end != digits.data() + digits.size() || value == 0 || value > 0x10ffff)
    return std::nullopt;
  return value;
}

/// The character that `name` (between & and ;) stands for: numbers, and the names that HTML writers cannot avoid.
std::optional<char32_t> reference(std::string_view name) {
  if (name.starts_with('#')) return numeric_reference(name.substr(1));
  if (name == "amp") return U'&';
  if (name == "lt") return U'<';
  if (name == "gt") return U'>';
  if (name == "quot") return U'"';
  if (name == "apos") return U'\'';
  if (name == "nbsp") return U'\u00a0';
  return std::nullopt;
}

}  // namespace

ProseText::ProseText(std::string_view html) {
  text_.reserve(html.size());
  for (std::size_t at = 0; at < html.size();) at = html[at] == '<' ? read_tag(html, at) : read_text(html, at);
}

void ProseText::part() {
  if (!text_.empty() && !text_.ends_with(kParting)) text_ += kParting;
}

std::size_t ProseText::read_tag(std::string_view html, std::size_t at) {
  const std::size_t end = tag_end(html, at);
  std::size_t start = at + 1;
  const bool closing = start < html.size() && html[start] == '/';
  if (closing) ++start;
  std::size_t stop = start;
  while (stop < end && is_name_character(html[stop])) ++stop;
  const std::string name = name_of_element(html.substr(start, stop - start));
  const bool empty = end >= 2 && html[end - 2] == '/';
  ++node_;
  if (!open_.empty()) {
    if (name == open_ && !empty) depth_ += closing ? -1 : 1;
    if (depth_ == 0) open_.clear();
  } else if (!closing && !empty && (is_among(kSilent, name) || is_among(kClosed, name))) {
    open_ = name;
    is_silent_ = is_among(kSilent, name);
    depth_ = 1;
  }
  if (!is_among(kInline, name)) part();
  return end;
}

std::size_t ProseText::read_text(std::string_view html, std::size_t at) {
  const bool decoded = html[at] == '&';
  std::size_t end = next_markup(html, at + 1);
  std::optional<char32_t> character;
  if (decoded) {
    const std::size_t semicolon = html.find(';', at);
    if (semicolon < end) character = reference(html.substr(at + 1, semicolon - at - 1));
    if (character) end = semicolon + 1;
  }
  if (!open_.empty() && is_silent_) return end;
  runs_.push_back({text_.size(), at, end, node_, character.has_value(), !open_.empty()});
  if (character)
    append_utf8(text_, *character);
  else
    text_ += html.substr(at, end - at);
  return end;
}

ProseText::RunIterator ProseText::run_of(std::size_t offset) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), offset, [](std::size_t o, const Run& run) { return o < run.text; });
  return after - 1;
}

bool ProseText::is_closed(std::size_t begin, std::size_t end) const {
  for (RunIterator run = run_of(begin); run != runs_.end() && run->text < end; ++run)
    if (run->closed) return true;
  return false;
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> ProseText::place(std::size_t begin, std::size_t end) const {
  if (begin >= end || runs_.empty()) return std::nullopt;
  const Run& first = *run_of(begin);
  const Run& last = *run_of(end - 1);
  if (first.node != last.node) return std::nullopt;
  const std::size_t from = first.decoded ? first.html : first.html + (begin - first.text);
  const std::size_t to = last.decoded ? last.html_end : last.html + (end - last.text);
  return std::pair(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
}

}  // namespace broadsheet::link
