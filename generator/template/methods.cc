#include "template/methods.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "base/unicode.h"
#include "template/access.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/format.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"
#include "template/text_methods.h"

namespace broadsheet::tmpl {

namespace {

using Method = Value (*)(const Value& self, const Arguments& arguments);

struct MethodEntry {
  std::string_view name;
  Method run;
};

Value map_items(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  std::vector<Value> pairs;
  pairs.reserve(self.size());
  for (const Entry& entry : self.entries()) pairs.push_back(Value::tuple({entry.key, entry.value}));
  return Value::list(std::move(pairs));
}

Value map_keys(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  return Value::list(iterate(self));
}

Value map_values(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  std::vector<Value> values;
  for (const Entry& entry : self.entries()) values.push_back(entry.value);
  return Value::list(std::move(values));
}

Value map_get(const Value& self, const Arguments& arguments) {
  arguments.expect(2, {});
  if (arguments.size() == 0) throw Failure("'get' needs a key");
  hash(arguments[0]);
  const Value* found = self.find_key(arguments[0]);
  if (found != nullptr) return *found;
  return arguments.size() > 1 ? arguments[1] : Value::none();
}

Value same_map(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  return self;
}

Value changes_nothing(const Value& self, const Arguments&) {
  throw Failure("values don't change: a " + std::string(type_name(self)) + " has no such method here",
                self.kind() == Kind::map ? "make a new one with dict(old, key=value)"
                                         : "make a new list with '+', or collect in a namespace");
}

Value list_index(const Value& self, const Arguments& arguments) {
  arguments.expect(3, {});
  if (arguments.size() == 0) throw Failure("'index' needs a value");
  const auto size = static_cast<std::int64_t>(self.size());
  const auto bound = [&](std::size_t position, std::int64_t fallback) {
    const std::int64_t at = arguments.integer(position, "start", fallback);
    return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  };
  const std::int64_t stop = bound(2, size);
  for (std::int64_t i = bound(1, 0); i < stop; ++i) {
    if (equal(self.at(static_cast<std::size_t>(i)), arguments[0])) return i;
  }
  throw Failure(repr(arguments[0]) + " is not in the " + std::string(type_name(self)));
}

Value list_count(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  if (arguments.size() == 0) throw Failure("'count' needs a value");
  std::int64_t count = 0;
  for (std::size_t i = 0; i < self.size(); ++i) count += equal(self.at(i), arguments[0]) ? 1 : 0;
  return count;
}

constexpr std::array kMapMethods = std::to_array<MethodEntry>({{"clear", changes_nothing},
                                                               {"copy", same_map},
                                                               {"get", map_get},
                                                               {"items", map_items},
                                                               {"keys", map_keys},
                                                               {"pop", changes_nothing},
                                                               {"popitem", changes_nothing},
                                                               {"setdefault", changes_nothing},
                                                               {"update", changes_nothing},
                                                               {"values", map_values}});

constexpr std::array kTupleMethods = std::to_array<MethodEntry>({{"count", list_count}, {"index", list_index}});

constexpr std::array kListMethods = std::to_array<MethodEntry>({{"append", changes_nothing},
                                                                {"clear", changes_nothing},
                                                                {"copy", same_map},
                                                                {"count", list_count},
                                                                {"extend", changes_nothing},
                                                                {"index", list_index},
                                                                {"insert", changes_nothing},
                                                                {"pop", changes_nothing},
                                                                {"remove", changes_nothing},
                                                                {"reverse", changes_nothing},
                                                                {"sort", changes_nothing}});

template <class Table>
Method find_in(const Table& table, std::string_view name) {
  const auto* found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.name == name; });
  return found == table.end() ? nullptr : found->run;
}

Method find_method(const Value& value, std::string_view name) {
  switch (value.kind()) {
    case Kind::text:
      return find_text_method(name);
    case Kind::map:
      return find_in(kMapMethods, name);
    case Kind::list:
    case Kind::sequence:
      return find_in(kListMethods, name);
    case Kind::tuple:
    case Kind::range:
      return find_in(kTupleMethods, name);
    default:
      return nullptr;
  }
}

/// A method together with what it belongs to.
struct BoundMethod final : Object {
  BoundMethod(Value its_self, Method its_run) : self(std::move(its_self)), run(its_run) {}
  std::string_view type_name() const override { return "method"; }
  bool callable() const override { return true; }
  Value call(const Arguments& arguments) const override { return run(self, arguments); }
  Value text() const override { throw Failure("a method can't be shown as text", "call it with '()'"); }

  const Value self;
  const Method run;
};

}  // namespace

bool is_method_name(std::string_view name) {
  return find_text_method(name) != nullptr || find_in(kMapMethods, name) != nullptr ||
         find_in(kListMethods, name) != nullptr;
}

bool has_method(const Value& value, std::string_view name) {
  return find_method(value, name) != nullptr;
}

Value call_method(const Value& value, std::string_view name, const Arguments& arguments) {
  return find_method(value, name)(value, arguments);
}

Value bind_method(const Value& value, std::string_view name) {
  return Value::object(new BoundMethod(value, find_method(value, name)));
}

}  // namespace broadsheet::tmpl
