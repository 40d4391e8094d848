// Filters that make a text of a text (builtins.h).
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "template/access.h"
#include "template/builtins.h"
#include "template/failure.h"
#include "template/format.h"
#include "template/operators.h"
#include "template/rendering.h"
#include "template/text.h"
#include "template/text_functions.h"

namespace broadsheet::tmpl {

namespace {

/// A changed text, markup where `like` is.
Value remade(const Value& like, std::string text) {
  return Value::owned(std::move(text)).as_markup(like.is_markup());
}

/// `value` as it joins a text like `like`: escaped for markup.
Value joined_to(const Value& like, const Value& value) {
  return like.is_markup() ? escape(value) : soft_text(value);
}

Value need_text(const Value& value, std::string_view what) {
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_text()) throw Failure(std::string(what) + " is a text, not " + std::string(type_name(value)));
  return value;
}

Value filter_upper(const Value& input, const Bound&) {
  const Value text = soft_text(input);
  return remade(text, upper(text.text()));
}

Value filter_lower(const Value& input, const Bound&) {
  const Value text = soft_text(input);
  return remade(text, lower(text.text()));
}

Value filter_capitalize(const Value& input, const Bound&) {
  const Value text = soft_text(input);
  return remade(text, capitalize(text.text()));
}

Value filter_title(const Value& input, const Bound&) {
  // Joined from parts, it is no markup any more.
  return Value::owned(title_words(soft_text(input).text()));
}

Value filter_trim(const Value& input, const Bound& arguments) {
  const Value text = soft_text(input);
  const Value* set = arguments.some(0);
  if (set == nullptr) return text.part(strip(text.text(), nullptr, true, true));
  const Value characters = joined_to(text, need_text(*set, "what is trimmed"));
  const std::string_view view = characters.text();
  return text.part(strip(text.text(), &view, true, true));
}

Value filter_replace(const Value& input, const Bound& arguments) {
  const Value& old = *arguments.values[0];
  const Value& with = *arguments.values[1];
  const std::int64_t limit = arguments.some(2) != nullptr ? arguments.integer(2, -1) : -1;
  Value text = soft_text(input);
  const bool autoescape = arguments.rendering().autoescape();
  if (autoescape && (old.is_markup() || (with.is_markup() && !text.is_markup()))) text = escape(text);
  if (!autoescape) text = text.as_markup(false);
  const Value old_text = joined_to(text, old);
  const Value with_text = joined_to(text, with);
  const auto found = static_cast<std::size_t>(count_parts(text.text(), old_text.text()));
  check_text_size(text.text().size() + found * with_text.text().size(), arguments.rendering().options());
  return remade(text, replace(text.text(), old_text.text(), with_text.text(), limit));
}

Value filter_center(const Value& input, const Bound& arguments) {
  const Value text = soft_text(input);
  const std::int64_t width = arguments.integer(0, 80);
  check_text_size(static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), arguments.rendering().options());
  return remade(text, pad(text.text(), width, " ", Side::both));
}

Value filter_format(const Value& input, const Bound& arguments) {
  const Arguments& raw = arguments.raw;
  if (raw.size() > 0 && !raw.named().empty()) {
    throw Failure("'format' takes positional arguments or named ones, not both");
  }
  Value values;
  if (raw.named().empty()) {
    values = Value::tuple({raw.positional().begin(), raw.positional().end()});
  } else {
    std::vector<Entry> entries;
    for (const NamedValue& named : raw.named()) entries.push_back({Value::owned(std::string(named.name)), named.value});
    values = Value::map_of(std::move(entries));
  }
  return format_percent(soft_text(input), values, arguments.rendering().options());
}

Value filter_indent(const Value& input, const Bound& arguments) {
  need_text(input, "what is indented");
  Value by = Value::owned("    ");
  if (arguments.has(0)) {
    const Value& width = *arguments.values[0];
    if (width.is_text()) {
      by = joined_to(input, width);
    } else {
      const auto count = static_cast<std::size_t>(std::max<std::int64_t>(arguments.integer(0, 4), 0));
      check_text_size(count, arguments.rendering().options());
      by = Value::owned(std::string(count, ' '));
    }
  }
  const bool first = arguments.flag(1, false);
  const bool blank = arguments.flag(2, false);
  // The end of the text ends a line too.
  const std::string ended = std::string(input.text()) + "\n";
  std::string out;
  bool is_first = true;
  for (const std::string_view line : split_lines(ended, false)) {
    if (!is_first) out += '\n';
    if (is_first ? first : blank || !line.empty()) out += by.text();
    out += line;
    is_first = false;
    check_text_size(out.size(), arguments.rendering().options());
  }
  return remade(input, std::move(out));
}

Value filter_truncate(const Value& input, const Bound& arguments) {
  const std::int64_t limit = arguments.integer(0, 255);
  const bool kill_words = arguments.flag(1, false);
  const Value end = need_text(arguments.value(2, Value("...")), "the end of a truncated text");
  const std::int64_t leeway = arguments.some(3) != nullptr ? arguments.integer(3, 5) : 5;
  const auto end_length = static_cast<std::int64_t>(count_code_points(end.text()));
  if (limit < end_length)
    throw Failure(fmt::format("the length must be {} at least, the length of the end", end_length));
  if (leeway < 0) throw Failure("the leeway can't be negative");
  if (static_cast<std::int64_t>(length(input)) <= limit + leeway) return input;
  need_text(input, "what is truncated");
  std::string_view kept = first_characters(input.text(), limit - end_length);
  if (!kill_words) {
    const std::size_t blank = kept.rfind(' ');
    if (blank != std::string_view::npos) kept = kept.substr(0, blank);
  }
  return add(input.part(kept), end, arguments.rendering().options());
}

Value filter_wordcount(const Value& input, const Bound&) {
  return count_words(soft_text(input).text());
}

Value filter_string(const Value& input, const Bound&) {
  return soft_text(input);
}

constexpr std::array kTextFilters = std::to_array<Builtin>({
    {"capitalize", filter_capitalize},
    {"center", filter_center, {"width"}, 0, 1},
    {"format", filter_format, {}, 0, Builtin::kAny},
    {"indent", filter_indent, {"width", "first", "blank"}, 0, 3},
    {"lower", filter_lower},
    {"replace", filter_replace, {"old", "new", "count"}, 2, 3},
    {"string", filter_string},
    {"title", filter_title},
    {"trim", filter_trim, {"chars"}, 0, 1},
    {"truncate", filter_truncate, {"length", "killwords", "end", "leeway"}, 0, 4},
    {"upper", filter_upper},
    {"wordcount", filter_wordcount},
});

}  // namespace

std::span<const Builtin> text_filters() {
  return kTextFilters;
}

}  // namespace broadsheet::tmpl
