#include "template/access.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "template/access_log.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/methods.h"
#include "template/objects.h"
#include "template/operators.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

std::size_t character_end(std::string_view text, std::size_t at) {
  next_code_point(text, at);
  return at;
}

/// The offsets where the code points of `text` start, and its end.
std::vector<std::size_t> character_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  while (at < text.size()) {
    starts.push_back(at);
    next_code_point(text, at);
  }
  starts.push_back(at);
  return starts;
}

std::optional<std::size_t> place(std::int64_t index, std::size_t size) {
  if (index < 0) index += static_cast<std::int64_t>(size);
  if (index < 0 || index >= static_cast<std::int64_t>(size)) return std::nullopt;
  return static_cast<std::size_t>(index);
}

Value character(const Value& text, std::int64_t index) {
  const std::string_view bytes = text.text();
  if (is_ascii(bytes)) {
    const auto at = place(index, bytes.size());
    return at ? text.part(bytes.substr(*at, 1)) : Value();
  }
  const std::vector<std::size_t> starts = character_starts(bytes);
  const auto at = place(index, starts.size() - 1);
  return at ? text.part(bytes.substr(starts[*at], starts[*at + 1] - starts[*at])) : Value();
}

Value no_item(const Value& value, const Value& index) {
  std::vector<std::string> known;
  if (value.kind() == Kind::map && index.is_text()) {
    for (const Entry& entry : value.entries()) {
      if (entry.key.is_text()) known.emplace_back(entry.key.text());
    }
  }
  std::string hint = index.is_text() ? suggestion(index.text(), known) : std::string();
  return Value::explained_absence("the " + std::string(type_name(value)) + " has no element " + repr(index),
                                  std::move(hint));
}

Value item_or_nothing(const Value& value, const Value& index) {
  switch (value.kind()) {
    case Kind::map:
      if (const Value* found = value.find_key(index)) return *found;
      return {};
    case Kind::text:
      return index.is_integral() ? character(value, index.integer()) : Value();
    case Kind::sequence:
    case Kind::list:
    case Kind::tuple:
    case Kind::range: {
      if (!index.is_integral()) return {};
      const auto at = place(index.integer(), value.size());
      return at ? value.at(*at) : Value();
    }
    default:
      return {};
  }
}

/// The bounds of a slice over `size` elements, as Python's slice.indices().
struct Bounds {
  std::int64_t start;
  std::int64_t stop;
  std::int64_t step;
};

std::int64_t slice_number(const Value& value, std::int64_t fallback) {
  if (value.is_none()) return fallback;
  if (value.is_undefined()) fail_undefined(value);
  if (!value.is_integral())
    throw Failure("the bounds of a slice are whole numbers, not " + std::string(type_name(value)));
  return value.integer();
}

Bounds slice_bounds(const Value& start, const Value& stop, const Value& step, std::size_t size) {
  const std::int64_t by = slice_number(step, 1);
  if (by == 0) throw Failure("the step of a slice can't be zero");
  const auto length = static_cast<std::int64_t>(size);
  const std::int64_t low = by < 0 ? -1 : 0;
  const std::int64_t high = by < 0 ? length - 1 : length;
  const auto clamp = [&](const Value& bound, std::int64_t fallback) {
    std::int64_t at = slice_number(bound, fallback);
    if (bound.is_none()) return at;
    if (at < 0) at += length;
    return std::clamp(at, low, high);
  };
  return {clamp(start, by < 0 ? high : low), clamp(stop, by < 0 ? low : high), by};
}

/// Calls `take` with each index that the bounds select.
template <class Take>
void each_index(const Bounds& bounds, Take take) {
  // The size bounds the count, so that huge steps can't overflow.
  for (std::int64_t at = bounds.start; bounds.step > 0 ? at < bounds.stop : at > bounds.stop;) {
    take(static_cast<std::size_t>(at));
    if (__builtin_add_overflow(at, bounds.step, &at)) return;
  }
}

Value slice_text(const Value& value, const Value& start, const Value& stop, const Value& step) {
  const std::string_view text = value.text();
  if (is_ascii(text)) {  // as below, with no list of where characters start
    const Bounds bounds = slice_bounds(start, stop, step, text.size());
    if (bounds.step == 1)
      return value.part(text.substr(static_cast<std::size_t>(bounds.start),
                                    static_cast<std::size_t>(std::max(bounds.stop - bounds.start, std::int64_t{0}))));
  }
  const std::vector<std::size_t> starts = character_starts(text);
  const Bounds bounds = slice_bounds(start, stop, step, starts.size() - 1);
  if (bounds.step == 1) {
    const auto first = static_cast<std::size_t>(bounds.start);
    const auto last = static_cast<std::size_t>(std::max(bounds.start, bounds.stop));
    return value.part(text.substr(starts[first], starts[last] - starts[first]));
  }
  std::string out;
  each_index(bounds, [&](std::size_t at) { out.append(text, starts[at], starts[at + 1] - starts[at]); });
  return Value::owned(std::move(out)).as_markup(value.is_markup());
}

Value group_part(const Value& tuple, std::string_view name) {
  const auto& list = *static_cast<const ListObject*>(tuple.object());
  if (list.is_group && name == "grouper") return list.items[0];
  if (list.is_group && name == "list") return list.items[1];
  return {};
}

