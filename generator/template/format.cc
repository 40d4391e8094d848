#include "template/format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "template/access.h"
#include "template/failure.h"
#include "template/operators.h"
#include "template/text.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

namespace {

constexpr std::int64_t kMostDigits = 400;

/// The parts of a conversion such as `%-08.2f` or `{:,.2f}`.
struct Spec {
  std::string fill = " ";
  char align = 0;   ///< < > ^ =, 0: as the type has it
  char sign = '-';  ///< - + or a blank
  bool alternate = false;
  char grouping = 0;
  std::int64_t width = 0;
  std::int64_t precision = -1;
  char type = 0;
};

std::string digits_of(std::uint64_t value, int base, bool upper_case) {
  std::string digits(64, '0');
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, base).ptr;
  digits.resize(static_cast<std::size_t>(end - digits.data()));
  return upper_case ? upper(digits) : digits;
}

std::string real_digits(double value, char type, std::int64_t precision, bool alternate) {
  if (precision > kMostDigits) throw Failure("the precision is too large");
  if (std::isnan(value)) return std::isupper(static_cast<unsigned char>(type)) ? "NAN" : "nan";
  if (std::isinf(value)) return std::isupper(static_cast<unsigned char>(type)) ? "INF" : "inf";
  const std::string pattern = std::string("%") + (alternate ? "#" : "") + ".*" + type;
  std::string out(512 + 320, '\0');
  const int length = std::snprintf(out.data(), out.size(), pattern.c_str(), static_cast<int>(precision), value);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

void group_digits(std::string& digits, char separator) {
  const std::size_t whole = std::min(digits.find_first_of(".e%"), digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, 1, separator);
}

/// Sign, prefix and digits, filled to the width.
std::string assemble(const Spec& spec, bool negative, const std::string& prefix, std::string digits) {
  if (spec.grouping != 0) group_digits(digits, spec.grouping);
  std::string head = negative ? "-" : spec.sign == '-' ? "" : std::string(1, spec.sign);
  head += prefix;
  if (spec.align == '=') {
    const auto room = spec.width - static_cast<std::int64_t>(head.size());
    return head + pad(digits, room, spec.fill, Side::left);
  }
  const Side side = spec.align == '<' ? Side::right : spec.align == '^' ? Side::both : Side::left;
  if (side == Side::both) {
    // Unlike str.center(), an odd blank goes to the right.
    const std::string text = head + digits;
    const auto missing = spec.width - static_cast<std::int64_t>(text.size());
    const std::string left = missing > 0 ? pad("", missing / 2, spec.fill, Side::left) : "";
    return pad(left + text, spec.width, spec.fill, Side::right);
  }
  return pad(head + digits, spec.width, spec.fill, side);
}

std::string format_integer(std::int64_t value, const Spec& spec) {
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  switch (spec.type) {
    case 'x':
    case 'X':
      return assemble(spec, value < 0, spec.alternate ? std::string("0") + spec.type : "",
                      digits_of(size, 16, spec.type == 'X'));
    case 'o':
      return assemble(spec, value < 0, spec.alternate ? "0o" : "", digits_of(size, 8, false));
    case 'b':
      return assemble(spec, value < 0, spec.alternate ? "0b" : "", digits_of(size, 2, false));
    default:
      return assemble(spec, value < 0, "", digits_of(size, 10, false));
  }
}

std::string format_real(double value, const Spec& spec) {
  const bool negative = std::signbit(value) && !std::isnan(value);
  const double size = std::abs(value);
  std::string digits;
  if (spec.type == '%') {
    digits = real_digits(size * 100, 'f', spec.precision < 0 ? 6 : spec.precision, spec.alternate) + "%";
  } else if (spec.type == 0 && spec.precision < 0) {
    digits = real_repr(size);
  } else if (spec.type == 0) {
    digits = real_digits(size, 'g', std::max<std::int64_t>(spec.precision, 1), false);
    if (digits.find_first_of(".en") == std::string::npos) digits += ".0";
  } else {
    const char type = spec.type == 'n' ? 'g' : spec.type;
    digits = real_digits(size, type, spec.precision < 0 ? 6 : spec.precision, spec.alternate);
  }
  return assemble(spec, negative, "", std::move(digits));
}

std::string format_string(std::string_view text, const Spec& spec) {
  const std::string_view shown = spec.precision >= 0 ? first_characters(text, spec.precision) : text;
  if (spec.align == '>') return pad(shown, spec.width, spec.fill, Side::left);
  if (spec.align != '^') return pad(shown, spec.width, spec.fill, Side::right);
  const std::int64_t missing = spec.width - static_cast<std::int64_t>(count_code_points(shown));
  const std::string left = missing > 0 ? pad("", missing / 2, spec.fill, Side::left) : "";
  return pad(left + std::string(shown), spec.width, spec.fill, Side::right);
}

std::int64_t read_number(std::string_view text, std::size_t& at) {
  std::int64_t number = -1;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    number = std::max<std::int64_t>(number, 0) * 10 + (text[at++] - '0');
    if (number > 1'000'000'000) throw Failure("the width or precision is too large");
  }
  return number;
}

/// PEP 3101: [[fill]align][sign][#][0][width][grouping][.precision][type]
Spec parse_spec(std::string_view text) {
  Spec spec;
  std::size_t at = 0;
  std::size_t second = 0;
  if (!text.empty()) next_code_point(text, second);
  const auto is_align = [&](std::size_t i) {
    return i < text.size() && std::string_view("<>^=").find(text[i]) != std::string_view::npos;
  };
  if (is_align(second)) {
    spec.fill = text.substr(0, second);
    at = second;
  }
  if (is_align(at)) spec.align = text[at++];
  if (at < text.size() && std::string_view("+- ").find(text[at]) != std::string_view::npos) spec.sign = text[at++];
  if (at < text.size() && text[at] == '#') spec.alternate = ++at > 0;
  if (at < text.size() && text[at] == '0') {
    ++at;
    if (spec.align == 0) {
      spec.fill = "0";
      spec.align = '=';
    }
  }
  spec.width = std::max<std::int64_t>(read_number(text, at), 0);
  if (at < text.size() && (text[at] == ',' || text[at] == '_')) spec.grouping = text[at++];
  if (at < text.size() && text[at] == '.') {
    spec.precision = read_number(text, ++at);
    if (spec.precision < 0) throw Failure("the format has no precision after '.'");
  }
  if (at < text.size()) spec.type = text[at++];
  if (at < text.size()) throw Failure("broken format " + quoted(text));
  return spec;
}

}  // namespace

