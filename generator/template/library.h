// What an environment knows by name: filters, tests, global variables, and the templates that it compiled.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "template/arguments.h"
#include "template/ast.h"
#include "template/environment.h"
#include "template/fixed_modules.h"

namespace broadsheet::tmpl {

/// Numbers for names; grows under a lock, numbers never change.
class Symbols {
 public:
  /// Throws Failure where a million names have been given.
  Symbol intern(std::string_view name);
  /// Lives as long as the library. Takes no lock: a symbol is known only to who was told of it after its name was put
  /// here, and names never move.
  const std::string& name(Symbol symbol) const {
    return *blocks_[symbol / kBlock].load(std::memory_order_acquire)->names[symbol % kBlock];
  }

 private:
  static constexpr std::size_t kBlock = 512;
  struct Block {
    std::array<const std::string*, kBlock> names{};
  };

  std::shared_mutex mutex_;
  std::unordered_map<std::string, Symbol> numbers_;
  std::vector<std::unique_ptr<Block>> owned_;
  std::array<std::atomic<Block*>, 2048> blocks_{};
};

/// The arguments of a builtin by the position of its parameters; nullptr for those that are not given.
struct Bound {
  static constexpr std::size_t kMost = 6;
  std::array<const Value*, kMost> values{};
  Arguments raw;

  bool has(std::size_t index) const { return values[index] != nullptr; }
  bool flag(std::size_t index, bool fallback) const;
  std::int64_t integer(std::size_t index, std::int64_t fallback) const;
  /// The argument, or `fallback` where it is not given.
  Value value(std::size_t index, const Value& fallback = Value::none()) const;
  /// Given and not none.
  const Value* some(std::size_t index) const;
  Rendering& rendering() const { return *raw.rendering(); }
};

/// A builtin filter or test. `parameters` are the names that Jinja gives them, `required` how many must be given.
struct Builtin {
  static constexpr std::size_t kAny = 99;

  std::string_view name;
  Value (*run)(const Value& input, const Bound& arguments);
  std::array<std::string_view, Bound::kMost> parameters{};
  std::size_t required = 0;
  std::size_t most = 0;  ///< positional arguments; kAny: takes them as they come
};

struct FilterEntry {
  const Builtin* builtin = nullptr;
  Filter host;
};

struct TestEntry {
  const Builtin* builtin = nullptr;
  std::function<bool(const Value&, Arguments)> host;
};

/// Runs a filter or test. `name` is for messages. Throws Failure.
Value run_filter(const FilterEntry& entry, std::string_view name, const Value& input, const Arguments& arguments);
bool run_test(const TestEntry& entry, std::string_view name, const Value& input, const Arguments& arguments);

/// Looks a text up without a copy of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Library {
  Environment::Load load;
  Options options;
  std::unordered_map<std::string, FilterEntry, TextHash, std::equal_to<>> filters;
  std::unordered_map<std::string, TestEntry, TextHash, std::equal_to<>> tests;
  mutable Symbols symbols;
  std::vector<Value> globals;  ///< by symbol; undefined where there is none

  mutable std::shared_mutex mutex;
  mutable std::unordered_map<std::string, std::unique_ptr<const Template>, TextHash, std::equal_to<>> templates;
  mutable FixedModulePool fixed_modules;  ///< made of the templates

  const FilterEntry* find_filter(std::string_view name) const;
  const TestEntry* find_test(std::string_view name) const;
  std::string suggest_filter(std::string_view name) const;
  std::string suggest_test(std::string_view name) const;
};

}  // namespace broadsheet::tmpl
