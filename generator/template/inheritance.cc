// Statements that bring templates together: extends, blocks, include and import (rendering.h).
#include "base/diagnostics.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

void Rendering::enter_root(Frame& frame) {
  if (frame.routine.self == nullptr) return;
  frame.slots[frame.routine.self->slot] = Value::object(new SelfObject(frame.handle()));
}

void Rendering::run_root(const Template& page, Context& context, std::string& out) {
  Frame frame(*this, page, page.root, context);
  frame.out = &out;
  Frame* const previous = std::exchange(frame_, &frame);
  struct Restore {
    Frame*& slot;
    Frame* value;
    ~Restore() { slot = value; }
  } const restore{frame_, previous};
  enter_root(frame);
  execute_scope(page.root.body, frame);
  if (frame.parent == nullptr) return;
  Frame& child = frame;
  const Entered entered(*this, child, {&page, child.extends_offset, {}, child.parent->name, " is extended here"});
  run_root(*child.parent, context, out);
}

void Rendering::execute_extends(const ExtendsStmt& stmt, Frame& frame) {
  if (frame.parent != nullptr) fail(frame, stmt.offset, "the template extends another one already");
  const Template* parent = load(*stmt.parent, frame, false, " is extended here");
  frame.context.blocks->append(*parent);
  frame.parent = parent;
  frame.extends_offset = stmt.parent->offset;
}

void Rendering::execute_block(const BlockStmt& stmt, Frame& frame) {
  if (stmt.top_level && frame.parent != nullptr) return;
  const BlockTable::Chain* chain = frame.context.blocks->find(stmt.symbol);
  if (stmt.required && chain->versions.size() <= 1) {
    fail(frame, stmt.offset, "block " + quoted(stmt.name) + " is required, but no template fills it");
  }
  call_site_ = {&frame.page, stmt.offset, {}, {}, {}};
  if (!stmt.scoped) return write_block(*frame.out, frame.context, stmt.symbol, 0);
  Context derived;
  derived.parent = &frame.context;
  derived.blocks = frame.context.blocks;
  derived.autoescape = frame.context.autoescape;
  derived.globals = frame.context.globals;
  hand_on(stmt.visible, frame, derived);
  write_block(*frame.out, derived, stmt.symbol, 0);
}

void Rendering::write_block(std::string& out, Context& context, Symbol block, std::size_t version) {
  const BlockTable::Version found = context.blocks->find(block)->versions[version];
  const Routine& routine = found.block->routine;
  Frame frame(*this, *found.owner, routine, context);
  frame.out = &out;
  const Entered entered(*this, frame, call_site_);
  enter_root(frame);
  if (routine.super != nullptr) {
    const bool last = version + 1 >= context.blocks->find(block)->versions.size();
    frame.slots[routine.super->slot] =
        last ? Value::explained_absence("block " + quoted(found.block->name) + " is in no template further up")
             : Value::object(new BlockObject(frame.handle(), block, version + 1));
  }
  execute_scope(routine.body, frame);
}

void Rendering::hand_on(const std::vector<VisibleName>& names, Frame& from, Context& to) {
  to.own.reserve(names.size());
  for (const VisibleName& name : names) {
    if (const Value* value = from.read_slots(name.binding)) to.add({name.symbol, false, *value});
  }
}

const Template* Rendering::load_one(const Value& name, const Expr& expr, Frame& frame) {
  guarded(frame, expr.offset, {{name, expr.offset}}, [&] {
    if (name.is_undefined()) fail_undefined(name);
    if (!name.is_text()) throw Failure("the name of a template is a text, not " + std::string(type_name(name)));
  });
  return environment_.find(name.text());
}

const Template* Rendering::load(const Expr& name, Frame& frame, bool optional, const char* what) {
  Value storage;
  const Value& value = peek(name, frame, storage);
  const bool several = value.kind() == Kind::list || value.kind() == Kind::tuple || value.kind() == Kind::sequence;
  try {
    for (std::size_t i = 0; several && i < value.size(); ++i) {
      if (const Template* found = load_one(value.at(i), name, frame)) return found;
    }
    const Template* found = several ? nullptr : load_one(value, name, frame);
    if (found != nullptr || optional) return found;
  } catch (const Error& error) {
    // The other template's syntax is wrong: say how it was reached.
    Diagnostic found = error.diagnostic();
    if (found.location.file == frame.page.source.file && !found.notes.empty()) throw;
    found.notes.push_back({locate_in(frame.page, name.offset), "the template" + std::string(what)});
    for (Note& note : notes()) found.notes.push_back(std::move(note));
    throw Error(found.rule, found.location, found.message, found.hint, found.notes);
  }
  fail(frame, name.offset,
       several ? "none of these templates exists: " + repr(value) : "there is no template " + repr(value));
}

