#include "content/shortcode_tags.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace broadsheet::content {

namespace {

using model::Data;
using Kind = ShortcodeTag::Kind;

constexpr std::size_t kLongestTag = 4096;  // bytes; keeps quotes that never end from costing quadratic time

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '/' || static_cast<unsigned char>(c) >= 0x80;
}

/// A word without quotes as the value that it looks like.
Data bare_value(std::string_view word) {
  Data data;
  if (word == "true" || word == "false") {
    data.value = word == "true";
    return data;
  }
  const char* const end = word.data() + word.size();
  std::int64_t integer = 0;
  if (const auto read = std::from_chars(word.data(), end, integer); read.ec == std::errc() && read.ptr == end) {
    data.value = integer;
    return data;
  }
  double number = 0;
  const bool decimal = word.find_first_not_of("+-.0123456789") == std::string_view::npos;
  if (const auto read = std::from_chars(word.data(), end, number);
      decimal && read.ec == std::errc() && read.ptr == end) {
    data.value = number;
    return data;
  }
  data.value = std::string(word);
  return data;
}

/// Reads one tag; every function leaves its place behind what it read.
class TagReader {
 public:
  TagReader(std::string_view text, std::size_t at)
      : text_(text.substr(0, std::min(text.size(), at + kLongestTag))), begin_(at), at_(at + 3) {
    closer_ = text[at + 2] == '<' ? ">}}" : "%}}";
    tag_.markdown = closer_ == "%}}";
    tag_.begin = at;
  }

  ShortcodeTag run();

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool skip_blanks();
  bool take(std::string_view part);
  bool take_closer();
  bool take_escaped();
  std::string_view take_name();
  bool take_arguments();
  std::optional<Data> take_value();
  std::optional<Data> take_quoted();
  ShortcodeTag broken();

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  std::string_view closer_;
  ShortcodeTag tag_;
};

/// Blanks and single line breaks: an empty line ends what a tag can be. False where one stands here.
bool TagReader::skip_blanks() {
  int lines = 0;
  for (; is_blank(here()); ++at_) lines += here() == '\n';
  return lines < 2;
}

bool TagReader::take(std::string_view part) {
  if (!text_.substr(at_).starts_with(part)) return false;
  at_ += part.size();
  return true;
}

bool TagReader::take_closer() {
  if (text_.substr(at_).starts_with('/') && text_.substr(at_ + 1).starts_with(closer_)) {
    if (tag_.kind == Kind::open) tag_.kind = Kind::single;
    ++at_;
  }
  return take(closer_);
}

bool TagReader::take_escaped() {
  if (!take("/*")) return false;
  const std::size_t end = text_.find(std::string("*/").append(closer_), at_);
  if (end == std::string_view::npos) return false;
  tag_.kind = Kind::escaped;
  at_ = end + 2 + closer_.size();
  return true;
}

std::string_view TagReader::take_name() {
  const std::size_t start = at_;
  while (is_name_character(here()) && !(here() == '/' && text_.substr(at_ + 1).starts_with(closer_))) ++at_;
  return text_.substr(start, at_ - start);
}

/// `"…"` and `'…'` with backslashes before quotes, and `` `…` `` without.
std::optional<Data> TagReader::take_quoted() {
  const char quote = here();
  std::string value;
  for (++at_; at_ < text_.size() && here() != quote; ++at_) {
    if (here() == '\n' && text_.substr(at_ + 1).starts_with('\n')) return std::nullopt;
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (quote != '`' && here() == '\\' && (next == quote || next == '\\')) ++at_;
    value += here();
  }
  if (here() != quote) return std::nullopt;
  ++at_;
  Data data;
  data.value = normalize_nfc(value);
  return data;
}

std::optional<Data> TagReader::take_value() {
  if (here() == '"' || here() == '\'' || here() == '`') return take_quoted();
  const std::size_t start = at_;
  while (at_ < text_.size() && !is_blank(here()) && !text_.substr(at_).starts_with(closer_) &&
         !(here() == '/' && text_.substr(at_ + 1).starts_with(closer_)))
    ++at_;
  return bare_value(text_.substr(start, at_ - start));
}

bool TagReader::take_arguments() {
  while (skip_blanks() && at_ < text_.size()) {
    if (take_closer()) return true;
    const std::size_t start = at_;
    while (is_name_character(here()) && here() != '/') ++at_;
    const std::string key(text_.substr(start, at_ - start));
    const bool named = !key.empty() && take("=");
    if (!named) at_ = start;
    std::optional<Data> value = take_value();
    if (!value || at_ == start) return false;
    if (!named) {
      tag_.args.push_back(std::move(*value));
      continue;
    }
    std::erase_if(tag_.params, [&](const auto& entry) { return entry.key == key; });
    tag_.params.emplace_back(key, std::move(*value));
  }
  return false;
}

