// Walking through the patterns of format.h: `%(name)s` and `{name.part[0]!r:>8}`.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "template/access.h"
#include "template/failure.h"
#include "template/format.h"
#include "template/operators.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

class PercentFormatter {
 public:
  PercentFormatter(const Value& pattern, const Value& values, const Options& options)
      : pattern_(pattern.text()), markup_(pattern.is_markup()), values_(values), options_(options) {}

  std::string run() {
    while (at_ < pattern_.size()) {
      const std::size_t percent = std::min(pattern_.find('%', at_), pattern_.size());
      out_.append(pattern_, at_, percent - at_);
      at_ = percent + 1;
      if (percent < pattern_.size()) convert();
      check_text_size(out_.size(), options_);
    }
    const bool mapping =
        values_.kind() == Kind::map || values_.kind() == Kind::list || values_.kind() == Kind::sequence;
    const std::size_t given = values_.kind() == Kind::tuple ? values_.size() : 1;
    if (!mapping && used_ < given) throw Failure("the pattern does not use all values");
    return std::move(out_);
  }

 private:
  char peek() const {
    if (at_ >= pattern_.size()) throw Failure("the pattern ends inside of a conversion");
    return pattern_[at_];
  }

  const Value next_value() {
    const bool tuple = values_.kind() == Kind::tuple;
    if (used_ >= (tuple ? values_.size() : 1)) throw Failure("the pattern needs more values");
    return tuple ? values_.at(used_++) : (++used_, values_);
  }

  std::int64_t read_size() {
    if (peek() == '*') {
      ++at_;
      const Value size = next_value();
      if (!size.is_integral()) throw Failure("'*' takes a whole number");
      return size.integer();
    }
    std::int64_t size = 0;
    while (std::isdigit(static_cast<unsigned char>(peek())) != 0) {
      size = size * 10 + (pattern_[at_++] - '0');
      if (size > 1'000'000'000) throw Failure("the width or precision is too large");
    }
    return size;
  }

  Value named_value() {
    const std::size_t start = ++at_;
    for (int depth = 1; depth > 0; ++at_) depth += peek() == '(' ? 1 : pattern_[at_] == ')' ? -1 : 0;
    const std::string_view name = pattern_.substr(start, at_ - 1 - start);
    if (values_.kind() != Kind::map) throw Failure("the pattern names values: give them by name");
    const Value* found = values_.find(name);
    if (found == nullptr) throw Failure("there is no value " + quoted(name) + " for the pattern");
    return *found;
  }

  void convert() {
    Value named;
    const bool by_name = peek() == '(';
    if (by_name) named = named_value();
    std::string flags;
    while (std::string_view("#0- +").find(peek()) != std::string_view::npos) flags += pattern_[at_++];
    std::int64_t width = read_size();
    if (width < 0) {
      flags += '-';
      width = -width;
    }
    std::int64_t precision = -1;
    if (peek() == '.') {
      ++at_;
      precision = read_size();
    }
    while (std::string_view("hlL").find(peek()) != std::string_view::npos) ++at_;
    const char type = pattern_[at_++];
    if (type == '%') {
      out_ += '%';
      return;
    }
    if (std::string_view("diuoxXeEfFgGcrsa").find(type) == std::string_view::npos) {
      throw Failure("the pattern has an unknown conversion '%" + std::string(1, type) + "'");
    }
    check_text_size(static_cast<std::size_t>(width), options_);
    const Value value = converted(type, by_name ? named : next_value());
    out_ += format_converted(type, value, flags, width, precision);
  }

  Value converted(char type, const Value& value) const {
    if (type == 's') return markup_ ? escape(value) : soft_text(value);
    if (type == 'r' || type == 'a') {
      const Value text = Value::owned(repr(value));
      return markup_ ? escape(text) : text;
    }
    if (type != 'c') return value;
    if (value.is_text() && count_code_points(value.text()) == 1) return value;
    if (!value.is_integral()) throw Failure("'%c' takes one character");
    std::string character;
    append_utf8(character, static_cast<char32_t>(std::clamp<std::int64_t>(value.integer(), 0, 0x10ffff)));
    return Value::owned(std::move(character));
  }

  const std::string_view pattern_;
  const bool markup_;
  const Value& values_;
  const Options& options_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  std::string out_;
};

class BraceFormatter {
 public:
  BraceFormatter(bool markup, const Arguments& arguments, const Options& options)
      : markup_(markup), arguments_(arguments), options_(options) {}

