// Filters for HTML, addresses and JSON (builtins.h).
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "template/access.h"
#include "template/builtins.h"
#include "template/failure.h"
#include "template/html_context.h"
#include "template/json.h"
#include "template/rendering.h"
#include "template/text.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

namespace {

Value filter_escape(const Value& input, const Bound&) {
  return escape(input);
}

Value filter_forceescape(const Value& input, const Bound&) {
  return escape(soft_text(input).as_markup(false));
}

Value filter_safe(const Value& input, const Bound&) {
  return soft_text(input).as_markup(true);
}

Value filter_striptags(const Value& input, const Bound&) {
  return Value::owned(strip_tags(soft_text(input).text()));
}

/// RFC 3986: everything but unreserved characters and those of `safe` as %XX.
std::string percent_encoded(std::string_view text, std::string_view safe, bool plus) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (byte < 0x80 && std::isalnum(byte) != 0) || std::string_view("_.-~").find(c) != std::string_view::npos;
    if (plain || safe.find(c) != std::string_view::npos) {
      out += c;
    } else if (plus && c == ' ') {
      out += '+';
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 0xf];
    }
  }
  return out;
}

Value filter_urlencode(const Value& input, const Bound&) {
  if (input.is_text() || !iterable(input)) return Value::owned(percent_encoded(to_text(input), "/", false));
  std::string out;
  const auto add = [&](const Value& key, const Value& value) {
    if (!out.empty()) out += '&';
    out += percent_encoded(to_text(key), {}, true) + "=" + percent_encoded(to_text(value), {}, true);
  };
  if (input.kind() == Kind::map) {
    for (const Entry& entry : input.entries()) add(entry.key, entry.value);
    return Value::owned(std::move(out));
  }
  for (const Value& pair : iterate(input)) {
    const std::vector<Value> parts = iterate(pair);
    if (parts.size() != 2) throw Failure("'urlencode' takes a text, a dict, or pairs of a key and a value");
    add(parts[0], parts[1]);
  }
  return Value::owned(std::move(out));
}

/// What templates may not print as `attribute`, as in text of theirs.
void refuse_active_address(std::string_view attribute, std::string_view value) {
  if (!takes_address(lower_case(attribute))) return;
  const std::string scheme = active_scheme(value);
  if (!scheme.empty()) {
    throw Failure(fmt::format("{} refuses an address that starts with '{}:'", quoted(attribute), scheme));
  }
}

Value filter_xmlattr(const Value& input, const Bound& arguments) {
  if (input.is_undefined()) fail_undefined(input);
  if (input.kind() != Kind::map) throw Failure("'xmlattr' takes a dict, not " + std::string(type_name(input)));
  std::string out;
  for (const Entry& entry : input.entries()) {
    if (entry.value.is_none() || entry.value.is_undefined()) continue;
    if (!entry.key.is_text()) throw Failure("the names of attributes are texts");
    if (entry.key.text().find_first_of(" \t\n\r\f\v/>=") != std::string_view::npos) {
      throw Failure("the name of an attribute can't be " + repr(entry.key));
    }
    if (!out.empty() || arguments.flag(0, true)) out += ' ';
    append_html(out, entry.key);
    out += "=\"";
    const std::size_t start = out.size();
    append_html(out, entry.value);
    if (arguments.rendering().autoescape())
      refuse_active_address(entry.key.text(), std::string_view(out).substr(start));
    out += '"';
  }
  return Value::owned(std::move(out)).as_markup(arguments.rendering().autoescape());
}

Value filter_tojson(const Value& input, const Bound& arguments) {
  const Value* indent = arguments.some(0);
  std::string_view unit;
  std::string blanks;
  if (indent != nullptr && indent->is_text()) unit = indent->text();
  if (indent != nullptr && !indent->is_text()) {
    blanks.assign(static_cast<std::size_t>(std::clamp<std::int64_t>(arguments.integer(0, 0), 0, 100)), ' ');
    unit = blanks;
  }
  return Value::owned_markup(json_for_html(input, indent != nullptr ? &unit : nullptr));
}

constexpr std::array kHtmlFilters = std::to_array<Builtin>({
    {"e", filter_escape},
    {"escape", filter_escape},
    {"forceescape", filter_forceescape},
    {"safe", filter_safe},
    {"striptags", filter_striptags},
    {"tojson", filter_tojson, {"indent"}, 0, 1},
    {"urlencode", filter_urlencode},
    {"xmlattr", filter_xmlattr, {"autospace"}, 0, 1},
});

}  // namespace

std::span<const Builtin> html_filters() {
  return kHtmlFilters;
}

}  // namespace broadsheet::tmpl
