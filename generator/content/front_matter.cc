#include "content/front_matter.h"

#include <array>
#include <map>
#include <optional>

#include "base/text.h"
#include "content/json.h"
#include "content/toml.h"
#include "content/yaml.h"

namespace broadsheet::content {

namespace {

using model::Data;

/// A line without its end, and where the next one starts.
struct Line {
  std::string_view text;
  std::size_t next = 0;
};

Line line_at(std::string_view text, std::size_t offset) {
  const std::size_t end = text.find('\n', offset);
  if (end == std::string_view::npos) return {text.substr(offset), text.size()};
  return {text.substr(offset, end - offset), end + 1};
}

std::string_view without_trailing_blanks(std::string_view line) {
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return line;
}

/// What stands between two fences.
struct Fenced {
  std::string_view inside;
  std::size_t after = 0;
  int lines = 0;  // of the whole, fences included
};

std::optional<Fenced> between_fences(std::string_view text, std::string_view fence, std::string_view other_end) {
  const Line first = line_at(text, 0);
  if (without_trailing_blanks(first.text) != fence) return std::nullopt;
  int lines = 1;
  for (std::size_t at = first.next; at < text.size();) {
    const Line line = line_at(text, at);
    ++lines;
    const std::string_view shown = without_trailing_blanks(line.text);
    if (shown == fence || shown == other_end) return Fenced{text.substr(first.next, at - first.next), line.next, lines};
    at = line.next;
  }
  return std::nullopt;
}

bool is_key_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// The key of `key: value` or `key:`; empty where the line is none.
std::string_view key_in(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && is_key_letter(line[end])) ++end;
  const bool is_key =
      end > 0 && end < line.size() && line[end] == ':' && (end + 1 == line.size() || line[end + 1] == ' ');
  return is_key ? line.substr(0, end) : std::string_view();
}

/// Front matter whose fence is never closed: a mistake, unless the fence is a thematic break before a text.
void check_unclosed(const CleanSource& source, std::string_view fence) {
  const std::string_view text = source.text;
  const Line first = line_at(text, 0);
  if (without_trailing_blanks(first.text) != fence) return;
  const Line second = line_at(text, first.next);
  const bool looks_like_data =
      fence == "---" ? !key_in(second.text).empty() : second.text.find('=') != std::string_view::npos;
  if (looks_like_data)
    throw Error("front-matter", source.at(1), std::string("the front matter is not closed"),
                "end it with a line '" + std::string(fence) + "'");
}

/// Keys that `Key: value` lines may start with: without a fence, only a well-known key tells data from prose.
bool is_known_key(std::string_view key) {
  static constexpr std::array<std::string_view, 16> kKnown = {
      "title", "date",   "modified", "tags",    "category", "categories",  "slug",  "author",
      "lang",  "status", "authors",  "summary", "draft",    "description", "alias", "aliases"};
  const std::string lower = lower_case(key);
  for (std::string_view known : kKnown)
    if (lower == known) return true;
  return false;
}

/// `seen`: the keys so far, and their lines.
void add_pelican_entry(const CleanSource& source, Data& data, std::map<std::string, int>& seen, std::string_view line,
                       int number) {
  const std::string_view key = key_in(line);
  const std::string name = lower_case(key) == "category" ? "categories" : lower_case(key);
  if (const auto [other, is_new] = seen.emplace(name, number); !is_new)
    throw Error("front-matter", source.at(number),
                "the key '" + name + "' stands here again; it is already on line " + std::to_string(other->second),
                "remove one of them");
  const std::string_view value = trim(line.substr(key.size() + 1));
  Data entry;
  entry.line = number;
  entry.column = static_cast<int>(key.size()) + 2 + (value.empty() ? 0 : 1);
  if (name == "tags" || name == "categories" || name == "aliases") {
    Data::List list;
    for (std::string_view part : split(value, ',')) {
      Data item{std::string(trim(part)), number, entry.column};
      if (!item.text()->empty()) list.push_back(std::move(item));
    }
    entry.value = std::move(list);
  } else if (name == "status") {
    entry.value = std::string(value);
    if (seen.emplace("draft", number).second)
      std::get<Data::Map>(data.value).emplace_back("draft", Data{value == "draft", number, entry.column});
  } else if (name == "draft") {
    resolve_scalar(value, entry);
  } else {
    entry.value = std::string(value);
  }
  std::get<Data::Map>(data.value).emplace_back(name, std::move(entry));
}

/// Pelican's form: `Key: value` lines up to an empty line, values continued on indented lines.
std::optional<FrontMatter> read_lines(const CleanSource& source) {
  const std::string_view text = source.text;
  if (!is_known_key(key_in(line_at(text, 0).text))) return std::nullopt;
  FrontMatter result;
  result.data.value = Data::Map();
  result.data.line = result.data.column = 1;
  std::string entry;  // the lines of one value
  std::map<std::string, int> seen;
  int entry_line = 1, number = 1;
  std::size_t at = 0;
  auto finish = [&] {
    if (!entry.empty()) add_pelican_entry(source, result.data, seen, entry, entry_line);
    entry.clear();
  };
  for (; at < text.size(); ++number) {
    const Line line = line_at(text, at);
    if (trim(line.text).empty()) break;
    if (line.text.starts_with(' ') || line.text.starts_with('\t')) {
      entry.append(" ").append(trim(line.text));
    } else if (!key_in(line.text).empty()) {
      finish();
      entry = line.text;
      entry_line = number;
    } else {
      return std::nullopt;  // a paragraph that begins like a key
    }
    at = line.next;
  }
  finish();
  result.body = at;
  result.body_line = number;
  return result;
}

FrontMatter parsed(Data data, const CleanSource& source, std::size_t body, int body_line) {
  if (data.is_null()) data.value = Data::Map();
  if (!data.map())
    throw Error("front-matter", source.at(data.line, data.column), "the front matter must be keys with values",
                "write it as `key: value` lines");
  return {std::move(data), body, body_line};
}

}  // namespace

FrontMatter read_front_matter(const CleanSource& source) {
  const std::string_view text = source.text;
  if (text.starts_with("---")) {
    if (const auto fenced = between_fences(text, "---", "..."))
      return parsed(parse_yaml(source.path, fenced->inside, 2), source, fenced->after, fenced->lines + 1);
    check_unclosed(source, "---");
  } else if (text.starts_with("+++")) {
    if (const auto fenced = between_fences(text, "+++", "+++"))
      return parsed(parse_toml(source, fenced->inside, 2), source, fenced->after, fenced->lines + 1);
    check_unclosed(source, "+++");
  } else if (text.starts_with('{') && !text.starts_with("{{") && !text.starts_with("{%")) {
    if (auto json = parse_leading_json(source)) {
      const int line = source.at_offset(json->end).line;
      return parsed(std::move(json->data), source, json->end, line);
    }
  } else if (auto lines = read_lines(source)) {
    return std::move(*lines);
  }
  FrontMatter none;
  none.data.value = Data::Map();
  none.data.line = none.data.column = 1;
  return none;
}

}  // namespace broadsheet::content
