#include "template/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "template/builtins.h"
#include "template/failure.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

template <class Map>
std::vector<std::string> names(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, entry] : map) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

/// The parameter of this name, or kMost.
std::size_t parameter_index(const Builtin& builtin, std::string_view name) {
  for (std::size_t i = 0; i < Bound::kMost; ++i) {
    if (!builtin.parameters[i].empty() && builtin.parameters[i] == name) return i;
  }
  return Bound::kMost;
}

std::vector<std::string> parameter_names(const Builtin& builtin) {
  std::vector<std::string> names;
  for (const std::string_view name : builtin.parameters) {
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

Value run(const Builtin& builtin, std::string_view name, const Value& input, const Arguments& arguments) {
  Bound bound{{}, arguments};
  if (builtin.most == Builtin::kAny) return builtin.run(input, bound);
  if (arguments.size() > builtin.most) {
    throw Failure(fmt::format("'{}' takes at most {} argument{}, not {}", name, builtin.most,
                              builtin.most == 1 ? "" : "s", arguments.size()));
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) bound.values[i] = &arguments[i];
  for (const NamedValue& named : arguments.named()) {
    const std::size_t index = parameter_index(builtin, named.name);
    if (index == Bound::kMost) {
      throw Failure(quoted(name) + " has no argument " + quoted(named.name),
                    suggestion(named.name, parameter_names(builtin)));
    }
    if (bound.values[index] != nullptr) throw Failure("argument " + quoted(named.name) + " is given twice");
    bound.values[index] = &named.value;
  }
  for (std::size_t i = 0; i < builtin.required; ++i) {
    if (bound.values[i] == nullptr) {
      throw Failure(quoted(name) + " needs the argument " + quoted(builtin.parameters[i]));
    }
  }
  return builtin.run(input, bound);
}

}  // namespace

Symbol Symbols::intern(std::string_view name) {
  const std::string key(name);
  {
    const std::shared_lock lock(mutex_);
    const auto known = numbers_.find(key);
    if (known != numbers_.end()) return known->second;
  }
  const std::unique_lock lock(mutex_);
  const std::size_t number = numbers_.size();
  if (number / kBlock == blocks_.size()) throw Failure("the templates have too many names");
  const auto [place, added] = numbers_.try_emplace(key, static_cast<Symbol>(number));
  if (!added) return place->second;
  if (number % kBlock == 0) {
    owned_.push_back(std::make_unique<Block>());
    blocks_[number / kBlock].store(owned_.back().get(), std::memory_order_release);
  }
  owned_.back()->names[number % kBlock] = &place->first;
  return place->second;
}

bool Bound::flag(std::size_t index, bool fallback) const {
  return has(index) ? truth(*values[index]) : fallback;
}

std::int64_t Bound::integer(std::size_t index, std::int64_t fallback) const {
  if (!has(index)) return fallback;
  const Value& value = *values[index];
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_integral()) throw Failure("expected a whole number, not " + std::string(type_name(value)));
  return value.integer();
}

Value Bound::value(std::size_t index, const Value& fallback) const {
  return has(index) ? *values[index] : fallback;
}

const Value* Bound::some(std::size_t index) const {
  return has(index) && !values[index]->is_none() ? values[index] : nullptr;
}

Value run_filter(const FilterEntry& entry, std::string_view name, const Value& input, const Arguments& arguments) {
  Value result = entry.builtin != nullptr ? run(*entry.builtin, name, input, arguments) : entry.host(input, arguments);
  if (!result.is_undefined() || result.is_lenient() || result.absence() != Absence::plain) return result;
  return Value::explained_absence("the filter " + quoted(name) + " gives nothing");
}

bool run_test(const TestEntry& entry, std::string_view name, const Value& input, const Arguments& arguments) {
  return entry.builtin != nullptr ? truth(run(*entry.builtin, name, input, arguments)) : entry.host(input, arguments);
}

const FilterEntry* Library::find_filter(std::string_view name) const {
  const auto found = filters.find(name);
  return found == filters.end() ? nullptr : &found->second;
}

const TestEntry* Library::find_test(std::string_view name) const {
  const auto found = tests.find(name);
  return found == tests.end() ? nullptr : &found->second;
}

std::string Library::suggest_filter(std::string_view name) const {
  return suggestion(name, names(filters));
}

std::string Library::suggest_test(std::string_view name) const {
  return suggestion(name, names(tests));
}

void add_builtins(Library& library) {
  for (const auto& filters : {text_filters(), list_filters(), selection_filters(), number_filters(), html_filters()}) {
    for (const Builtin& filter : filters) library.filters.emplace(filter.name, FilterEntry{&filter, {}});
  }
  for (const Builtin& test : builtin_tests()) library.tests.emplace(test.name, TestEntry{&test, {}});
}

}  // namespace broadsheet::tmpl
