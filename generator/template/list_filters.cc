// Filters that work on lists and maps as a whole (builtins.h).
#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "template/access.h"
#include "template/builtins.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/sort_keys.h"
#include "template/text.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

namespace {

Value filter_length(const Value& input, const Bound&) {
  return length(input);
}

Value filter_list(const Value& input, const Bound&) {
  return Value::list(iterate(input));
}

Value filter_first(const Value& input, const Bound&) {
  Cursor cursor(input);
  Value element;
  return cursor.next(element) ? element : Value::explained_absence("the list is empty: it has no first item");
}

Value filter_last(const Value& input, const Bound&) {
  if (input.is_listing() && input.size() > 0) return input.at(input.size() - 1);
  const std::vector<Value> items = iterate(input);
  return items.empty() ? Value::explained_absence("the list is empty: it has no last item") : items.back();
}

Value filter_reverse(const Value& input, const Bound&) {
  if (input.is_text()) return slice(input, Value::none(), Value::none(), Value(-1));
  std::vector<Value> items = iterate(input);
  std::reverse(items.begin(), items.end());
  return Value::list(std::move(items));
}

Value filter_join(const Value& input, const Bound& arguments) {
  std::vector<Value> items = iterate(input);
  if (const Value* path = arguments.some(1)) {
    const Path at(*path);
    for (Value& item : items) item = at.of(item);
  }
  Value separator = arguments.value(0, Value(""));
  const bool autoescape = arguments.rendering().autoescape();
  bool markup = autoescape && separator.is_markup();
  for (Value& item : items) {
    item = soft_text(item);
    markup = markup || (autoescape && item.is_markup());
  }
  separator = markup ? escape(separator) : soft_text(separator);
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += separator.text();
    if (markup) {
      append_html(out, items[i]);
    } else {
      out += items[i].text();
    }
    check_text_size(out.size(), arguments.rendering().options());
  }
  return markup ? Value::owned_markup(std::move(out)) : Value::owned(std::move(out));
}

Value filter_sort(const Value& input, const Bound& arguments) {
  std::vector<Value> items = iterate(input);
  const SortKey key(arguments.some(2), !arguments.flag(1, false), true);
  return Value::list(sort_by(std::move(items), key, arguments.flag(0, false)));
}

Value filter_unique(const Value& input, const Bound& arguments) {
  const SortKey key(arguments.some(1), !arguments.flag(0, false), false);
  std::vector<Value> kept;
  std::unordered_multimap<std::size_t, Value> seen;
  for (const Value& item : iterate(input)) {
    Value own = key.of(item);
    const auto [first, last] = seen.equal_range(hash(own));
    if (std::any_of(first, last, [&](const auto& entry) { return equal(entry.second, own); })) continue;
    seen.emplace(hash(own), std::move(own));
    kept.push_back(item);
  }
  return Value::list(std::move(kept));
}

Value extreme(const Value& input, const Bound& arguments, bool largest) {
  const SortKey key(arguments.some(1), !arguments.flag(0, false), false);
  const std::vector<Value> items = iterate(input);
  if (items.empty()) return Value::explained_absence("the list is empty: it has no extreme item");
  const Value* best = &items[0];
  Value best_key = key.of(*best);
  for (std::size_t i = 1; i < items.size(); ++i) {
    Value own = key.of(items[i]);
    if (largest ? !less(best_key, own) : !less(own, best_key)) continue;
    best = &items[i];
    best_key = std::move(own);
  }
  return *best;
}

Value filter_min(const Value& input, const Bound& arguments) {
  return extreme(input, arguments, false);
}

Value filter_max(const Value& input, const Bound& arguments) {
  return extreme(input, arguments, true);
}

Value filter_sum(const Value& input, const Bound& arguments) {
  Value total = arguments.value(1, Value(0));
  if (total.is_text()) throw Failure("texts can't be summed", "use 'join'");
  const Value* path = arguments.some(0);
  const Path at(path != nullptr ? *path : Value(""));
  for (const Value& item : iterate(input)) {
    total = add(total, path != nullptr ? at.of(item) : item, arguments.rendering().options());
  }
  return total;
}

