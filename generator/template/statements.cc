// Statements that stay inside one template (rendering.h).
#include <fmt/format.h>

#include "template/access.h"
#include "template/html_context.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

void Rendering::execute(const Body& body, Frame& frame) {
  for (const StmtPtr& stmt : body) {
    if (stmt->in_child && frame.parent != nullptr && (stmt->kind == StmtKind::text || stmt->kind == StmtKind::output)) {
      continue;
    }
    if (stmt->address != nullptr) {
      execute_in_address(*stmt, frame);
    } else {
      execute_statement(*stmt, frame);
    }
  }
}

void Rendering::execute_in_address(const Stmt& stmt, Frame& frame) {
  const std::size_t before = frame.out->size();
  execute_statement(stmt, frame);
  const bool escaped = stmt.kind == StmtKind::output ? escaping(static_cast<const OutputStmt&>(stmt).escaping, frame)
                                                     : *frame.context.autoescape;
  if (!escaped || frame.out->size() == before) return;
  // The address may have begun with something else that was printed.
  const std::size_t opened = before == 0 ? std::string::npos : frame.out->rfind(stmt.address->opened_by, before - 1);
  const std::string_view address =
      std::string_view(*frame.out).substr(opened == std::string::npos ? before : opened + 1);
  if (address.starts_with('/') || address.starts_with('#')) return;
  const std::string scheme = active_scheme(address);
  if (scheme.empty()) return;
  fail(frame, stmt.offset,
       fmt::format("{} refuses an address that starts with '{}:'",
                   stmt.address->attribute.empty() ? "an attribute" : quoted(stmt.address->attribute), scheme),
       "a browser would run what stands in it; print no link there");
}

void Rendering::execute_scope(const Scope& scope, Frame& frame) {
  frame.clear(scope.variables);
  execute(scope.body, frame);
}

void Rendering::execute_statement(const Stmt& stmt, Frame& frame) {
  switch (stmt.kind) {
    case StmtKind::text:
      frame.out->append(static_cast<const TextStmt&>(stmt).text);
      return check_output(frame, stmt.offset);
    case StmtKind::output:
      return execute_output(static_cast<const OutputStmt&>(stmt), frame);
    case StmtKind::branch:
      return execute_branch(static_cast<const BranchStmt&>(stmt), frame);
    case StmtKind::loop:
      return execute_loop(static_cast<const LoopStmt&>(stmt), frame);
    case StmtKind::set: {
      const auto& set = static_cast<const SetStmt&>(stmt);
      return assign(set.target, evaluate(*set.value, frame), frame);
    }
    case StmtKind::set_block:
      return execute_set_block(static_cast<const SetBlockStmt&>(stmt), frame);
    case StmtKind::block:
      return execute_block(static_cast<const BlockStmt&>(stmt), frame);
    case StmtKind::extends:
      return execute_extends(static_cast<const ExtendsStmt&>(stmt), frame);
    case StmtKind::include:
      return execute_include(static_cast<const IncludeStmt&>(stmt), frame);
    case StmtKind::import:
      return execute_import(static_cast<const ImportStmt&>(stmt), frame);
    case StmtKind::macro:
      return execute_macro(static_cast<const MacroStmt&>(stmt), frame);
    case StmtKind::call:
      return execute_call(static_cast<const CallStmt&>(stmt), frame);
    case StmtKind::filter:
      return execute_filter(static_cast<const FilterStmt&>(stmt), frame);
    case StmtKind::with:
      return execute_with(static_cast<const WithStmt&>(stmt), frame);
    case StmtKind::autoescape:
      return execute_autoescape(static_cast<const AutoescapeStmt&>(stmt), frame);
  }
}

void Rendering::emit(const Value& value, bool escaped, Frame& frame) {
  if (escaped) {
    append_html(*frame.out, value);
  } else {
    append_text(*frame.out, value);
  }
}

void Rendering::emit_block(const Value& value, const char* what, Frame& frame) {
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_text()) throw Failure(fmt::format("the {} of a block gives a text, not {}", what, type_name(value)));
  // The body was escaped where it came from; what is made of it goes out as it is.
  frame.out->append(value.text());
}

