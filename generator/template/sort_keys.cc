#include "template/sort_keys.h"

#include <algorithm>

#include "base/text.h"
#include "template/compare.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

SortKey::SortKey(const Value* attribute, bool ignore_case, bool several, const Value* fallback)
    : ignore_case_(ignore_case), fallback_(fallback) {
  if (attribute == nullptr) return;
  if (!several || !attribute->is_text()) {
    paths_.emplace_back(*attribute);
    return;
  }
  for (const std::string_view part : split(attribute->text(), ',')) paths_.emplace_back(Value(part));
}

Value SortKey::one(const Path& path, const Value& item) const {
  Value value = path.of(item, fallback_);
  return ignore_case_ && value.is_text() ? Value::owned(lower(value.text())) : value;
}

Value SortKey::of(const Value& item) const {
  if (paths_.empty()) return ignore_case_ && item.is_text() ? Value::owned(lower(item.text())) : item;
  if (paths_.size() == 1) return one(paths_[0], item);
  std::vector<Value> keys;
  keys.reserve(paths_.size());
  for (const Path& path : paths_) keys.push_back(one(path, item));
  return Value::list(std::move(keys));
}

std::vector<Value> sort_by(std::vector<Value> items, const SortKey& key, bool reverse) {
  std::vector<std::pair<Value, std::size_t>> keys;
  keys.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) keys.emplace_back(key.of(items[i]), i);
  std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
    return reverse ? less(b.first, a.first) : less(a.first, b.first);
  });
  std::vector<Value> sorted;
  sorted.reserve(items.size());
  for (const auto& [own, index] : keys) sorted.push_back(std::move(items[index]));
  return sorted;
}

}  // namespace broadsheet::tmpl
