#include "template/operators.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "template/compare.h"
#include "template/failure.h"
#include "template/format.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

std::string_view symbol(Operation operation) {
  switch (operation) {
    case Operation::add:
      return "+";
    case Operation::subtract:
      return "-";
    case Operation::multiply:
      return "*";
    case Operation::divide:
      return "/";
    case Operation::floor_divide:
      return "//";
    case Operation::modulo:
      return "%";
    default:
      return "**";
  }
}

[[noreturn]] void fail_types(Operation operation, const Value& left, const Value& right) {
  if (left.is_undefined()) fail_undefined(left);
  if (right.is_undefined()) fail_undefined(right);
  std::string hint;
  if (operation == Operation::add && (left.is_text() || right.is_text())) hint = "'~' joins values as texts";
  throw Failure("can't compute " + std::string(type_name(left)) + " " + std::string(symbol(operation)) + " " +
                    std::string(type_name(right)),
                hint);
}

[[noreturn]] void fail_overflow() {
  throw Failure("the number is too large");
}

[[noreturn]] void fail_zero() {
  throw Failure("division by zero");
}

std::int64_t power_of(std::int64_t base, std::int64_t exponent) {
  std::int64_t result = 1;
  while (exponent > 0) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) fail_overflow();
    exponent >>= 1;
    if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) fail_overflow();
  }
  return result;
}