void Rendering::execute_output(const OutputStmt& stmt, Frame& frame) {
  const bool escaped = escaping(stmt.escaping, frame);
  const Expr& expr = *stmt.value;
  const bool direct = expr.kind == ExprKind::call && write_call(static_cast<const CallExpr&>(expr), frame, escaped);
  if (!direct) {
    Value storage;
    const Value& value = peek(expr, frame, storage);
    guarded(frame, expr.offset, {}, [&] { emit(value, escaped, frame); });
  }
  check_output(frame, expr.offset);
}

void Rendering::execute_branch(const BranchStmt& stmt, Frame& frame) {
  for (const auto& [condition, then] : stmt.cases) {
    if (evaluate_truth(*condition, frame)) return execute(then, frame);
  }
  execute(stmt.otherwise, frame);
}

void Rendering::execute_loop(const LoopStmt& stmt, Frame& frame) {
  const Value items = evaluate(*stmt.items, frame);
  run_loop(stmt, frame, items, 0);
}

Value Rendering::select_items(const LoopStmt& stmt, Frame& frame, const Value& items) {
  std::vector<Value> selected;
  Cursor cursor(items);
  for (Value element; cursor.next(element);) {
    count_step(frame.page, stmt.offset);
    assign(stmt.target, element, frame);
    if (evaluate_truth(*stmt.condition, frame)) selected.push_back(element);
  }
  return Value::list(std::move(selected));
}

void Rendering::run_loop(const LoopStmt& stmt, Frame& frame, const Value& items, std::size_t depth) {
  bool any = false;
  const std::uint32_t items_offset = stmt.items->offset;
  const bool select_first = stmt.condition && stmt.needs_loop;
  Value selected;
  if (select_first) selected = guarded(frame, items_offset, {}, [&] { return select_items(stmt, frame, items); });
  const Value& walked = select_first ? selected : items;
  LoopObject* loop = nullptr;
  Value kept;  // so that the loop object outlives the loop
  if (stmt.needs_loop) {
    loop = guarded(frame, items_offset, {}, [&] { return new LoopObject(stmt, frame, walked, depth); });
    kept = Value::object(loop);
    frame.slots[stmt.loop->slot] = kept;
  }
  struct End {
    LoopObject* loop;
    ~End() {
      if (loop != nullptr) loop->end();
    }
  } const end{loop};
  Cursor cursor = guarded(frame, items_offset, {}, [&] { return Cursor(walked); });
  Value element;
  while (loop != nullptr ? loop->next(element) : cursor.next(element)) {
    count_step(frame.page, stmt.offset);
    assign(stmt.target, element, frame);
    if (stmt.condition && !select_first && !evaluate_truth(*stmt.condition, frame)) continue;
    any = true;
    execute_scope(stmt.body, frame);
  }
  if (!any) execute_scope(stmt.otherwise, frame);
}

void Rendering::write_loop(std::string& out, const LoopObject& loop, const Value& items) {
  if (loop.frame == nullptr) throw Failure("'loop' is called after its loop ended");
  if (!loop.stmt.recursive) throw Failure("the loop is not recursive", "write 'recursive' at the end of its 'for' tag");
  Frame& frame = *loop.frame;
  const SlotRange all = loop.stmt.all;
  // The inner round uses the same slots: keep what the outer one has in them.
  std::vector<Value> saved(std::make_move_iterator(frame.slots + all.first),
                           std::make_move_iterator(frame.slots + all.last));
  struct Restore {
    Frame& frame;
    std::vector<Value>& saved;
    SlotRange all;
    std::string* out;
    ~Restore() {
      std::move(saved.begin(), saved.end(), frame.slots + all.first);
      frame.out = out;
    }
  } const restore{frame, saved, all, frame.out};
  frame.out = &out;
  const Entered entered(*this, frame, {call_site_.page, call_site_.offset, {}, {}, {}});
  run_loop(loop.stmt, frame, items, loop.depth0 + 1);
}

void Rendering::assign(const Target& target, const Value& value, Frame& frame) {
  if (target.parts.empty()) {
    assign_name(target, value, frame);
  } else {
    take_apart(target, value, frame);
  }
}