ShortcodeTag TagReader::broken() {
  tag_.kind = Kind::broken;
  tag_.end = begin_ + 3;
  tag_.args.clear();
  tag_.params.clear();
  return std::move(tag_);
}

ShortcodeTag TagReader::run() {
  const bool escaped = text_.substr(at_).starts_with("/*");
  if (escaped) {
    if (!take_escaped()) return broken();
  } else {
    if (!skip_blanks()) return broken();
    if (take("/")) tag_.kind = Kind::close;
    skip_blanks();
    tag_.name = take_name();
    const bool apart = is_blank(here()) || text_.substr(at_).starts_with(closer_) || here() == '/';
    if (tag_.name.empty() || !apart || !take_arguments()) return broken();
  }
  tag_.end = at_;
  return std::move(tag_);
}

bool starts_tag(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '{' && text[at + 1] == '{' && (text[at + 2] == '<' || text[at + 2] == '%');
}

/// Follows code fences from line to line.
class Fences {
 public:
  /// Whether `line` is code, or one of the fences around it.
  bool is_code(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos) return open_ != '\0';
    std::string_view rest = line.substr(indent);
    while (open_ == '\0' && rest != without_container_mark(rest)) rest = without_container_mark(rest);
    if (open_ != '\0' && rest.starts_with('>')) rest = without_container_mark(rest);
    const char mark = rest.empty() ? '\0' : rest.front();
    const std::size_t length = std::min(rest.find_first_not_of(mark), rest.size());
    if (open_ != '\0') {
      if (mark == open_ && length >= length_ && trim(rest.substr(length)).empty()) open_ = '\0';
      return true;
    }
    if ((mark != '`' && mark != '~') || length < 3) return false;
    if (mark == '`' && rest.find('`', length) != std::string_view::npos) return false;
    open_ = mark;
    length_ = length;
    return true;
  }

 private:
  static std::string_view without_container_mark(std::string_view text) {
    const bool marked = text.size() > 1 && std::string_view("-*+>").find(text.front()) != std::string_view::npos &&
                        (text[1] == ' ' || text.front() == '>');
    if (!marked) return text;
    return text.substr(std::min(text.find_first_not_of(' ', 1), text.size()));
  }

  char open_ = '\0';
  std::size_t length_ = 0;
};

/// The end of the code span that starts with the backticks at `at`; where they open none, the end of the backticks.
std::size_t code_span_end(std::string_view text, std::size_t at) {
  const std::size_t start = std::min(text.find_first_not_of('`', at), text.size());
  const std::size_t paragraph = std::min(text.find("\n\n", start), text.size());
  for (std::size_t next = text.find('`', start); next < paragraph; next = text.find('`', next)) {
    const std::size_t after = std::min(text.find_first_not_of('`', next), text.size());
    if (after - next == start - at) return after;
    next = after;
  }
  return start;
}

}  // namespace

std::vector<ShortcodeTag> find_shortcode_tags(std::string_view text, std::size_t offset) {
  std::vector<ShortcodeTag> tags;
  const std::size_t last = text.rfind("{{");  // behind it there is nothing to find
  if (last == std::string_view::npos) return tags;
  Fences fences;
  std::size_t line_end = offset;  // lines up to here are known
  bool fenced = false;
  for (std::size_t at = offset; at <= last;) {
    if (at >= line_end) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const bool whole = at == offset || text[at - 1] == '\n';
      fenced = whole && fences.is_code(text.substr(at, end - at));
      line_end = end + 1;
    }
    if (starts_tag(text, at) && (!fenced || text.substr(at + 3).starts_with("/*"))) {
      tags.push_back(TagReader(text, at).run());
      at = tags.back().end;
    } else if (text[at] == '`' && !fenced) {
      const std::size_t end = code_span_end(text, at);
      for (std::size_t inside = at; inside < end; ++inside) {
        if (!starts_tag(text, inside) || !text.substr(inside + 3).starts_with("/*")) continue;
        ShortcodeTag tag = TagReader(text, inside).run();
        if (tag.kind == Kind::escaped && tag.end <= end) tags.push_back(std::move(tag));
      }
      at = end;
    } else {
      at += text[at] == '\\' && at + 1 < text.size() && text[at + 1] != '\n' ? 2 : 1;
    }
  }
  return tags;
}

}  // namespace broadsheet::content
