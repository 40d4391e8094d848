#include "template/runtime_objects.h"

#include <algorithm>

#include "template/compare.h"
#include "template/failure.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

Value WritingObject::call(const Arguments& arguments) const {
  std::string out;
  const bool markup = writes_markup(*arguments.rendering());
  write(out, arguments);
  return markup ? Value::owned_markup(std::move(out)) : Value::owned(std::move(out));
}

bool WritingObject::writes_markup(const Rendering& rendering) const {
  return rendering.autoescape();
}

void MacroObject::write(std::string& out, const Arguments& arguments) const {
  arguments.rendering()->write_macro(out, *this, arguments);
}

Value MacroObject::attribute(std::string_view name) const {
  if (name == "name") return Value(routine.name);
  if (name == "caller") return Value(routine.caller != nullptr);
  if (name == "catch_kwargs") return Value(routine.kwargs != nullptr);
  if (name == "catch_varargs") return Value(routine.varargs != nullptr);
  if (name != "arguments") return {};
  std::vector<Value> names;
  for (const Routine::Parameter& parameter : routine.parameters) names.emplace_back(parameter.name);
  return Value::tuple(std::move(names));
}

namespace {

/// A method of an object that stays alive with it.
template <class Owner, class Work>
Value method(const Owner& owner, Work work) {
  owner.retain();
  const std::shared_ptr<const Owner> kept(&owner, [](const Owner* object) { object->release(); });
  return Value::object(new FunctionObject([kept, work](Arguments arguments) { return work(*kept, arguments); }));
}

}  // namespace

bool LoopObject::next(Value& element) {
  if (index > 0) previous = std::move(current);
  if (!cursor.next(element)) return false;
  current = element;
  ++index;
  return true;
}

bool LoopObject::changed(std::span<const Value> values) const {
  const bool same =
      has_last_changed && std::equal(values.begin(), values.end(), last_changed.begin(), last_changed.end(), equal);
  if (same) return false;
  has_last_changed = true;
  last_changed.assign(values.begin(), values.end());
  return true;
}

Value LoopObject::attribute(std::string_view name) const {
  if (name == "index") return Value(index);
  if (name == "index0") return Value(index - 1);
  if (name == "first") return Value(index == 1);
  if (name == "last") return Value(index == count);
  if (name == "length") return Value(count);
  if (name == "revindex") return Value(count - index + 1);
  if (name == "revindex0") return Value(count - index);
  if (name == "depth") return Value(depth0 + 1);
  if (name == "depth0") return Value(depth0);
  if (name == "previtem") return index > 1 ? previous : Value::explained_absence("there is no previous item");
  if (name == "nextitem") {
    Cursor ahead = cursor;
    Value element;
    return ahead.next(element) ? element : Value::explained_absence("there is no next item");
  }
  if (name == "cycle") {
    return method(*this, [](const LoopObject& loop, const Arguments& arguments) {
      if (arguments.size() == 0) throw Failure("'cycle' needs values to cycle through");
      return arguments[(loop.index - 1) % arguments.size()];
    });
  }
  if (name == "changed") {
    return method(*this, [](const LoopObject& loop, const Arguments& arguments) {
      return Value(loop.changed(arguments.positional()));
    });
  }
  return {};
}

bool LoopObject::writes_markup(const Rendering& rendering) const {
  return stmt.escaping == Escaping::as_set ? rendering.autoescape() : stmt.escaping == Escaping::on;
}

void LoopObject::write(std::string& out, const Arguments& arguments) const {
  arguments.expect(1, {"iterable"});
  const Value* nested = arguments.find(0, "iterable");
  if (nested == nullptr) throw Failure("'loop' needs what to go through");
  arguments.rendering()->write_loop(out, *this, *nested);
}

Value NamespaceObject::attribute(std::string_view name) const {
  for (const auto& [known, value] : attributes) {
    if (known == name) return value;
  }
  return {};
}

Value NamespaceObject::text() const {
  std::string out = "<Namespace {";
  for (const auto& [name, value] : attributes) {
    if (out.back() != '{') out += ", ";
    append_repr(out, Value(name));
    out += ": ";
    append_repr(out, value);
  }
  return Value::owned(out + "}>");
}

void NamespaceObject::set(std::string_view name, const Value& value) const {
  for (auto& [known, old] : attributes) {
    if (known != name) continue;
    old = value;
    return;
  }
  attributes.emplace_back(name, value);
}

Value BlockObject::attribute(std::string_view name) const {
  if (name != "super" || home->frame == nullptr) return {};
  const BlockTable::Chain& chain = *home->frame->context.blocks->find(block);
  if (version + 1 >= chain.versions.size()) {
    return Value::explained_absence("block " + quoted(chain.versions[0].block->name) + " is in no template further up");
  }
  home->retain();
  return Value::object(new BlockObject(home, block, version + 1));
}

void BlockObject::write(std::string& out, const Arguments& arguments) const {
  arguments.expect(0, {});
  if (home->frame == nullptr) throw Failure("the block is used after its template ended");
  arguments.rendering()->write_block(out, home->frame->context, block, version);
}

Value SelfObject::attribute(std::string_view name) const {
  if (home->frame == nullptr) return {};
  for (const BlockTable::Chain& chain : home->frame->context.blocks->chains) {
    if (chain.versions[0].block->name != name) continue;
    home->retain();
    return Value::object(new BlockObject(home, chain.symbol, 0));
  }
  return {};
}

const Context::Variable* ModuleObject::find(std::string_view name) const {
  if (name.starts_with('_')) return nullptr;
  for (const Context::Variable& variable : module.context.own)
    if (variable.exported && module.symbols->name(variable.symbol) == name) return &variable;
  return nullptr;
}

Value ModuleObject::attribute(std::string_view name) const {
  const Context::Variable* const found = find(name);
  return found == nullptr ? Value() : found->value;
}

const Value* ModuleObject::attribute_at(std::string_view name, std::atomic<std::uint64_t>& guess) const {
  // A name has one symbol, and in modules of one template, which make their variables in one order, mostly one place.
  constexpr int kSymbol = 32;
  const std::vector<Context::Variable>& variables = module.context.own;
  const std::uint64_t last = guess.load(std::memory_order_relaxed);
  const std::uint64_t place = last & 0xffffffff;
  const Context::Variable* found = nullptr;
  if (place < variables.size() && variables[place].exported && variables[place].symbol + 1 == last >> kSymbol)
    found = &variables[place];
  else if ((found = find(name)) != nullptr)
    guess.store((std::uint64_t{found->symbol} + 1) << kSymbol | static_cast<std::uint64_t>(found - variables.data()),
                std::memory_order_relaxed);
  return found == nullptr || found->value.is_undefined() ? nullptr : &found->value;
}

std::vector<std::string> ModuleObject::names() const {
  std::vector<std::string> names;
  for (const Context::Variable& variable : module.context.own) {
    if (variable.exported) names.push_back(module.symbols->name(variable.symbol));
  }
  return names;
}

}  // namespace broadsheet::tmpl
