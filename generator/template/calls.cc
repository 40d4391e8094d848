// Calls, filters and tests, and the macros that they may run (rendering.h).
#include <fmt/format.h>

#include <algorithm>

#include "template/access.h"
#include "template/evaluated_arguments.h"
#include "template/library.h"
#include "template/methods.h"
#include "template/text.h"

namespace broadsheet::tmpl {

EvaluatedArguments::EvaluatedArguments(Rendering& rendering, const CallArguments& arguments, Frame& frame,
                                       const Value* caller)
    : rendering_(rendering) {
  if (arguments.positional.size() <= kFew && !arguments.more_positional) {
    for (const ExprPtr& argument : arguments.positional) few_[few_count_++] = rendering.evaluate(*argument, frame);
  } else {
    for (const ExprPtr& argument : arguments.positional) many_.push_back(rendering.evaluate(*argument, frame));
  }
  named_.reserve(arguments.named.size() + (caller != nullptr ? 1 : 0));
  for (const auto& [name, argument] : arguments.named) named_.push_back({name, rendering.evaluate(*argument, frame)});
  if (arguments.more_positional) add_more_positional(*arguments.more_positional, frame);
  if (arguments.more_named) add_more_named(*arguments.more_named, frame);
  if (caller != nullptr) named_.push_back({"caller", *caller});
}

void EvaluatedArguments::add_more_positional(const Expr& expr, Frame& frame) {
  const Value more = rendering_.evaluate(expr, frame);
  rendering_.guarded(frame, expr.offset, {}, [&] {
    for (Value& value : iterate(more)) many_.push_back(std::move(value));
  });
}

void EvaluatedArguments::add_more_named(const Expr& expr, Frame& frame) {
  const Value more = rendering_.evaluate(expr, frame);
  rendering_.guarded(frame, expr.offset, {{more, expr.offset}}, [&] {
    if (more.is_undefined()) fail_undefined(more);
    if (more.kind() != Kind::map) throw Failure("'**' takes a dict, not " + std::string(type_name(more)));
    for (const Entry& entry : more.entries()) {
      if (!entry.key.is_text()) throw Failure("the names of arguments are texts");
      keys_.push_back(entry.key);
      named_.push_back({entry.key.text(), entry.value});
    }
  });
}

Value Rendering::evaluate_call(const CallExpr& expr, Frame& frame, const Value* caller) {
  if (expr.callee->kind == ExprKind::attribute) {
    const auto& attribute = static_cast<const AttributeExpr&>(*expr.callee);
    if (attribute.names_method) {
      const Value object = evaluate(*attribute.object, frame);
      if (has_method(object, attribute.name)) {
        const EvaluatedArguments arguments(*this, expr.arguments, frame, caller);
        return guarded(frame, expr.offset, {}, [&] { return call_method(object, attribute.name, arguments.get()); });
      }
    }
  }
  const Value callee = evaluate(*expr.callee, frame);
  const EvaluatedArguments arguments(*this, expr.arguments, frame, caller);
  return guarded(frame, expr.offset, {}, [&] {
    if (callee.is_undefined()) fail_undefined(callee);
    if (callee.kind() != Kind::object || !callee.object()->callable()) {
      throw Failure("a value of type " + std::string(type_name(callee)) + " can't be called");
    }
    call_site_ = {&frame.page, expr.offset, {}, {}, {}};
    Value result = callee.object()->call(arguments.get());
    return is_unset(result) ? Value::explained_absence("the call gives nothing") : result;
  });
}

bool Rendering::write_call(const CallExpr& expr, Frame& frame, bool escaped, const Value* caller) {
  if (expr.callee->kind == ExprKind::attribute && static_cast<const AttributeExpr&>(*expr.callee).names_method) {
    return false;
  }
  Value storage;
  const Value& named = peek(*expr.callee, frame, storage);
  const WritingObject* const writing = named.kind() == Kind::object ? named.object()->as_writing() : nullptr;
  if (writing == nullptr || writing->writes_markup(*this) != escaped) return false;
  const Value callee = named;  // stays while it writes, whatever becomes of the name
  const EvaluatedArguments arguments(*this, expr.arguments, frame, caller);
  guarded(frame, expr.offset, {}, [&] {
    call_site_ = {&frame.page, expr.offset, {}, {}, {}};
    writing->write(*frame.out, arguments.get());
  });
  return true;
}

Value Rendering::evaluate_filter(const FilterExpr& expr, Frame& frame) {
  if (expr.entry == nullptr) {
    fail(frame, expr.offset, "unknown filter " + quoted(expr.name), library_.suggest_filter(expr.name));
  }
  Value storage;
  const Value& input = expr.input ? peek(*expr.input, frame, storage) : *filter_input_;
  const EvaluatedArguments arguments(*this, expr.arguments, frame);
  const std::uint32_t input_offset = expr.input ? expr.input->offset : expr.offset;
  return guarded(frame, expr.offset, {{input, input_offset}},
                 [&] { return run_filter(*expr.entry, expr.name, input, arguments.get()); });
}

bool Rendering::evaluate_test(const TestExpr& expr, Frame& frame) {
  if (expr.entry == nullptr) {
    fail(frame, expr.offset, "unknown test " + quoted(expr.name), library_.suggest_test(expr.name));
  }
  Value storage;
  const Value& input = peek(*expr.input, frame, storage);
  const EvaluatedArguments arguments(*this, expr.arguments, frame);
  return guarded(frame, expr.offset, {{input, expr.input->offset}},
                 [&] { return run_test(*expr.entry, expr.name, input, arguments.get()); });
}

void Rendering::write_macro(std::string& out, const MacroObject& macro, const Arguments& arguments) {
  Frame* const home = macro.home->frame;
  if (home == nullptr) throw Failure("the macro " + quoted(macro.routine.name) + " is used after its template ended");
  check_arguments(macro.routine, arguments);
  Frame frame(*this, macro.page, macro.routine, home->context);
  frame.outer = home;
  frame.out = &out;
  const Entered entered(*this, frame,
                        {call_site_.page, call_site_.offset, "macro ", macro.routine.name, " is called here"});
  bind_arguments(macro.routine, frame, arguments);
  execute_scope(macro.routine.body, frame);
}

namespace {

/// Whether a parameter has this name, and `positional` arguments leave it free.
bool takes_named(const Routine& macro, std::string_view name, std::size_t positional) {
  for (std::size_t i = positional; i < macro.parameters.size(); ++i) {
    if (macro.parameters[i].name == name) return true;
  }
  return false;
}

}  // namespace

void Rendering::check_arguments(const Routine& macro, const Arguments& arguments) {
  const std::size_t count = macro.parameters.size();
  if (macro.varargs == nullptr && arguments.size() > count) {
    throw Failure(fmt::format("macro '{}' takes at most {} positional argument{}, not {}", macro.name, count,
                              count == 1 ? "" : "s", arguments.size()));
  }
  if (arguments.named().empty()) return;
  const auto& parameters = macro.parameters;
  for (const NamedValue& named : arguments.named()) {
    const auto place = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const Routine::Parameter& parameter) { return parameter.name == named.name; });
    const bool free = static_cast<std::size_t>(place - parameters.begin()) >= arguments.size();
    if (place != parameters.end() && free) continue;
    if (macro.caller != nullptr && named.name == "caller") continue;
    if (macro.kwargs != nullptr) continue;
    if (place != parameters.end()) throw Failure("argument " + quoted(named.name) + " is given twice");
    std::vector<std::string> names;
    for (const Routine::Parameter& parameter : parameters) names.push_back(parameter.name);
    const bool from_call_block = named.name == "caller";
    throw Failure("macro " + quoted(macro.name) + " has no parameter " + quoted(named.name),
                  from_call_block ? "it does not use 'caller()', so it can't be in a 'call' block"
                                  : suggestion(named.name, names));
  }
}