Value filter_batch(const Value& input, const Bound& arguments) {
  const auto size = arguments.integer(0, 1);
  const Value* fill = arguments.some(1);
  std::vector<Value> batches;
  std::vector<Value> batch;
  for (const Value& item : iterate(input)) {
    if (static_cast<std::int64_t>(batch.size()) == size) batches.push_back(Value::list(std::exchange(batch, {})));
    batch.push_back(item);
  }
  if (!batch.empty()) {
    check_list_size(static_cast<std::size_t>(std::max<std::int64_t>(size, 0)), arguments.rendering().options());
    while (fill != nullptr && static_cast<std::int64_t>(batch.size()) < size) batch.push_back(*fill);
    batches.push_back(Value::list(std::move(batch)));
  }
  return Value::list(std::move(batches));
}

Value filter_slice(const Value& input, const Bound& arguments) {
  const std::int64_t wanted = arguments.integer(0, 1);
  if (wanted == 0) throw Failure("can't make 0 slices");
  const Value* fill = arguments.some(1);
  const std::vector<Value> items = iterate(input);
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(wanted, 0));
  check_list_size(count, arguments.rendering().options());
  std::vector<Value> slices;
  std::size_t at = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const bool longer = i < items.size() % count;
    const std::size_t size = items.size() / count + (longer ? 1 : 0);
    std::vector<Value> slice(items.begin() + static_cast<std::ptrdiff_t>(at),
                             items.begin() + static_cast<std::ptrdiff_t>(at + size));
    if (fill != nullptr && !longer) slice.push_back(*fill);
    slices.push_back(Value::list(std::move(slice)));
    at += size;
  }
  return Value::list(std::move(slices));
}

Value filter_groupby(const Value& input, const Bound& arguments) {
  const Value* fallback = arguments.some(1);
  const bool case_sensitive = arguments.flag(2, false);
  const Path path(*arguments.values[0]);
  const SortKey key(arguments.values[0], !case_sensitive, false, fallback);
  const std::vector<Value> items = sort_by(iterate(input), key, false);
  std::vector<Value> groups;
  for (std::size_t at = 0; at < items.size();) {
    const Value own = key.of(items[at]);
    std::size_t end = at + 1;
    while (end < items.size() && equal(key.of(items[end]), own)) ++end;
    std::vector<Value> members(items.begin() + static_cast<std::ptrdiff_t>(at),
                               items.begin() + static_cast<std::ptrdiff_t>(end));
    groups.push_back(Value::group(path.of(items[at], fallback), Value::list(std::move(members))));
    at = end;
  }
  return Value::list(std::move(groups));
}

std::vector<Value> pairs(const Value& map) {
  if (map.is_undefined()) fail_undefined(map);
  if (map.kind() != Kind::map) throw Failure("expected a dict, not " + std::string(type_name(map)));
  std::vector<Value> items;
  for (const Entry& entry : map.entries()) items.push_back(Value::tuple({entry.key, entry.value}));
  return items;
}

Value filter_dictsort(const Value& input, const Bound& arguments) {
  const Value by = arguments.value(1, Value("key"));
  const bool by_value = by.is_text() && by.text() == "value";
  if (!by_value && !(by.is_text() && by.text() == "key")) throw Failure("can sort by 'key' or by 'value' only");
  const Value place(by_value ? 1 : 0);
  const SortKey key(&place, !arguments.flag(0, false), false);
  return Value::list(sort_by(pairs(input), key, arguments.flag(2, false)));
}

Value filter_items(const Value& input, const Bound&) {
  return Value::list(input.is_undefined() ? std::vector<Value>() : pairs(input));
}

constexpr std::array kListFilters = std::to_array<Builtin>({
    {"batch", filter_batch, {"linecount", "fill_with"}, 1, 2},
    {"count", filter_length},
    {"dictsort", filter_dictsort, {"case_sensitive", "by", "reverse"}, 0, 3},
    {"first", filter_first},
    {"groupby", filter_groupby, {"attribute", "default", "case_sensitive"}, 1, 3},
    {"items", filter_items},
    {"join", filter_join, {"d", "attribute"}, 0, 2},
    {"last", filter_last},
    {"length", filter_length},
    {"list", filter_list},
    {"max", filter_max, {"case_sensitive", "attribute"}, 0, 2},
    {"min", filter_min, {"case_sensitive", "attribute"}, 0, 2},
    {"reverse", filter_reverse},
    {"slice", filter_slice, {"slices", "fill_with"}, 1, 2},
    {"sort", filter_sort, {"reverse", "case_sensitive", "attribute"}, 0, 3},
    {"sum", filter_sum, {"attribute", "start"}, 0, 2},
    {"unique", filter_unique, {"case_sensitive", "attribute"}, 0, 2},
});

}  // namespace

std::span<const Builtin> list_filters() {
  return kListFilters;
}

}  // namespace broadsheet::tmpl