void Rendering::assign_name(const Target& target, const Value& value, Frame& frame) {
  if (!target.attribute.empty()) {
    const Value* owner = frame.read(target.binding);
    const auto* space = owner == nullptr ? nullptr : dynamic_cast<const NamespaceObject*>(owner->object());
    if (space == nullptr) {
      fail(frame, target.offset, quoted(target.name) + " is no namespace, so its attributes can't be set",
           "make it with {% set " + target.name + " = namespace() %}");
    }
    return space->set(target.attribute, value);
  }
  Value& slot = frame.slots[target.binding->slot];
  slot = is_unset(value) ? Value::explained_absence("the value is undefined") : value;
  if (target.top_level) frame.context.set(target.binding->symbol, slot, true);
}

void Rendering::take_apart(const Target& target, const Value& value, Frame& frame) {
  const std::size_t wanted = target.parts.size();
  std::vector<Value> parts;
  guarded(frame, target.offset, {}, [&] {
    parts = iterate(value);
    if (parts.size() != wanted) {
      throw Failure(fmt::format("expected {} values to take apart, got {}", wanted, parts.size()));
    }
  });
  for (std::size_t i = 0; i < wanted; ++i) assign(target.parts[i], parts[i], frame);
}

std::string Rendering::capture(const Scope& scope, Frame& frame) {
  std::string text;
  struct Restore {
    Frame& frame;
    std::string* out;
    ~Restore() { frame.out = out; }
  } const restore{frame, frame.out};
  frame.out = &text;
  execute_scope(scope, frame);
  return text;
}

void Rendering::execute_set_block(const SetBlockStmt& stmt, Frame& frame) {
  std::string text = capture(stmt.body, frame);
  const bool markup = *frame.context.autoescape;
  Value value = markup ? Value::owned_markup(std::move(text)) : Value::owned(std::move(text));
  if (stmt.filter) {
    const Value* outer = std::exchange(filter_input_, &value);
    Value filtered = evaluate(*stmt.filter, frame);
    filter_input_ = outer;
    guarded(frame, stmt.filter->offset, {}, [&] { value = markup ? soft_text(filtered).as_markup(true) : filtered; });
  }
  assign(stmt.target, value, frame);
}

void Rendering::execute_macro(const MacroStmt& stmt, Frame& frame) {
  const Value macro = Value::object(new MacroObject(stmt.routine, frame.page, frame.handle()));
  assign_name(stmt.target, macro, frame);
}

void Rendering::execute_call(const CallStmt& stmt, Frame& frame) {
  const Value caller = Value::object(new MacroObject(stmt.routine, frame.page, frame.handle()));
  if (write_call(*stmt.call, frame, escaping(stmt.escaping, frame), &caller)) return;
  const Value value = evaluate_call(*stmt.call, frame, &caller);
  guarded(frame, stmt.call->offset, {}, [&] { emit_block(value, "call", frame); });
}

void Rendering::execute_filter(const FilterStmt& stmt, Frame& frame) {
  std::string text = capture(stmt.body, frame);
  const bool escaped = escaping(stmt.escaping, frame);
  const Value input = escaped ? Value::owned_markup(std::move(text)) : Value::owned(std::move(text));
  const Value* outer = std::exchange(filter_input_, &input);
  const Value value = evaluate(*stmt.filter, frame);
  filter_input_ = outer;
  guarded(frame, stmt.filter->offset, {}, [&] { emit_block(value, "filter", frame); });
  check_output(frame, stmt.offset);
}

void Rendering::execute_with(const WithStmt& stmt, Frame& frame) {
  std::vector<Value> values;
  values.reserve(stmt.variables.size());
  for (const auto& [target, value] : stmt.variables) values.push_back(evaluate(*value, frame));
  for (std::size_t i = 0; i < values.size(); ++i) assign(stmt.variables[i].first, values[i], frame);
  execute_scope(stmt.body, frame);
}

void Rendering::execute_autoescape(const AutoescapeStmt& stmt, Frame& frame) {
  struct Restore {
    bool& flag;
    bool value;
    ~Restore() { flag = value; }
  } const restore{*frame.context.autoescape, *frame.context.autoescape};
  *frame.context.autoescape = evaluate_truth(*stmt.enabled, frame);
  execute_scope(stmt.body, frame);
}

}  // namespace broadsheet::tmpl
