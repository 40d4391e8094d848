// The arguments of a call in a template, borrowed from the caller for the time of the call.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "template/value.h"

namespace broadsheet::tmpl {

class Rendering;

struct NamedValue {
  std::string_view name;
  Value value;
};

class Arguments {
 public:
  Arguments(std::span<const Value> positional, std::span<const NamedValue> named, Rendering* rendering = nullptr)
      : positional_(positional), named_(named), rendering_(rendering) {}

  std::span<const Value> positional() const { return positional_; }
  std::span<const NamedValue> named() const { return named_; }

  /// How many positional arguments there are, and one of them.
  std::size_t size() const { return positional_.size(); }
  const Value& operator[](std::size_t index) const { return positional_[index]; }

  /// The argument at a position, or else of a name; nullptr where it is not given.
  const Value* find(std::size_t position, std::string_view name) const;

  /// The same as text, number or truth, with a default; throw Failure where the argument is of another kind.
  std::string_view text(std::size_t position, std::string_view name, std::string_view fallback) const;
  std::int64_t integer(std::size_t position, std::string_view name, std::int64_t fallback) const;
  bool flag(std::size_t position, std::string_view name, bool fallback) const;

  /// Throws Failure where there are more than `most` positional arguments, or one of another name than `names`.
  void expect(std::size_t most, std::initializer_list<std::string_view> names) const;

  /// The rendering that calls; nullptr outside of one. For the engine's own functions.
  Rendering* rendering() const { return rendering_; }

 private:
  std::span<const Value> positional_;
  std::span<const NamedValue> named_;
  Rendering* rendering_;
};

/// Hosts extend the engine with these. They may run on many threads at once, and throw Failure.
using Filter = std::function<Value(const Value& input, Arguments arguments)>;
using Function = std::function<Value(Arguments arguments)>;

}  // namespace broadsheet::tmpl
