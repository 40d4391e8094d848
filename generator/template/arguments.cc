#include "template/arguments.h"

#include <fmt/format.h>

#include <algorithm>

#include "template/failure.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

[[noreturn]] void fail_kind(std::string_view name, const char* wanted, const Value& value) {
  if (value.is_undefined()) fail_undefined(value);
  throw Failure(fmt::format("argument '{}' is a {}, not {}", name, wanted, type_name(value)));
}

}  // namespace

const Value* Arguments::find(std::size_t position, std::string_view name) const {
  if (position < positional_.size()) return &positional_[position];
  for (const NamedValue& named : named_) {
    if (named.name == name) return &named.value;
  }
  return nullptr;
}

std::string_view Arguments::text(std::size_t position, std::string_view name, std::string_view fallback) const {
  const Value* value = find(position, name);
  if (value == nullptr) return fallback;
  if (!value->is_text()) fail_kind(name, "text", *value);
  return value->text();
}

std::int64_t Arguments::integer(std::size_t position, std::string_view name, std::int64_t fallback) const {
  const Value* value = find(position, name);
  if (value == nullptr) return fallback;
  if (!value->is_integral()) fail_kind(name, "whole number", *value);
  return value->integer();
}

bool Arguments::flag(std::size_t position, std::string_view name, bool fallback) const {
  const Value* value = find(position, name);
  return value == nullptr ? fallback : truth(*value);
}

void Arguments::expect(std::size_t most, std::initializer_list<std::string_view> names) const {
  if (positional_.size() > most) {
    throw Failure(
        fmt::format("takes at most {} positional argument{}, not {}", most, most == 1 ? "" : "s", positional_.size()));
  }
  for (const NamedValue& named : named_) {
    const auto* const known = std::find(names.begin(), names.end(), named.name);
    if (known == names.end()) throw Failure("there is no argument " + quoted(named.name));
    if (static_cast<std::size_t>(known - names.begin()) < positional_.size()) {
      throw Failure("argument " + quoted(named.name) + " is given twice");
    }
  }
}

}  // namespace broadsheet::tmpl
