// Filters that make numbers, and texts of numbers (builtins.h).
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "template/builtins.h"
#include "template/failure.h"
#include "template/format.h"
#include "template/literals.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

namespace {

/// A real number as Python's float() reads it, with white space around; or nothing.
std::optional<double> parse_real(std::string_view text) {
  std::string digits(strip(text, nullptr, true, true));
  std::erase(digits, '_');
  // strtod takes more than Python does: hexadecimal digits, and "nan(…)".
  const bool plain = digits.find_first_of("xXpP(") == std::string::npos;
  if (digits.empty() || !plain || std::isspace(static_cast<unsigned char>(digits[0]))) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(digits.c_str(), &end);
  if (end != digits.c_str() + digits.size()) return std::nullopt;
  return value;
}

/// A whole number as Python's int() reads it in a base; nothing where it is none, or too large.
std::optional<std::int64_t> parse_integer(std::string_view text, int base) {
  std::string digits(strip(text, nullptr, true, true));
  std::erase(digits, '_');
  std::size_t at = !digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0;
  const bool negative = at == 1 && digits[0] == '-';
  const auto prefix = [&](char letter) {
    return at + 1 < digits.size() && digits[at] == '0' && (digits[at + 1] | 0x20) == letter;
  };
  const int marked = prefix('x') ? 16 : prefix('o') ? 8 : prefix('b') ? 2 : 0;
  if (marked != 0 && (base == marked || base == 0)) {
    at += 2;
    base = marked;
  }
  if (base == 0) base = 10;
  if (at >= digits.size() || !std::isalnum(static_cast<unsigned char>(digits[at]))) return std::nullopt;
  errno = 0;
  char* end = nullptr;
  const long long value = std::strtoll(digits.c_str() + at, &end, base);
  if (errno == ERANGE) throw Failure("the number is too large");
  if (end != digits.c_str() + digits.size()) return std::nullopt;
  return negative ? -value : value;
}

std::int64_t whole_part(double value) {
  if (!(std::abs(value) < 0x1p63)) throw Failure("the number is too large");
  return static_cast<std::int64_t>(value);
}

Value filter_int(const Value& input, const Bound& arguments) {
  if (input.is_integral()) return input.integer();
  std::optional<double> real;
  if (input.kind() == Kind::real) real = input.real();
  if (input.is_undefined()) fail_undefined(input);
  if (input.is_text()) {
    const std::int64_t base = arguments.integer(1, 10);
    if (base == 0 || (base >= 2 && base <= 36)) {
      if (const auto whole = parse_integer(input.text(), static_cast<int>(base))) return *whole;
    }
    real = parse_real(input.text());
  }
  if (!real || std::isnan(*real)) return arguments.value(0, Value(0));
  return whole_part(*real);
}

Value filter_float(const Value& input, const Bound& arguments) {
  if (input.is_number()) return input.real();
  if (input.is_undefined()) fail_undefined(input);
  if (input.is_text()) {
    if (const auto real = parse_real(input.text())) return *real;
  }
  return arguments.value(0, Value(0.0));
}

Value filter_abs(const Value& input, const Bound&) {
  if (input.kind() == Kind::real) return std::abs(input.real());
  if (input.is_undefined()) fail_undefined(input);
  if (!input.is_integral()) throw Failure(std::string(type_name(input)) + " is no number");
  return input.integer() < 0 ? negate(input) : Value(input.integer());
}

Value round_integer(std::int64_t value, std::int64_t precision) {
  if (precision >= 0) return value;
  if (precision < -18) return 0;
  std::int64_t unit = 1;
  for (std::int64_t i = precision; i < 0; ++i) unit *= 10;
  const std::int64_t low = value - ((value % unit) + unit) % unit;
  const std::int64_t above = value - low;
  const bool up = above * 2 > unit || (above * 2 == unit && (low / unit) % 2 != 0);
  return up ? low + unit : low;
}

Value filter_round(const Value& input, const Bound& arguments) {
  const std::int64_t precision = arguments.integer(0, 0);
  const Value method = arguments.value(1, Value("common"));
  const std::string_view how = method.is_text() ? method.text() : std::string_view();
  if (how != "common" && how != "ceil" && how != "floor") throw Failure("the method is 'common', 'ceil' or 'floor'");
  if (input.is_undefined()) fail_undefined(input);
  if (!input.is_number()) throw Failure("can't round " + std::string(type_name(input)));
  if (precision > 300 || precision < -300) throw Failure("the precision is out of range");
  if (how != "common") {
    const double unit = std::pow(10.0, static_cast<double>(precision));
    // Python rounds to a whole number here, which has no negative zero.
    return (how == "ceil" ? std::ceil(input.real() * unit) : std::floor(input.real() * unit)) / unit + 0.0;
  }
  if (input.is_integral()) return round_integer(input.integer(), precision);
  if (!std::isfinite(input.real())) return input;
  if (precision >= 0) {
    return std::strtod(fixed_digits(input.real(), static_cast<int>(precision)).c_str(), nullptr);
  }
  const double unit = std::pow(10.0, static_cast<double>(-precision));
  return std::nearbyint(input.real() / unit) * unit;
}

Value filter_filesizeformat(const Value& input, const Bound& arguments) {
  if (input.is_undefined()) fail_undefined(input);
  const auto parsed = input.is_text() ? parse_real(input.text()) : std::nullopt;
  if (!parsed && !input.is_number()) throw Failure(repr(input) + " is no number");
  const double bytes = parsed ? *parsed : input.real();
  const bool binary = arguments.flag(0, false);
  const double base = binary ? 1024 : 1000;
  if (bytes == 1) return Value("1 Byte");
  if (bytes < base) return Value::owned(fmt::format("{} Bytes", whole_part(bytes)));
  constexpr std::string_view kLetters = "kMGTPEZY";
  double unit = base;
  std::size_t at = 0;
  while (at + 1 < kLetters.size() && bytes >= unit * base) {
    unit *= base;
    ++at;
  }
  const std::string letter(1, binary && at == 0 ? 'K' : kLetters[at]);
  return Value::owned(fixed_digits(base * bytes / (unit * base), 1) + " " + letter + (binary ? "iB" : "B"));
}

constexpr std::array kNumberFilters = std::to_array<Builtin>({
    {"abs", filter_abs},
    {"filesizeformat", filter_filesizeformat, {"binary"}, 0, 1},
    {"float", filter_float, {"default"}, 0, 1},
    {"int", filter_int, {"default", "base"}, 0, 2},
    {"round", filter_round, {"precision", "method"}, 0, 2},
});

}  // namespace

std::span<const Builtin> number_filters() {
  return kNumberFilters;
}

}  // namespace broadsheet::tmpl
