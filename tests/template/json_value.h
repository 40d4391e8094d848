// JSON as values of the template engine, for tests.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "template/value.h"

namespace broadsheet::tmpl {

/// Borrows the texts of `json`, which must outlive the value.
inline Value value_of(const nlohmann::ordered_json& json) {
  using Type = nlohmann::ordered_json::value_t;
  switch (json.type()) {
    case Type::null:
      return Value::none();
    case Type::boolean:
      return Value(json.get<bool>());
    case Type::number_integer:
    case Type::number_unsigned:
      return Value(json.get<std::int64_t>());
    case Type::number_float:
      return Value(json.get<double>());
    case Type::string:
      return Value(json.get_ref<const std::string&>());
    case Type::array: {
      std::vector<Value> items;
      for (const auto& item : json) items.push_back(value_of(item));
      return Value::list(std::move(items));
    }
    default: {
      std::vector<std::pair<std::string, Value>> entries;
      for (const auto& [key, item] : json.items()) entries.emplace_back(key, value_of(item));
      return Value::map(std::move(entries));
    }
  }
}

inline std::vector<std::pair<std::string_view, Value>> variables_of(const nlohmann::ordered_json& data) {
  std::vector<std::pair<std::string_view, Value>> variables;
  for (const auto& [key, item] : data.items()) variables.emplace_back(key, value_of(item));
  return variables;
}

}  // namespace broadsheet::tmpl