/// Rounds towards minus infinity, as Python does.
std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
  if (b == 0) fail_zero();
  if (b == -1) {
    std::int64_t negated = 0;
    if (__builtin_sub_overflow(std::int64_t{0}, a, &negated)) fail_overflow();
    return negated;
  }
  const std::int64_t quotient = a / b;
  return a % b != 0 && ((a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

std::int64_t floor_remainder(std::int64_t a, std::int64_t b) {
  if (b == 0) fail_zero();
  if (b == -1) return 0;
  const std::int64_t remainder = a % b;
  return remainder != 0 && ((remainder < 0) != (b < 0)) ? remainder + b : remainder;
}

double real_remainder(double a, double b) {
  if (b == 0.0) fail_zero();
  const double remainder = std::fmod(a, b);
  if (remainder == 0.0) return std::copysign(0.0, b);
  return (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

double real_floor_quotient(double a, double b) {
  if (b == 0.0) fail_zero();
  const double remainder = std::fmod(a, b);
  double quotient = (a - remainder) / b;
  if (remainder != 0.0 && ((b < 0) != (remainder < 0))) quotient -= 1.0;
  if (quotient == 0.0) return std::copysign(0.0, a / b);
  const double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

Value integer_result(Operation operation, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (operation) {
    case Operation::add:
      if (__builtin_add_overflow(a, b, &result)) fail_overflow();
      return result;
    case Operation::subtract:
      if (__builtin_sub_overflow(a, b, &result)) fail_overflow();
      return result;
    case Operation::multiply:
      if (__builtin_mul_overflow(a, b, &result)) fail_overflow();
      return result;
    case Operation::divide:
      if (b == 0) fail_zero();
      return static_cast<double>(static_cast<long double>(a) / static_cast<long double>(b));
    case Operation::floor_divide:
      return floor_quotient(a, b);
    case Operation::modulo:
      return floor_remainder(a, b);
    default:
      if (b >= 0) return power_of(a, b);
      if (a == 0) fail_zero();
      return std::pow(static_cast<double>(a), static_cast<double>(b));
  }
}

Value real_result(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::add:
      return a + b;
    case Operation::subtract:
      return a - b;
    case Operation::multiply:
      return a * b;
    case Operation::divide:
      if (b == 0.0) fail_zero();
      return a / b;
    case Operation::floor_divide:
      return real_floor_quotient(a, b);
    case Operation::modulo:
      return real_remainder(a, b);
    default: {
      if (a == 0.0 && b < 0) fail_zero();
      if (a < 0 && std::floor(b) != b) throw Failure("a negative number has no such power");
      const double result = std::pow(a, b);
      if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) fail_overflow();
      return result;
    }
  }
}

Value repeat(const Value& value, std::int64_t times, const Options& options) {
  const std::size_t count = times > 0 ? static_cast<std::size_t>(times) : 0;
  if (value.is_text()) {
    const std::string_view text = value.text();
    if (!text.empty() && count > options.max_output / text.size()) check_text_size(options.max_output + 1, options);
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count && !text.empty(); ++i) out += text;
    return Value::owned(std::move(out)).as_markup(value.is_markup());
  }
  const std::vector<Value> items = elements(value);
  if (!items.empty() && count > options.max_range / items.size()) check_list_size(options.max_range + 1, options);
  std::vector<Value> out;
  out.reserve(items.size() * count);
  for (std::size_t i = 0; i < count && !items.empty(); ++i) out.insert(out.end(), items.begin(), items.end());
  return value.kind() == Kind::tuple ? Value::tuple(std::move(out)) : Value::list(std::move(out));
}

bool repeats(const Value& value) {
  return value.is_text() || (value.is_listing() && value.kind() != Kind::range);
}

Value join_texts(const Value& left, const Value& right, const Options& options) {
  check_text_size(left.text().size() + right.text().size(), options);
  std::string out;
  const bool markup = left.is_markup() || right.is_markup();
  out.reserve(left.text().size() + right.text().size());
  for (const Value* part : {&left, &right}) {
    if (markup) {
      append_html(out, *part);
    } else {
      out += part->text();
    }
  }
  return markup ? Value::owned_markup(std::move(out)) : Value::owned(std::move(out));
}

Value join_lists(const Value& left, const Value& right, const Options& options) {
  check_list_size(left.size() + right.size(), options);
  std::vector<Value> items = elements(left);
  for (std::size_t i = 0; i < right.size(); ++i) items.push_back(right.at(i));
  return left.kind() == Kind::tuple ? Value::tuple(std::move(items)) : Value::list(std::move(items));
}

bool same_listing(const Value& a, const Value& b) {
  if (!a.is_listing() || !b.is_listing() || a.kind() == Kind::range || b.kind() == Kind::range) return false;
  return (a.kind() == Kind::tuple) == (b.kind() == Kind::tuple);
}

}  // namespace

void check_text_size(std::size_t size, const Options& options) {
  if (size > options.max_output)
    throw Failure(fmt::format("the text would be larger than {} bytes", options.max_output));
}

void check_list_size(std::size_t size, const Options& options) {
  if (size > options.max_range)
    throw Failure(fmt::format("the list would have more than {} elements", options.max_range));
}

std::vector<Value> elements(const Value& listing) {
  std::vector<Value> items;
  items.reserve(listing.size());
  for (std::size_t i = 0; i < listing.size(); ++i) items.push_back(listing.at(i));
  return items;
}

Value add(const Value& left, const Value& right, const Options& options) {
  return apply(Operation::add, left, right, options);
}

Value apply(Operation operation, const Value& left, const Value& right, const Options& options) {
  if (left.is_integral() && right.is_integral()) return integer_result(operation, left.integer(), right.integer());
  if (left.is_number() && right.is_number()) return real_result(operation, left.real(), right.real());
  switch (operation) {
    case Operation::add:
      if (left.is_text() && right.is_text()) return join_texts(left, right, options);
      if (same_listing(left, right)) return join_lists(left, right, options);
      break;
    case Operation::multiply:
      if (repeats(left) && right.is_integral()) return repeat(left, right.integer(), options);
      if (repeats(right) && left.is_integral()) return repeat(right, left.integer(), options);
      break;
    case Operation::modulo:
      if (left.is_text()) return format_percent(left, right, options);
      break;
    default:
      break;
  }
  fail_types(operation, left, right);
}

bool compare(Operation operation, const Value& left, const Value& right) {
  switch (operation) {
    case Operation::equal:
      return equal(left, right);
    case Operation::not_equal:
      return !equal(left, right);
    case Operation::less:
      return less(left, right);
    case Operation::greater:
      return less(right, left);
    case Operation::less_equal:
      return less(left, right) || equal(left, right);
    case Operation::greater_equal:
      return less(right, left) || equal(left, right);
    case Operation::in:
      return contains(right, left);
    default:
      return !contains(right, left);
  }
}

Value negate(const Value& value) {
  if (value.kind() == Kind::real) return -value.real();
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_integral()) throw Failure("can't negate " + std::string(type_name(value)));
  return integer_result(Operation::subtract, 0, value.integer());
}

Value plus(const Value& value) {
  if (value.kind() == Kind::real) return value;
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_integral()) throw Failure(std::string(type_name(value)) + " is no number");
  return value.integer();
}

}  // namespace broadsheet::tmpl
