#include "template/text_methods.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/unicode.h"
#include "template/access.h"
#include "template/failure.h"
#include "template/format.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

namespace {

const Options& options_of(const Arguments& arguments) {
  static const Options kDefault;
  return arguments.rendering() != nullptr ? arguments.rendering()->options() : kDefault;
}

Value made(const Value& self, std::string text) {
  return Value::owned(std::move(text)).as_markup(self.is_markup());
}

/// A text argument as it joins `self`: escaped where that is markup.
Value joining(const Value& self, const Arguments& arguments, std::size_t index) {
  if (index >= arguments.size())
    throw Failure(fmt::format("the method needs {} argument{}", index + 1, index > 0 ? "s" : ""));
  const Value& value = arguments[index];
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_text()) throw Failure("the method takes texts, not " + std::string(type_name(value)));
  return self.is_markup() ? escape(value) : value;
}

Value plain_argument(const Arguments& arguments, std::size_t index) {
  return joining(Value(""), arguments, index);
}

template <std::string (*change)(std::string_view)>
Value changed(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  return made(self, change(self.text()));
}

template <bool left, bool right>
Value stripped(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  if (arguments.size() == 0 || arguments[0].is_none()) return self.part(strip(self.text(), nullptr, left, right));
  const Value set = joining(self, arguments, 0);
  const std::string_view view = set.text();
  return self.part(strip(self.text(), &view, left, right));
}

template <bool at_end>
Value begins(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  std::vector<Value> parts;
  if (arguments.size() == 1 && arguments[0].kind() == Kind::tuple) {
    parts = iterate(arguments[0]);
  } else {
    parts.push_back(plain_argument(arguments, 0));
  }
  return std::any_of(parts.begin(), parts.end(), [&](const Value& part) {
    if (!part.is_text()) throw Failure("the method takes texts, not " + std::string(type_name(part)));
    return at_end ? self.text().ends_with(part.text()) : self.text().starts_with(part.text());
  });
}

Value replaced(const Value& self, const Arguments& arguments) {
  arguments.expect(3, {});
  const Value old = joining(self, arguments, 0);
  const Value with = joining(self, arguments, 1);
  const auto found = static_cast<std::size_t>(count_parts(self.text(), old.text()));
  check_text_size(self.text().size() + found * with.text().size(), options_of(arguments));
  return made(self, replace(self.text(), old.text(), with.text(), arguments.integer(2, "count", -1)));
}

Value joined(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  if (arguments.size() == 0) throw Failure("'join' needs what to join");
  std::string out;
  bool first = true;
  for (const Value& item : iterate(arguments[0])) {
    if (!first) out += self.text();
    first = false;
    if (self.is_markup()) {
      append_html(out, item);
    } else if (item.is_text()) {
      out += item.text();
    } else {
      if (item.is_undefined()) fail_undefined(item);
      throw Failure("the method 'join' takes texts, not " + std::string(type_name(item)),
                    "the filter 'join' takes anything");
    }
    check_text_size(out.size(), options_of(arguments));
  }
  return made(self, std::move(out));
}

Value parts_of(const Value& self, const std::vector<std::string_view>& parts) {
  std::vector<Value> values;
  values.reserve(parts.size());
  for (const std::string_view part : parts) values.push_back(self.part(part));
  return Value::list(std::move(values));
}

template <bool from_end>
Value split_up(const Value& self, const Arguments& arguments) {
  arguments.expect(2, {"sep", "maxsplit"});
  const Value* separator = arguments.find(0, "sep");
  const std::int64_t limit = arguments.integer(1, "maxsplit", -1);
  if (separator == nullptr || separator->is_none())
    return parts_of(self, split_text(self.text(), nullptr, limit, from_end));
  if (!separator->is_text()) throw Failure("the separator is a text, not " + std::string(type_name(*separator)));
  const std::string_view view = separator->text();
  if (view.empty()) throw Failure("the separator can't be empty");
  return parts_of(self, split_text(self.text(), &view, limit, from_end));
}

Value lines(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {"keepends"});
  return parts_of(self, split_lines(self.text(), arguments.flag(0, "keepends", false)));
}

template <bool from_end>
Value partitioned(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  const Value separator = joining(self, arguments, 0);
  if (separator.text().empty()) throw Failure("the separator can't be empty");
  const std::string_view text = self.text();
  const std::size_t found = from_end ? text.rfind(separator.text()) : text.find(separator.text());
  const Value nothing = self.part(text.substr(0, 0));
  if (found == std::string_view::npos) {
    return from_end ? Value::tuple({nothing, nothing, self}) : Value::tuple({self, nothing, nothing});
  }
  return Value::tuple({self.part(text.substr(0, found)), self.part(text.substr(found, separator.text().size())),
                       self.part(text.substr(found + separator.text().size()))});
}

