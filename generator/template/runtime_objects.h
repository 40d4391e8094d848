// The objects that exist while a page is rendered: macros, loops, namespaces, blocks, imported templates. They change
// in place, and belong to one rendering.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "template/access.h"
#include "template/arguments.h"
#include "template/context.h"
#include "template/value.h"

namespace broadsheet::tmpl {

/// What writes HTML when it is called: its text need not be made on the side.
struct WritingObject : Object {
  const WritingObject* as_writing() const final { return this; }
  bool callable() const final { return true; }
  Value call(const Arguments& arguments) const final;
  virtual void write(std::string& out, const Arguments& arguments) const = 0;
  /// Whether what it writes is HTML; plain text otherwise.
  virtual bool writes_markup(const Rendering& rendering) const;
};

struct MacroObject final : WritingObject {
  MacroObject(const Routine& its_routine, const Template& its_page, const FrameHandle* its_home)
      : routine(its_routine), page(its_page), home(its_home) {}
  ~MacroObject() override { home->release(); }

  std::string_view type_name() const override { return "macro"; }
  Value attribute(std::string_view name) const override;
  void write(std::string& out, const Arguments& arguments) const override;

  const Routine& routine;
  const Template& page;
  const FrameHandle* const home;  ///< the frame that it was defined in
};

/// `loop` in the body of a loop. `end()` cuts it off from the loop, which is over.
struct LoopObject final : WritingObject {
  LoopObject(const LoopStmt& its_stmt, Frame& its_frame, const Value& its_items, std::size_t its_depth)
      : stmt(its_stmt), frame(&its_frame), items(its_items), cursor(items), depth0(its_depth), count(cursor.count()) {}

  std::string_view type_name() const override { return "loop"; }
  Value attribute(std::string_view name) const override;
  void write(std::string& out, const Arguments& arguments) const override;
  bool writes_markup(const Rendering& rendering) const override;
  /// Moves to the next element; false at the end.
  bool next(Value& element);
  bool changed(std::span<const Value> values) const;
  void end() { frame = nullptr; }

  const LoopStmt& stmt;
  Frame* frame;
  const Value items;
  Cursor cursor;
  std::size_t depth0;
  std::size_t count;
  std::size_t index = 0;  ///< from 1
  Value previous, current;
  mutable bool has_last_changed = false;
  mutable std::vector<Value> last_changed;
};

/// namespace(…): attributes that inner scopes can set.
struct NamespaceObject final : Object {
  std::string_view type_name() const override { return "namespace"; }
  Value attribute(std::string_view name) const override;
  Value text() const override;
  void set(std::string_view name, const Value& value) const;

  mutable std::vector<std::pair<std::string, Value>> attributes;
};

/// A version of a block, as `super` and `self.name` give it.
struct BlockObject final : WritingObject {
  BlockObject(const FrameHandle* its_home, Symbol its_block, std::size_t its_version)
      : home(its_home), block(its_block), version(its_version) {}
  ~BlockObject() override { home->release(); }

  std::string_view type_name() const override { return "block"; }
  Value attribute(std::string_view name) const override;
  void write(std::string& out, const Arguments& arguments) const override;

  const FrameHandle* const home;
  const Symbol block;
  const std::size_t version;
};

/// `self`: the blocks of the page by name.
struct SelfObject final : Object {
  explicit SelfObject(const FrameHandle* its_home) : home(its_home) {}
  ~SelfObject() override { home->release(); }
  std::string_view type_name() const override { return "self"; }
  Value attribute(std::string_view name) const override;

  const FrameHandle* const home;
};

/// An imported template: its context and frame stay, since its macros need them.
struct Module {
  const Template* page = nullptr;
  const Symbols* symbols = nullptr;
  bool autoescape = true;
  BlockTable blocks;
  Context context;
  std::unique_ptr<Frame> frame;
  std::string body;
};

struct ModuleObject final : Object {
  explicit ModuleObject(const Module& its_module) : module(its_module) {}
  std::string_view type_name() const override { return "module"; }
  Value attribute(std::string_view name) const override;
  const Value* attribute_at(std::string_view name, std::atomic<std::uint64_t>& guess) const override;
  Value text() const override { return Value::markup(module.body); }
  std::vector<std::string> names() const;

  const Module& module;

 private:
  const Context::Variable* find(std::string_view name) const;
};

/// A function of the host or of the engine.
struct FunctionObject final : Object {
  explicit FunctionObject(Function its_function) : function(std::move(its_function)) {}
  std::string_view type_name() const override { return "function"; }
  bool callable() const override { return true; }
  Value call(const Arguments& arguments) const override { return function(arguments); }

  const Function function;
};

/// range, dict, namespace, cycler and joiner: the global functions that templates have anyway.
std::vector<std::pair<std::string, Value>> builtin_globals();

}  // namespace broadsheet::tmpl