const Template* Rendering::load(const Expr& name, std::atomic<const Template*>& known, Frame& frame, bool optional,
                                const char* what) {
  if (const Template* page = known.load(std::memory_order_acquire)) return page;
  const Template* const page = load(name, frame, optional, what);
  if (name.kind == ExprKind::constant) known.store(page, std::memory_order_release);
  return page;
}

void Rendering::execute_include(const IncludeStmt& stmt, Frame& frame) {
  const Template* page = load(*stmt.name, stmt.page, frame, stmt.ignore_missing, " is included here");
  if (page == nullptr) return;
  bool autoescape = options_.autoescape;
  BlockTable blocks;
  blocks.append(*page);
  Context context;
  context.parent = stmt.with_context ? &frame.context : nullptr;
  context.blocks = &blocks;
  context.autoescape = &autoescape;
  context.globals = frame.context.globals;
  hand_on(stmt.visible, frame, context);
  const Entered entered(*this, frame, {&frame.page, stmt.name->offset, {}, page->name, " is included here"});
  run_root(*page, context, *frame.out);
}

Value Rendering::load_module(const ImportStmt& stmt, const Template& page, Frame& frame) {
  if (stmt.with_context) return make_module(stmt, page, frame, modules_);
  auto& fixed = fixed_modules_->by_page;
  if (const auto known = fixed.find(&page); known != fixed.end()) return known->second;
  if (const auto known = module_cache_.find(&page); known != module_cache_.end()) return known->second;
  const bool is_fixed = makes_fixed_module(environment_, page);
  const Value value = make_module(stmt, page, frame, is_fixed ? fixed_modules_->modules : modules_);
  (is_fixed ? fixed : module_cache_).emplace(&page, value);
  return value;
}

Value Rendering::make_module(const ImportStmt& stmt, const Template& page, Frame& frame, std::deque<Module>& modules) {
  Module& module = modules.emplace_back();
  module.page = &page;
  module.symbols = &library_.symbols;
  module.autoescape = options_.autoescape;
  module.blocks.append(page);
  module.context.blocks = &module.blocks;
  module.context.autoescape = &module.autoescape;
  module.context.globals = frame.context.globals;
  // The importing frame may end before the macros do: copy what it shows.
  hand_on(stmt.visible, frame, module.context);
  for (const Context* context = &frame.context; stmt.with_context && context != nullptr; context = context->parent) {
    for (const Context::Variable& variable : context->own) {
      if (!module.context.has_own(variable.symbol)) module.context.add({variable.symbol, false, variable.value});
    }
  }
  module.frame = std::make_unique<Frame>(*this, page, page.root, module.context, true);
  module.frame->out = &module.body;
  const Entered entered(*this, *module.frame, {&frame.page, stmt.name->offset, {}, page.name, " is imported here"});
  enter_root(*module.frame);
  execute_scope(page.root.body, *module.frame);
  if (module.frame->parent != nullptr) run_root(*module.frame->parent, module.context, module.body);
  return Value::object(new ModuleObject(module));
}

void Rendering::execute_import(const ImportStmt& stmt, Frame& frame) {
  const Template* page = load(*stmt.name, stmt.page, frame, false, " is imported here");
  const Value value = load_module(stmt, *page, frame);
  const auto& module = static_cast<const ModuleObject&>(*value.object());
  for (const auto& [name, target] : stmt.names) {
    Value imported = value;
    if (!stmt.whole) {
      imported = module.attribute(name);
      if (imported.is_undefined()) {
        imported =
            Value::explained_absence("the template " + quoted(page->name) + " has no " + quoted(name) + " to import",
                                     suggestion(name, module.names()));
      }
    }
    assign_name(target, imported, frame);
    // What is imported is not given on to those who import this template.
    if (target.top_level) frame.context.set(target.binding->symbol, imported, false);
  }
}

}  // namespace broadsheet::tmpl