[[noreturn]] void fail_iteration(const Value& value) {
  if (value.is_undefined()) fail_undefined(value);
  throw Failure("can't iterate over a value of type " + std::string(type_name(value)));
}

}  // namespace

const Field* find_field(const RecordType& type, std::string_view name) {
  for (const Field& field : type.fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

Value attribute(const Value& value, const std::string& name) {
  Value found;
  switch (value.kind()) {
    case Kind::undefined:
      fail_undefined(value);
    case Kind::record:
      if (const Field* field = find_field(value.record_type(), name)) found = read_field(value, *field);
      break;
    case Kind::map:
      if (const Value* entry = value.find(name)) return *entry;
      break;
    case Kind::object:
      found = value.object()->attribute(name);
      break;
    case Kind::tuple:
      found = group_part(value, name);
      break;
    default:
      break;
  }
  if (!found.is_undefined() || found.absence() != Absence::plain || found.is_lenient()) return found;
  if (value.kind() == Kind::record || value.kind() == Kind::map) return Value::absent_attribute(name, value);
  return Value::explained_absence("a value of type " + std::string(type_name(value)) + " has no attribute " +
                                  quoted(name));
}

Value item(const Value& value, const Value& index) {
  if (value.is_undefined()) fail_undefined(value);
  if (index.is_undefined() && value.kind() == Kind::map) fail_undefined(index);
  Value found = item_or_nothing(value, index);
  if (!found.is_undefined() || found.absence() != Absence::plain) return found;
  if (index.is_text()) {
    const std::string name(index.text());
    if (value.kind() == Kind::record) {
      if (const Field* field = find_field(value.record_type(), name)) return read_field(value, *field);
    } else if (value.kind() == Kind::object) {
      found = value.object()->attribute(name);
      if (!found.is_undefined()) return found;
    } else if (value.kind() == Kind::tuple) {
      found = group_part(value, name);
      if (!found.is_undefined()) return found;
    }
    if (has_method(value, name)) return bind_method(value, name);
  }
  return no_item(value, index);
}

Value slice(const Value& value, const Value& start, const Value& stop, const Value& step) {
  if (value.is_undefined()) fail_undefined(value);
  if (value.is_text()) return slice_text(value, start, stop, step);
  if (!value.is_listing()) throw Failure("a value of type " + std::string(type_name(value)) + " has no slices");
  std::vector<Value> items;
  each_index(slice_bounds(start, stop, step, value.size()), [&](std::size_t at) { items.push_back(value.at(at)); });
  return value.kind() == Kind::tuple ? Value::tuple(std::move(items)) : Value::list(std::move(items));
}

Path::Path(const Value& path) {
  if (path.is_undefined()) fail_undefined(path);
  if (!path.is_text()) {
    parts_.push_back(path);
    return;
  }
  for (const std::string_view part : split(path.text(), '.')) {
    const bool number =
        !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number && part.size() < 18) {
      parts_.emplace_back(std::stoll(std::string(part)));
    } else {
      parts_.push_back(path.part(part));
    }
  }
}

namespace {

/// The field of a struct that a text names: what most paths are made of. Undefined where it is something else.
Value field_value(const Value& value, const Value& name) {
  if (!name.is_text()) return {};
  if (value.kind() == Kind::record) {
    const Field* const field = find_field(value.record_type(), name.text());
    return field == nullptr ? Value() : read_field(value, *field);
  }
  if (value.kind() != Kind::object) return {};
  const auto [type, record] = value.object()->as_record();
  const Field* const field = type == nullptr ? nullptr : find_field(*type, name.text());
  return field == nullptr ? Value() : field->get(record);
}

}  // namespace

Value Path::of(const Value& value, const Value* fallback) const {
  Value at = value;
  for (const Value& part : parts_) {
    const Value found = field_value(at, part);
    at = found.is_undefined() ? item(at, part) : found;
    if (fallback != nullptr && at.is_undefined()) at = *fallback;
  }
  return at;
}

Cursor::Cursor(const Value& value) : value_(value) {
  if (!iterable(value)) fail_iteration(value);
  size_ = value.is_text() ? value.text().size() : value.size();
}

bool Cursor::next(Value& element) {
  if (at_ >= size_) return false;
  if (value_.is_text()) {
    const std::size_t end = character_end(value_.text(), at_);
    // The characters of markup are plain texts, as in Python.
    element = value_.part(value_.text().substr(at_, end - at_)).as_markup(false);
    at_ = end;
    return true;
  }
  element = value_.kind() == Kind::map ? value_.entries()[at_].key : value_.at(at_);
  ++at_;
  return true;
}

std::size_t Cursor::count() const {
  return value_.is_text() ? count_code_points(value_.text()) : size_;
}

std::vector<Value> iterate(const Value& value) {
  Cursor cursor(value);
  std::vector<Value> items;
  items.reserve(cursor.count());
  for (Value element; cursor.next(element);) items.push_back(element);
  return items;
}

std::size_t length(const Value& value) {
  if (value.is_text()) return count_code_points(value.text());
  if (value.is_undefined() && !value.is_lenient()) fail_undefined(value);
  if (!iterable(value)) throw Failure("a value of type " + std::string(type_name(value)) + " has no length");
  return value.size();
}

bool iterable(const Value& value) {
  return value.is_text() || value.is_listing() || value.kind() == Kind::map ||
         (value.is_undefined() && value.is_lenient());
}

}  // namespace broadsheet::tmpl
