// The tests that follow `is` (builtins.h).
#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/unicode.h"
#include "template/access.h"
#include "template/builtins.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

bool has_remainder(const Value& input, const Value& divisor, std::int64_t wanted) {
  const Value remainder = apply(Operation::modulo, input, divisor, Options());
  return equal(remainder, Value(wanted));
}

Value test_odd(const Value& input, const Bound&) {
  return has_remainder(input, Value(2), 1);
}
Value test_even(const Value& input, const Bound&) {
  return has_remainder(input, Value(2), 0);
}
Value test_divisible(const Value& input, const Bound& arguments) {
  return has_remainder(input, *arguments.values[0], 0);
}

Value test_defined(const Value& input, const Bound&) {
  return !input.is_undefined();
}
Value test_undefined(const Value& input, const Bound&) {
  return input.is_undefined();
}
Value test_none(const Value& input, const Bound&) {
  return input.is_none();
}
Value test_boolean(const Value& input, const Bound&) {
  return input.is_boolean();
}
Value test_true(const Value& input, const Bound&) {
  return input.is_boolean() && input.boolean();
}
Value test_false(const Value& input, const Bound&) {
  return input.is_boolean() && !input.boolean();
}
Value test_integer(const Value& input, const Bound&) {
  return input.kind() == Kind::integer;
}
Value test_float(const Value& input, const Bound&) {
  return input.kind() == Kind::real;
}
Value test_number(const Value& input, const Bound&) {
  return input.is_number();
}
Value test_string(const Value& input, const Bound&) {
  return input.is_text();
}
Value test_mapping(const Value& input, const Bound&) {
  return input.kind() == Kind::map;
}
Value test_escaped(const Value& input, const Bound&) {
  return input.is_markup();
}
Value test_sequence(const Value& input, const Bound&) {
  return input.is_text() || input.is_listing() || input.kind() == Kind::map;
}

Value test_iterable(const Value& input, const Bound&) {
  if (input.is_undefined() && !input.is_lenient()) fail_undefined(input);
  return iterable(input);
}

Value test_callable(const Value& input, const Bound&) {
  return input.is_undefined() || (input.kind() == Kind::object && input.object()->callable());
}

/// Python's islower() and isupper(): cased characters are there, and all of this case.
bool all_cased(const Value& input, bool (*other)(char32_t)) {
  const Value text = soft_text(input);
  bool any = false;
  for (std::size_t at = 0; at < text.text().size();) {
    const char32_t c = next_code_point(text.text(), at);
    if (other(c) || is_title(c)) return false;
    any = any || is_cased(c);
  }
  return any;
}

Value test_lower(const Value& input, const Bound&) {
  return all_cased(input, is_upper);
}
Value test_upper(const Value& input, const Bound&) {
  return all_cased(input, is_lower);
}

Value test_sameas(const Value& input, const Bound& arguments) {
  return same(input, *arguments.values[0]);
}
Value test_in(const Value& input, const Bound& arguments) {
  return contains(*arguments.values[0], input);
}

Value test_filter(const Value& input, const Bound& arguments) {
  hash(input);
  return input.is_text() && arguments.rendering().environment().library().find_filter(input.text()) != nullptr;
}

Value test_test(const Value& input, const Bound& arguments) {
  hash(input);
  return input.is_text() && arguments.rendering().environment().library().find_test(input.text()) != nullptr;
}

template <Operation operation>
Value test_compare(const Value& input, const Bound& arguments) {
  return compare(operation, input, *arguments.values[0]);
}

constexpr std::array kTests = std::to_array<Builtin>({
    {"!=", test_compare<Operation::not_equal>, {"other"}, 1, 1},
    {"<", test_compare<Operation::less>, {"other"}, 1, 1},
    {"<=", test_compare<Operation::less_equal>, {"other"}, 1, 1},
    {"==", test_compare<Operation::equal>, {"other"}, 1, 1},
    {">", test_compare<Operation::greater>, {"other"}, 1, 1},
    {">=", test_compare<Operation::greater_equal>, {"other"}, 1, 1},
    {"boolean", test_boolean},
    {"callable", test_callable},
    {"defined", test_defined},
    {"divisibleby", test_divisible, {"num"}, 1, 1},
    {"eq", test_compare<Operation::equal>, {"other"}, 1, 1},
    {"equalto", test_compare<Operation::equal>, {"other"}, 1, 1},
    {"escaped", test_escaped},
    {"even", test_even},
    {"false", test_false},
    {"filter", test_filter},
    {"float", test_float},
    {"ge", test_compare<Operation::greater_equal>, {"other"}, 1, 1},
    {"greaterthan", test_compare<Operation::greater>, {"other"}, 1, 1},
    {"gt", test_compare<Operation::greater>, {"other"}, 1, 1},
    {"in", test_in, {"seq"}, 1, 1},
    {"integer", test_integer},
    {"iterable", test_iterable},
    {"le", test_compare<Operation::less_equal>, {"other"}, 1, 1},
    {"lessthan", test_compare<Operation::less>, {"other"}, 1, 1},
    {"lower", test_lower},
    {"lt", test_compare<Operation::less>, {"other"}, 1, 1},
    {"mapping", test_mapping},
    {"ne", test_compare<Operation::not_equal>, {"other"}, 1, 1},
    {"none", test_none},
    {"number", test_number},
    {"odd", test_odd},
    {"sameas", test_sameas, {"other"}, 1, 1},
    {"sequence", test_sequence},
    {"string", test_string},
    {"test", test_test},
    {"true", test_true},
    {"undefined", test_undefined},
    {"upper", test_upper},
});

}  // namespace

std::span<const Builtin> builtin_tests() {
  return kTests;
}

}  // namespace broadsheet::tmpl
