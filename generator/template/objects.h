// The counted storage behind values that own something. Never changed after it is built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "template/value.h"

namespace broadsheet::tmpl {

struct TextObject final : Object {
  explicit TextObject(std::string text) : bytes(std::move(text)) {}
  const std::string bytes;
};

struct ListObject final : Object {
  explicit ListObject(std::vector<Value> values, bool group = false) : items(std::move(values)), is_group(group) {}
  const std::vector<Value> items;
  const bool is_group;  ///< a tuple of `groupby`, whose parts are called `grouper` and `list`
};

/// Keys are unique. Up to a few entries are searched one by one, more through an index of the text keys.
class MapObject final : public Object {
 public:
  explicit MapObject(std::vector<Entry> entries);

  const std::vector<Entry>& entries() const { return entries_; }
  const Value* find(std::string_view key) const;
  const Value* find_key(const Value& key) const;

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
};

/// start, start + step … before stop, as Python's range.
struct RangeObject final : Object {
  RangeObject(std::int64_t first, std::int64_t end, std::int64_t by);
  const std::int64_t start;
  const std::int64_t stop;
  const std::int64_t step;
  const std::size_t count;
};

/// Why a value is undefined, where that is no plain name.
struct AbsenceObject final : Object {
  AbsenceObject(std::string text, std::string advice) : message(std::move(text)), hint(std::move(advice)) {}
  const std::string message;
  const std::string hint;
};

}  // namespace broadsheet::tmpl