void Rendering::bind_kwargs(const Routine& macro, Frame& frame, const Arguments& arguments) {
  std::vector<Entry> rest;
  for (const NamedValue& named : arguments.named()) {
    const bool is_caller = macro.caller != nullptr && named.name == "caller";
    if (!is_caller && !takes_named(macro, named.name, arguments.size())) {
      rest.push_back({Value::owned(std::string(named.name)), named.value});
    }
  }
  frame.slots[macro.kwargs->slot] = Value::map_of(std::move(rest));
}

void Rendering::bind_arguments(const Routine& macro, Frame& frame, const Arguments& arguments) {
  const std::size_t count = macro.parameters.size();
  if (macro.caller != nullptr) {
    const Value* caller = arguments.find(arguments.size(), "caller");
    frame.slots[macro.caller->slot] =
        caller != nullptr ? *caller : Value::explained_absence("the macro is not used in a 'call' block");
  }
  if (macro.kwargs != nullptr) bind_kwargs(macro, frame, arguments);
  if (macro.varargs != nullptr) {
    std::vector<Value> rest;
    for (std::size_t i = count; i < arguments.size(); ++i) rest.push_back(arguments[i]);
    frame.slots[macro.varargs->slot] = Value::tuple(std::move(rest));
  }
  const auto give = [](Value& slot, const Value& value) {
    slot = is_unset(value) ? Value::explained_absence("the argument is undefined") : value;
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (const Value* given = arguments.find(i, macro.parameters[i].name)) {
      give(frame.slots[macro.parameters[i].binding->slot], *given);
    }
  }
  for (const Routine::Parameter& parameter : macro.parameters) {
    Value& slot = frame.slots[parameter.binding->slot];
    if (!is_unset(slot)) continue;
    slot =
        parameter.fallback ? evaluate(*parameter.fallback, frame) : Value::absent(Absence::parameter, parameter.name);
  }
}

}  // namespace broadsheet::tmpl
