// A tree of plain data with places: what front matter, configuration and vocabularies are, whatever they were
// written in (YAML, TOML, JSON, `Key: value` lines).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace broadsheet::model {

/// Lists and maps inside of one another that readers take.
inline constexpr int kDeepestData = 64;

/// One value and where it stands. Maps keep the order of the file; a key appears once.
struct Data {
  using List = std::vector<Data>;
  struct Entry;
  using Map = std::vector<Entry>;

  /// null, bool, integer, number, text (UTF-8), list or map.
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> value;
  int line = 0;    ///< from 1, in the file the data came from; 0 unknown
  int column = 0;  ///< from 1

  bool is_null() const { return std::holds_alternative<std::monostate>(value); }
  const std::string* text() const { return std::get_if<std::string>(&value); }
  const List* list() const { return std::get_if<List>(&value); }
  const Map* map() const { return std::get_if<Map>(&value); }

  /// The value under `key` of a map, or null where this is no map or has no such key.
  const Data* find(std::string_view key) const;
};

/// A value of a map and its key.
struct Data::Entry {
  std::string key;
  Data data;
};

inline const Data* Data::find(std::string_view key) const {
  if (const Map* entries = map())
    for (const Entry& entry : *entries)
      if (entry.key == key) return &entry.data;
  return nullptr;
}

}  // namespace broadsheet::model
