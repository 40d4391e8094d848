// Expressions (rendering.h); calls.cc has calls, filters and tests.
#include "template/access.h"
#include "template/access_log.h"
#include "template/compare.h"
#include "template/methods.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

/// The field of a record that an expression names; nullptr where there is none.
const Field* field_of(const AttributeExpr& expr, const RecordType& type) {
  const std::span<const Field> fields = type.fields;
  const Field* field = expr.field.load(std::memory_order_relaxed);
  // A field of this very table has been found by this very name.
  if (std::less_equal<>{}(fields.data(), field) && std::less<>{}(field, fields.data() + fields.size())) return field;
  field = find_field(type, expr.name);
  if (field != nullptr) expr.field.store(field, std::memory_order_relaxed);
  return field;
}

}  // namespace

Value Rendering::evaluate(const Expr& expr, Frame& frame) {
  switch (expr.kind) {
    case ExprKind::constant:
      return static_cast<const ConstantExpr&>(expr).value;
    case ExprKind::name:
      return evaluate_name(static_cast<const NameExpr&>(expr), frame);
    case ExprKind::attribute:
      return evaluate_attribute(static_cast<const AttributeExpr&>(expr), frame);
    case ExprKind::item:
      return evaluate_item(static_cast<const ItemExpr&>(expr), frame);
    case ExprKind::slice:
      return evaluate_slice(static_cast<const SliceExpr&>(expr), frame);
    case ExprKind::call:
      return evaluate_call(static_cast<const CallExpr&>(expr), frame);
    case ExprKind::filter:
      return evaluate_filter(static_cast<const FilterExpr&>(expr), frame);
    case ExprKind::test:
      return evaluate_test(static_cast<const TestExpr&>(expr), frame);
    case ExprKind::logical_not:
      return !evaluate_truth(*static_cast<const UnaryExpr&>(expr).operand, frame);
    case ExprKind::negate:
    case ExprKind::plus: {
      const auto& unary = static_cast<const UnaryExpr&>(expr);
      const Value operand = evaluate(*unary.operand, frame);
      return guarded(frame, expr.offset, {{operand, unary.operand->offset}},
                     [&] { return expr.kind == ExprKind::negate ? negate(operand) : plus(operand); });
    }
    case ExprKind::logical_and:
    case ExprKind::logical_or: {
      const auto& both = static_cast<const BinaryExpr&>(expr);
      Value left = evaluate(*both.left, frame);
      const bool holds = guarded(frame, both.left->offset, {}, [&] { return truth(left); });
      return holds == (expr.kind == ExprKind::logical_or) ? left : evaluate(*both.right, frame);
    }
    case ExprKind::binary:
      return evaluate_binary(static_cast<const BinaryExpr&>(expr), frame);
    case ExprKind::compare:
      return evaluate_compare(static_cast<const CompareExpr&>(expr), frame);
    case ExprKind::concat:
      return evaluate_concat(static_cast<const ManyExpr&>(expr), frame);
    case ExprKind::conditional:
      return evaluate_conditional(static_cast<const ConditionalExpr&>(expr), frame);
    case ExprKind::list:
    case ExprKind::tuple:
      return evaluate_many(static_cast<const ManyExpr&>(expr), frame);
    case ExprKind::map:
      return evaluate_map(static_cast<const MapExpr&>(expr), frame);
  }
  return {};
}

const Value& Rendering::peek(const Expr& expr, Frame& frame, Value& storage) {
  if (expr.kind == ExprKind::constant) return static_cast<const ConstantExpr&>(expr).value;
  if (expr.kind == ExprKind::name) {
    if (const Value* found = frame.read(static_cast<const NameExpr&>(expr).binding)) return *found;
  }
  if (expr.kind == ExprKind::attribute) {
    const auto& attribute = static_cast<const AttributeExpr&>(expr);
    if (const Value* found = peek_attribute(attribute, frame)) return *found;
  }
  storage = evaluate(expr, frame);
  return storage;
}

const Value* Rendering::peek_attribute(const AttributeExpr& expr, Frame& frame) {
  if (expr.object->kind != ExprKind::name || expr.names_method) return nullptr;
  const Value* const object = frame.read(static_cast<const NameExpr&>(*expr.object).binding);
  if (object == nullptr || object->kind() != Kind::object) return nullptr;
  return object->object()->attribute_at(expr.name, expr.variable);
}

bool Rendering::evaluate_truth(const Expr& expr, Frame& frame) {
  switch (expr.kind) {
    case ExprKind::test:
      return evaluate_test(static_cast<const TestExpr&>(expr), frame);
    case ExprKind::compare:
      return evaluate_compare(static_cast<const CompareExpr&>(expr), frame);
    case ExprKind::logical_not:
      return !evaluate_truth(*static_cast<const UnaryExpr&>(expr).operand, frame);
    case ExprKind::logical_and: {
      const auto& both = static_cast<const BinaryExpr&>(expr);
      return evaluate_truth(*both.left, frame) && evaluate_truth(*both.right, frame);
    }
    case ExprKind::logical_or: {
      const auto& both = static_cast<const BinaryExpr&>(expr);
      return evaluate_truth(*both.left, frame) || evaluate_truth(*both.right, frame);
    }
    default: {
      Value storage;
      const Value& value = peek(expr, frame, storage);
      return guarded(frame, expr.offset, {}, [&] { return truth(value); });
    }
  }
}