  std::string run(std::string_view pattern, int depth) {
    if (depth > 2) throw Failure("the fields of the pattern are nested too deep");
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
      const char c = pattern[at];
      const bool doubled = at + 1 < pattern.size() && pattern[at + 1] == c;
      if ((c == '{' || c == '}') && doubled && depth == 1) {
        out += c;
        at += 2;
      } else if (c == '{') {
        const std::size_t end = field_end(pattern, at);
        out += field(pattern.substr(at + 1, end - at - 1), depth);
        at = end + 1;
      } else if (c == '}') {
        throw Failure("the pattern has a '}' without '{'");
      } else {
        out += c;
        ++at;
      }
      check_text_size(out.size(), options_);
    }
    return out;
  }

 private:
  static std::size_t field_end(std::string_view pattern, std::size_t start) {
    int open = 0;
    for (std::size_t at = start; at < pattern.size(); ++at) {
      if (pattern[at] == '{') ++open;
      if (pattern[at] == '}' && --open == 0) return at;
    }
    throw Failure("the pattern has a '{' without '}'");
  }

  std::string field(std::string_view body, int depth) {
    // An index in brackets may hold any character but its closing one.
    std::size_t end = 0;
    bool in_brackets = false;
    for (; end < body.size() && (in_brackets || (body[end] != '!' && body[end] != ':')); ++end) {
      if (body[end] == '[') in_brackets = true;
      if (body[end] == ']') in_brackets = false;
    }
    Value value = named(body.substr(0, end));
    std::string_view rest = body.substr(end);
    if (rest.starts_with('!')) {
      const char conversion = rest.size() > 1 ? rest[1] : ' ';
      if (conversion != 'r' && conversion != 's' && conversion != 'a')
        throw Failure("the pattern has an unknown conversion");
      value = conversion == 's' ? soft_text(value).as_markup(false) : Value::owned(repr(value));
      rest.remove_prefix(2);
      if (!rest.empty() && rest[0] != ':') throw Failure("the pattern expects ':' after the conversion");
    }
    const std::string specification = rest.empty() ? std::string() : run(rest.substr(1), depth + 1);
    if (markup_ && value.is_markup()) {
      if (!specification.empty()) throw Failure("markup takes no format");
      return std::string(value.text());
    }
    const std::string text = format_field(value, specification, options_);
    return markup_ ? std::string(escape(Value(std::string_view(text))).text()) : text;
  }

  Value named(std::string_view path) {
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    Value value = first(path.substr(0, end));
    for (std::size_t at = end; at < path.size();) {
      const bool bracket = path[at] == '[';
      const std::size_t stop = bracket ? path.find(']', at) : std::min(path.find_first_of(".[", at + 1), path.size());
      if (stop == std::string_view::npos) throw Failure("the pattern has a '[' without ']'");
      value = step(value, path.substr(at + 1, stop - at - 1));
      at = bracket ? stop + 1 : stop;
    }
    return value;
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  static Value step(const Value& value, std::string_view name) {
    const Value key = is_number(name) ? Value(std::stoll(std::string(name))) : Value::owned(std::string(name));
    Value found = item(value, key);
    if (found.is_undefined()) fail_undefined(found);
    return found;
  }

  Value first(std::string_view name) {
    if (name.empty() || is_number(name)) {
      const std::size_t index = name.empty() ? next_++ : std::stoull(std::string(name));
      if (index >= arguments_.size()) throw Failure(fmt::format("the pattern needs a value number {}", index));
      return arguments_[index];
    }
    const Value* found = arguments_.find(arguments_.size(), name);
    if (found == nullptr) throw Failure("there is no value " + quoted(name) + " for the pattern");
    return *found;
  }

  const bool markup_;
  const Arguments& arguments_;
  const Options& options_;
  std::size_t next_ = 0;
};

}  // namespace

Value format_percent(const Value& pattern, const Value& values, const Options& options) {
  if (values.is_undefined()) fail_undefined(values);
  return Value::owned(PercentFormatter(pattern, values, options).run()).as_markup(pattern.is_markup());
}

Value format_braces(const Value& pattern, const Arguments& arguments, const Options& options) {
  std::string text = BraceFormatter(pattern.is_markup(), arguments, options).run(pattern.text(), 1);
  return Value::owned(std::move(text)).as_markup(pattern.is_markup());
}

}  // namespace broadsheet::tmpl
