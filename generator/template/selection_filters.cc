// Filters that choose or map elements, and `default` and `attr` (builtins.h).
#include <array>

#include "template/access.h"
#include "template/builtins.h"
#include "template/failure.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

Value filter_default(const Value& input, const Bound& arguments) {
  if (input.is_undefined() || (arguments.flag(1, false) && !truth(input))) return arguments.value(0, Value(""));
  return input;
}

Value filter_attr(const Value& input, const Bound& arguments) {
  const Value& name = *arguments.values[0];
  if (input.is_undefined()) fail_undefined(input);
  if (!name.is_text()) throw Failure("the name of an attribute is a text, not " + std::string(type_name(name)));
  if (input.kind() == Kind::record || input.kind() == Kind::object) return item(input, name);
  return Value::explained_absence("the " + std::string(type_name(input)) + " has no attribute " + repr(name));
}

const Library& library(const Bound& arguments) {
  return arguments.rendering().environment().library();
}

/// The name of a filter or test that is given as the argument `index`.
std::string_view name_argument(const Arguments& arguments, std::size_t index) {
  const Value& name = arguments[index];
  if (name.is_undefined()) fail_undefined(name);
  if (!name.is_text()) throw Failure("expected the name of a filter or test, not " + std::string(type_name(name)));
  return name.text();
}

/// map(attribute=…, default=…)
Value map_attribute(const std::vector<Value>& items, const Arguments& raw) {
  raw.expect(0, {"attribute", "default"});
  const Path path(*raw.find(0, "attribute"));
  const Value* fallback = raw.find(1, "default");
  if (fallback != nullptr && fallback->is_none()) fallback = nullptr;
  std::vector<Value> mapped;
  mapped.reserve(items.size());
  for (const Value& item : items) mapped.push_back(path.of(item, fallback));
  return Value::list(std::move(mapped));
}

Value filter_map(const Value& input, const Bound& arguments) {
  if (!truth(input)) return Value::list({});  // even where it can't be iterated
  const std::vector<Value> items = iterate(input);
  const Arguments& raw = arguments.raw;
  if (raw.size() == 0 && raw.find(0, "attribute") != nullptr) return map_attribute(items, raw);
  if (raw.size() == 0) throw Failure("'map' needs a filter's name, or attribute=…");
  const std::string_view name = name_argument(raw, 0);
  const FilterEntry* entry = library(arguments).find_filter(name);
  if (entry == nullptr) throw Failure("unknown filter " + quoted(name), library(arguments).suggest_filter(name));
  const Arguments rest(raw.positional().subspan(1), raw.named(), raw.rendering());
  std::vector<Value> mapped;
  mapped.reserve(items.size());
  for (const Value& item : items) mapped.push_back(run_filter(*entry, name, item, rest));
  return Value::list(std::move(mapped));
}

/// select and reject, with an attribute first where `by_attribute`.
Value choose(const Value& input, const Bound& arguments, bool wanted, bool by_attribute) {
  if (!truth(input)) return Value::list({});
  const Arguments& raw = arguments.raw;
  const std::size_t first = by_attribute ? 1 : 0;
  if (raw.size() < first) throw Failure("needs the name of an attribute");
  const Path path(by_attribute ? raw[0] : Value(""));
  std::string_view name;
  const TestEntry* entry = nullptr;
  if (raw.size() > first) {
    name = name_argument(raw, first);
    entry = library(arguments).find_test(name);
    if (entry == nullptr) throw Failure("unknown test " + quoted(name), library(arguments).suggest_test(name));
  }
  const Arguments rest(raw.positional().subspan(std::min(first + 1, raw.size())), raw.named(), raw.rendering());
  std::vector<Value> chosen;
  for (const Value& item : iterate(input)) {
    const Value tested = by_attribute ? path.of(item) : item;
    const bool holds = entry != nullptr ? run_test(*entry, name, tested, rest) : truth(tested);
    if (holds == wanted) chosen.push_back(item);
  }
  return Value::list(std::move(chosen));
}

Value filter_select(const Value& input, const Bound& arguments) {
  return choose(input, arguments, true, false);
}
Value filter_reject(const Value& input, const Bound& arguments) {
  return choose(input, arguments, false, false);
}
Value filter_selectattr(const Value& input, const Bound& arguments) {
  return choose(input, arguments, true, true);
}
Value filter_rejectattr(const Value& input, const Bound& arguments) {
  return choose(input, arguments, false, true);
}

constexpr std::array kSelectionFilters = std::to_array<Builtin>({
    {"attr", filter_attr, {"name"}, 1, 1},
    {"d", filter_default, {"default_value", "boolean"}, 0, 2},
    {"default", filter_default, {"default_value", "boolean"}, 0, 2},
    {"map", filter_map, {}, 0, Builtin::kAny},
    {"reject", filter_reject, {}, 0, Builtin::kAny},
    {"rejectattr", filter_rejectattr, {}, 0, Builtin::kAny},
    {"select", filter_select, {}, 0, Builtin::kAny},
    {"selectattr", filter_selectattr, {}, 0, Builtin::kAny},
});

}  // namespace

std::span<const Builtin> selection_filters() {
  return kSelectionFilters;
}

}  // namespace broadsheet::tmpl