std::string fixed_digits(double value, int precision) {
  return (std::signbit(value) ? "-" : "") + real_digits(std::abs(value), 'f', precision, false);
}

std::string format_field(const Value& value, std::string_view specification, const Options& options) {
  if (specification.empty()) return to_text(value);
  const Spec spec = parse_spec(specification);
  check_text_size(static_cast<std::size_t>(spec.width), options);
  const auto one_of = [&](std::string_view types) {
    return spec.type == 0 || types.find(spec.type) != std::string_view::npos;
  };
  const auto fail_type = [&] {
    throw Failure("the format " + quoted(specification) + " does not fit a value of type " +
                  std::string(type_name(value)));
  };
  if (value.is_text()) {
    if (!one_of("s") || spec.align == '=' || spec.sign != '-' || spec.grouping != 0 || spec.alternate) {
      if (!(spec.align == '=' && spec.fill == "0" && specification.find('=') == std::string_view::npos)) fail_type();
    }
    Spec fitting = spec;
    if (fitting.align == '=') fitting.align = '<';
    return format_string(value.text(), fitting);
  }
  if (value.is_integral() && one_of("dxXobnc")) {
    if (spec.precision >= 0) fail_type();
    if (spec.type != 'c') return format_integer(value.integer(), spec);
    std::string character;
    append_utf8(character, static_cast<char32_t>(std::clamp<std::int64_t>(value.integer(), 0, 0x10ffff)));
    return format_string(character, spec);
  }
  if (value.is_number() && one_of("eEfFgGn%")) return format_real(value.real(), spec);
  fail_type();
  return {};
}

std::string format_converted(char type, const Value& value, const std::string& flags, std::int64_t width,
                             std::int64_t precision) {
  Spec spec;
  const auto has = [&](char flag) { return flags.find(flag) != std::string::npos; };
  spec.width = width;
  spec.precision = precision;
  spec.alternate = has('#');
  spec.sign = has('+') ? '+' : has(' ') ? ' ' : '-';
  spec.align = has('-') ? '<' : '>';
  spec.type = type;
  if (type == 's' || type == 'r' || type == 'a' || type == 'c') {
    return format_string(value.text(), spec);
  }
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_number())
    throw Failure("'%" + std::string(1, type) + "' takes a number, not " + std::string(type_name(value)));
  if (has('0') && !has('-')) {
    spec.fill = "0";
    spec.align = '=';
  }
  if (std::string_view("eEfFgG").find(type) != std::string_view::npos) return format_real(value.real(), spec);
  if (type != 'd' && type != 'i' && type != 'u' && !value.is_integral()) {
    throw Failure("'%" + std::string(1, type) + "' takes a whole number, not float");
  }
  if (value.kind() == Kind::real && !(std::abs(value.real()) < 0x1p63)) throw Failure("the number is too large");
  const std::int64_t whole = value.kind() == Kind::real ? static_cast<std::int64_t>(value.real()) : value.integer();
  if (precision < 0) return format_integer(whole, spec);
  // A precision is a least number of digits.
  Spec plain;
  plain.type = type;
  const std::string digits = format_integer(whole < 0 ? -whole : whole, plain);
  return assemble(spec, whole < 0, "", pad(digits, precision, "0", Side::left));
}

}  // namespace broadsheet::tmpl
