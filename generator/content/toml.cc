#include "content/toml.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace broadsheet::content {

namespace {

using model::Data;

constexpr int kMostKeyParts = 16;

[[noreturn]] void fail_too_deep(const CleanSource& source, int line, int column) {
  throw Error("toml", source.at(line, column), fmt::format("nested deeper than {} levels", model::kDeepestData));
}

/// The end of the part of a key at `at`: letters, or a quotation in its line. `at` itself where none stands there.
std::size_t key_part_end(std::string_view text, std::size_t at) {
  const char quote = at < text.size() ? text[at] : '\0';
  if (quote == '"' || quote == '\'') {
    const std::size_t end = text.find_first_of(std::string{quote, '\n'}, at + 1);
    return end == std::string_view::npos || text[end] == '\n' ? at : end + 1;
  }
  while (at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '_' || text[at] == '-'))
    ++at;
  return at;
}

/// toml++ bounds how deep values are nested, but not how deep `a.a.a.…` nests tables: it would exhaust the stack.
/// Throws for such a chain wherever it stands.
void check_keys(const CleanSource& source, std::string_view text, int first_line) {
  for (std::size_t at = 0; at < text.size();) {
    int parts = 0;
    const std::size_t start = at;
    for (std::size_t end = key_part_end(text, at); end > at; end = key_part_end(text, at)) {
      at = std::min(text.find_first_not_of(" \t", end), text.size());
      if (++parts > kMostKeyParts) {
        const Location place = locate(source.path, text, start);
        throw Error("toml", source.at(place.line + first_line - 1, place.column),
                    fmt::format("the key has more than {} parts", kMostKeyParts));
      }
      if (at == text.size() || text[at] != '.') break;
      at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
    }
    if (at == start) ++at;
  }
}

class TomlConversion {
 public:
  TomlConversion(const CleanSource& source, int first_line) : source_(source), lines_before_(first_line - 1) {}

  Data convert(const toml::node& node, int depth = 0) const {
    Data data;
    data.line = static_cast<int>(node.source().begin.line) + lines_before_;
    data.column = static_cast<int>(node.source().begin.column);
    if (depth > model::kDeepestData) fail_too_deep(source_, data.line, data.column);
    if (const toml::table* table = node.as_table()) {
      data.value = entries(*table, depth);
    } else if (const toml::array* array = node.as_array()) {
      Data::List list;
      for (const toml::node& item : *array) list.push_back(convert(item, depth + 1));
      data.value = std::move(list);
    } else {
      set_scalar(node, data);
    }
    return data;
  }

 private:
  /// toml++ sorts a table's keys; their places give back the order of the file.
  Data::Map entries(const toml::table& table, int depth) const {
    Data::Map map;
    for (const auto& [key, value] : table) map.emplace_back(std::string(key.str()), convert(value, depth + 1));
    std::stable_sort(map.begin(), map.end(), [](const auto& a, const auto& b) {
      return std::pair(a.data.line, a.data.column) < std::pair(b.data.line, b.data.column);
    });
    return map;
  }

  static void set_scalar(const toml::node& node, Data& data) {
    if (const auto* text = node.as_string()) {
      data.value = text->get();
    } else if (const auto* integer = node.as_integer()) {
      data.value = integer->get();
    } else if (const auto* number = node.as_floating_point()) {
      data.value = number->get();
    } else if (const auto* flag = node.as_boolean()) {
      data.value = flag->get();
    } else {
      std::ostringstream out;
      if (const auto* date = node.as_date()) out << date->get();
      if (const auto* time = node.as_time()) out << time->get();
      if (const auto* both = node.as_date_time()) out << both->get();
      data.value = out.str();
    }
  }

  const CleanSource& source_;
  int lines_before_;
};

}  // namespace

Data parse_toml(const CleanSource& source, std::string_view text, int first_line) {
  try {
    check_keys(source, text, first_line);
    const toml::table table = toml::parse(text);
    Data data = TomlConversion(source, first_line).convert(table);
    data.line = first_line;
    data.column = 1;
    return data;
  } catch (const toml::parse_error& problem) {
    const toml::source_position place = problem.source().begin;
    throw Error("toml", source.at(static_cast<int>(place.line) + first_line - 1, static_cast<int>(place.column)),
                std::string(problem.description()));
  }
}

}  // namespace broadsheet::content