Value Rendering::evaluate_name(const NameExpr& expr, Frame& frame) {
  const Value* found = frame.read(expr.binding);
  return found != nullptr ? *found : Value::absent(Absence::name, expr.name);
}

Value Rendering::evaluate_attribute(const AttributeExpr& expr, Frame& frame) {
  Value storage;
  const Value& object = peek(*expr.object, frame, storage);
  if (object.kind() == Kind::record) {
    if (const Field* field = field_of(expr, object.record_type())) {
      Value value = guarded(frame, expr.offset, {}, [&] { return read_field(object, *field); });
      return is_unset(value) ? Value::absent_attribute(expr.name, object) : value;
    }
  } else if (object.kind() == Kind::object && !expr.names_method) {
    if (const Value* found = object.object()->attribute_at(expr.name, expr.variable)) return *found;
    const auto [type, data] = object.object()->as_record();
    if (const Field* field = type != nullptr ? field_of(expr, *type) : nullptr) {
      Value value = guarded(frame, expr.offset, {}, [&, of = data] { return field->get(of); });
      if (!is_unset(value)) return value;
    }
  }
  return guarded(frame, expr.offset, {{object, expr.object->offset}}, [&] {
    if (expr.names_method && has_method(object, expr.name)) return bind_method(object, expr.name);
    return attribute(object, expr.name);
  });
}

Value Rendering::evaluate_item(const ItemExpr& expr, Frame& frame) {
  Value object_storage;
  Value index_storage;
  const Value& object = peek(*expr.object, frame, object_storage);
  const Value& index = peek(*expr.index, frame, index_storage);
  return guarded(frame, expr.offset, {{object, expr.object->offset}, {index, expr.index->offset}},
                 [&] { return item(object, index); });
}

Value Rendering::evaluate_slice(const SliceExpr& expr, Frame& frame) {
  const Value object = evaluate(*expr.object, frame);
  const auto bound = [&](const ExprPtr& of) { return of ? evaluate(*of, frame) : Value::none(); };
  const Value start = bound(expr.start);
  const Value stop = bound(expr.stop);
  const Value step = bound(expr.step);
  return guarded(frame, expr.offset, {{object, expr.object->offset}}, [&] { return slice(object, start, stop, step); });
}

Value Rendering::evaluate_binary(const BinaryExpr& expr, Frame& frame) {
  // The right side may run a macro that changes what a name means: the left value is kept.
  const Value left = evaluate(*expr.left, frame);
  Value storage;
  const Value& right = peek(*expr.right, frame, storage);
  return guarded(frame, expr.offset, {{left, expr.left->offset}, {right, expr.right->offset}},
                 [&] { return apply(expr.operation, left, right, options_); });
}

bool Rendering::evaluate_compare(const CompareExpr& expr, Frame& frame) {
  Value left = evaluate(*expr.first, frame);
  std::uint32_t left_offset = expr.first->offset;
  for (const CompareExpr::Step& step : expr.steps) {
    Value storage;
    const Value& right = peek(*step.operand, frame, storage);
    const bool holds = guarded(frame, step.offset, {{left, left_offset}, {right, step.operand->offset}},
                               [&] { return compare(step.operation, left, right); });
    if (!holds) return false;
    if (&step == &expr.steps.back()) break;
    left = right;
    left_offset = step.operand->offset;
  }
  return true;
}

Value Rendering::evaluate_concat(const ManyExpr& expr, Frame& frame) {
  std::vector<Value> parts;
  parts.reserve(expr.items.size());
  bool markup = false;
  for (const ExprPtr& item : expr.items) {
    Value part = evaluate(*item, frame);
    guarded(frame, item->offset, {}, [&] { part = soft_text(part); });
    markup = markup || part.is_markup();
    parts.push_back(std::move(part));
  }
  markup = markup && *frame.context.autoescape;
  std::string out;
  for (const Value& part : parts) {
    if (markup) {
      append_html(out, part);
    } else {
      out += part.text();
    }
  }
  guarded(frame, expr.offset, {}, [&] { check_text_size(out.size(), options_); });
  return markup ? Value::owned_markup(std::move(out)) : Value::owned(std::move(out));
}

Value Rendering::evaluate_many(const ManyExpr& expr, Frame& frame) {
  std::vector<Value> items;
  items.reserve(expr.items.size());
  for (const ExprPtr& item : expr.items) items.push_back(evaluate(*item, frame));
  return expr.kind == ExprKind::list ? Value::list(std::move(items)) : Value::tuple(std::move(items));
}

Value Rendering::evaluate_map(const MapExpr& expr, Frame& frame) {
  std::vector<Entry> entries;
  entries.reserve(expr.entries.size());
  for (const auto& [key, value] : expr.entries) {
    Entry entry{evaluate(*key, frame), evaluate(*value, frame)};
    guarded(frame, key->offset, {}, [&] { hash(entry.key); });
    entries.push_back(std::move(entry));
  }
  return Value::map_of(std::move(entries));
}

Value Rendering::evaluate_conditional(const ConditionalExpr& expr, Frame& frame) {
  if (evaluate_truth(*expr.condition, frame)) return evaluate(*expr.then, frame);
  if (expr.other) return evaluate(*expr.other, frame);
  static const std::string kWhy = "the condition is false and there is no 'else'";
  return Value::lenient_absence(kWhy);
}

}  // namespace broadsheet::tmpl