template <bool from_end, bool must>
Value found_at(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  const Value part = plain_argument(arguments, 0);
  const std::size_t found = from_end ? self.text().rfind(part.text()) : self.text().find(part.text());
  if (found != std::string_view::npos) return count_code_points(self.text().substr(0, found));
  if (must) throw Failure(repr(part) + " is not in the text");
  return -1;
}

Value counted(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  return count_parts(self.text(), plain_argument(arguments, 0).text());
}

template <Side side>
Value padded(const Value& self, const Arguments& arguments) {
  arguments.expect(2, {});
  if (arguments.size() == 0) throw Failure("the method needs a width");
  const std::int64_t width = arguments.integer(0, "width", 0);
  const Value fill = arguments.size() > 1 ? joining(self, arguments, 1) : Value(" ");
  if (count_code_points(fill.text()) != 1) throw Failure("what fills is one character");
  check_text_size(static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), options_of(arguments));
  return made(self, pad(self.text(), width, fill.text(), side));
}

Value zero_filled(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  if (arguments.size() == 0) throw Failure("the method needs a width");
  const std::int64_t width = arguments.integer(0, "width", 0);
  check_text_size(static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), options_of(arguments));
  const std::string_view text = self.text();
  const std::size_t sign = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
  return made(self, std::string(text.substr(0, sign)) +
                        pad(text.substr(sign), width - static_cast<std::int64_t>(sign), "0", Side::left));
}

/// Whether there are characters, and each one is of a kind.
template <bool (*of_kind)(char32_t)>
Value all_are(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  for (std::size_t at = 0; at < self.text().size();) {
    if (!of_kind(next_code_point(self.text(), at))) return false;
  }
  return !self.text().empty();
}

bool is_letter(char32_t c) {
  return is_alphanumeric(c) && !is_numeric(c);
}

template <bool (*other)(char32_t)>
Value cased_as(const Value& self, const Arguments& arguments) {
  arguments.expect(0, {});
  bool any = false;
  for (std::size_t at = 0; at < self.text().size();) {
    const char32_t c = next_code_point(self.text(), at);
    if (other(c) || is_title(c)) return false;
    any = any || is_cased(c);
  }
  return any;
}

template <bool at_end>
Value without_affix(const Value& self, const Arguments& arguments) {
  arguments.expect(1, {});
  const Value affix = plain_argument(arguments, 0);
  const std::string_view text = self.text();
  const bool there = at_end ? text.ends_with(affix.text()) : text.starts_with(affix.text());
  const std::size_t rest = text.size() - (there ? affix.text().size() : 0);
  return self.part(at_end ? text.substr(0, rest) : text.substr(text.size() - rest)).as_markup(false);
}

Value formatted(const Value& self, const Arguments& arguments) {
  return format_braces(self, arguments, options_of(arguments));
}

struct TextMethodEntry {
  std::string_view name;
  TextMethod run;
};

constexpr std::array kMethods = std::to_array<TextMethodEntry>({
    {"capitalize", changed<capitalize>},
    {"center", padded<Side::both>},
    {"count", counted},
    {"endswith", begins<true>},
    {"find", found_at<false, false>},
    {"format", formatted},
    {"index", found_at<false, true>},
    {"isalnum", all_are<is_alphanumeric>},
    {"isalpha", all_are<is_letter>},
    {"isdecimal", all_are<is_decimal_digit>},
    {"isdigit", all_are<is_decimal_digit>},
    {"islower", cased_as<is_upper>},
    {"isnumeric", all_are<is_numeric>},
    {"isspace", all_are<is_space>},
    {"isupper", cased_as<is_lower>},
    {"join", joined},
    {"ljust", padded<Side::right>},
    {"lower", changed<lower>},
    {"lstrip", stripped<true, false>},
    {"partition", partitioned<false>},
    {"removeprefix", without_affix<false>},
    {"removesuffix", without_affix<true>},
    {"replace", replaced},
    {"rfind", found_at<true, false>},
    {"rindex", found_at<true, true>},
    {"rjust", padded<Side::left>},
    {"rpartition", partitioned<true>},
    {"rsplit", split_up<true>},
    {"rstrip", stripped<false, true>},
    {"split", split_up<false>},
    {"splitlines", lines},
    {"startswith", begins<false>},
    {"strip", stripped<true, true>},
    {"swapcase", changed<swap_case>},
    {"title", changed<title_letters>},
    {"upper", changed<upper>},
    {"zfill", zero_filled},
});

}  // namespace

TextMethod find_text_method(std::string_view name) {
  const auto* found = std::lower_bound(kMethods.begin(), kMethods.end(), name,
                                       [](const TextMethodEntry& a, std::string_view b) { return a.name < b; });
  return found != kMethods.end() && found->name == name ? found->run : nullptr;
}

}  // namespace broadsheet::tmpl
