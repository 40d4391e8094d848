#include "content/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace broadsheet::content {

namespace {

using model::Data;

class Conversion {
 public:
  explicit Conversion(int first_line) : lines_before_(first_line - 1) {}

  Data convert(const toml::node& node) const {
    Data data;
    data.line = static_cast<int>(node.source().begin.line) + lines_before_;
    data.column = static_cast<int>(node.source().begin.column);
    if (const toml::table* table = node.as_table()) {
      data.value = entries(*table);
    } else if (const toml::array* array = node.as_array()) {
      Data::List list;
      for (const toml::node& item : *array) list.push_back(convert(item));
      data.value = std::move(list);
    } else {
      set_scalar(node, data);
    }
    return data;
  }

 private:
  /// toml++ sorts a table's keys; their places give back the order of the file.
  Data::Map entries(const toml::table& table) const {
    Data::Map map;
    for (const auto& [key, value] : table) map.emplace_back(std::string(key.str()), convert(value));
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

  int lines_before_;
};

}  // namespace

Data parse_toml(const CleanSource& source, std::string_view text, int first_line) {
  try {
    const toml::table table = toml::parse(text);
    Data data = Conversion(first_line).convert(table);
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
