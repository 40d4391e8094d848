#include "template/text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "base/byte_search.h"
#include "base/diagnostics.h"
#include "base/text.h"
#include "base/unicode.h"
#include "template/failure.h"

namespace broadsheet::tmpl {

namespace {

void append_integer(std::string& out, std::int64_t value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

void append_code_escape(std::string& out, char32_t c) {
  static constexpr char kHex[] = "0123456789abcdef";
  const int width = c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
  out += width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U";
  for (int shift = (width - 1) * 4; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 0xf];
}

void append_quoted_text(std::string& out, std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
  out += quote;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\\' || c == static_cast<char32_t>(quote)) {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_printable(c)) {
      out.append(text, start, at - start);
    } else {
      append_code_escape(out, c);
    }
  }
  out += quote;
}

void append_listing(std::string& out, const Value& value) {
  const bool tuple = value.kind() == Kind::tuple;
  const std::size_t count = value.size();
  out += tuple ? '(' : '[';
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ", ";
    append_repr(out, value.at(i));
  }
  if (tuple && count == 1) out += ',';
  out += tuple ? ')' : ']';
}

void append_map(std::string& out, const Value& value) {
  out += '{';
  bool first = true;
  for (const Entry& entry : value.entries()) {
    if (!first) out += ", ";
    first = false;
    append_repr(out, entry.key);
    out += ": ";
    append_repr(out, entry.value);
  }
  out += '}';
}

std::string_view html_escape_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\'':
      return "&#39;";
    case '"':
      return "&#34;";
    default:
      return {};
  }
}

}  // namespace

std::string_view type_name(const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      return "undefined";
    case Kind::none:
      return "NoneType";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::real:
      return "float";
    case Kind::text:
      return "str";
    case Kind::record:
      return value.record_type().name;
    case Kind::sequence:
    case Kind::list:
      return "list";
    case Kind::tuple:
      return "tuple";
    case Kind::map:
      return "dict";
    case Kind::range:
      return "range";
    case Kind::object:
      return value.object()->type_name();
  }
  return {};
}

void fail_undefined(const Value& value) {
  auto [message, hint] = value.explain();
  const bool named = value.absence() == Absence::name && value.absent_name() != nullptr;
  throw Failure(message, std::move(hint), named ? *value.absent_name() : std::string());
}

bool truth(const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      if (!value.is_lenient()) fail_undefined(value);
      return false;
    case Kind::none:
      return false;
    case Kind::boolean:
    case Kind::integer:
      return value.integer() != 0;
    case Kind::real:
      return value.real() != 0.0;
    case Kind::text:
      return !value.text().empty();
    case Kind::sequence:
    case Kind::list:
    case Kind::tuple:
    case Kind::map:
    case Kind::range:
      return value.size() != 0;
    default:
      return true;
  }
}

std::string real_repr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::array<char, 40> buffer;
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  const std::string_view scientific(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  int exponent = 0;
  const std::size_t e = scientific.find('e');
  const std::size_t digits = e + (scientific[e + 1] == '+' ? 2 : 1);
  std::from_chars(scientific.data() + digits, scientific.data() + scientific.size(), exponent);
  if (exponent < -4 || exponent >= 16) return std::string(scientific);
  end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
  std::string out(buffer.data(), end);
  if (out.find('.') == std::string::npos) out += ".0";
  return out;
}

void append_text(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      if (!value.is_lenient()) fail_undefined(value);
      return;
    case Kind::text:
      out += value.text();
      return;
    case Kind::record:
      throw Failure("a " + std::string(value.record_type().name) + " can't be shown as text",
                    "show one of its attributes");
    case Kind::object:
      append_text(out, value.object()->text());
      return;
    default:
      append_repr(out, value);
  }
}

std::string to_text(const Value& value) {
  std::string out;
  append_text(out, value);
  return out;
}

Value soft_text(const Value& value) {
  if (value.is_text()) return value;
  if (value.kind() == Kind::object) return value.object()->text();
  return Value::owned(to_text(value));
}

void append_repr(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      out += "Undefined";
      return;
    case Kind::none:
      out += "None";
      return;
    case Kind::boolean:
      out += value.boolean() ? "True" : "False";
      return;
    case Kind::integer:
      append_integer(out, value.integer());
      return;
    case Kind::real:
      out += real_repr(value.real());
      return;
    case Kind::text:
      if (value.is_markup()) out += "Markup(";
      append_quoted_text(out, value.text());
      if (value.is_markup()) out += ')';
      return;
    case Kind::sequence:
    case Kind::list:
    case Kind::tuple:
      append_listing(out, value);
      return;
    case Kind::map:
      append_map(out, value);
      return;
    case Kind::range: {
      const auto part = [&](std::size_t i) { return value.at(i).integer(); };
      const std::size_t count = value.size();
      out += fmt::format("range({} values)", count);
      if (count > 0) out += fmt::format(" from {}", part(0));
      return;
    }
    case Kind::record:
    case Kind::object:
      out += '<';
      out += type_name(value);
      out += '>';
      return;
  }
}

std::string repr(const Value& value) {
  std::string out;
  append_repr(out, value);
  return out;
}

void append_escaped(std::string& out, std::string_view text) {
  append_replaced(out, text, kHtmlBytes, html_escape_of);
}

void append_html(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::text:
      if (value.is_markup()) {
        out += value.text();
      } else {
        append_escaped(out, value.text());
      }
      return;
    case Kind::integer:
      append_integer(out, value.integer());
      return;
    case Kind::object:
      append_html(out, value.object()->text());
      return;
    default:
      append_escaped(out, to_text(value));
  }
}

Value escape(const Value& value) {
  if (value.is_markup()) return value;
  std::string out;
  append_html(out, value);
  return Value::owned_markup(std::move(out));
}

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string near = nearest(name, candidates);
  return near.empty() ? std::string() : "did you mean " + quoted(near) + "?";
}

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

}  // namespace broadsheet::tmpl
