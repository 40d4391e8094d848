// Taking values apart: attributes, items, slices, and walking through what can be iterated.
#pragma once

#include <string>
#include <vector>

#include "template/environment.h"
#include "template/value.h"

namespace broadsheet::tmpl {

/// The field of a record, or nullptr.
const Field* find_field(const RecordType& type, std::string_view name);

/// `value.name` without methods: a record's field, a map's entry, an object's attribute. Undefined where there is none;
/// `name` must outlive that. Throws Failure for undefined values.
Value attribute(const Value& value, const std::string& name);

/// `value[index]`. Undefined where there is none. Throws Failure for undefined values.
Value item(const Value& value, const Value& index);

/// `value[start:stop:step]`; each may be none. Throws Failure.
Value slice(const Value& value, const Value& start, const Value& stop, const Value& step);

/// A dotted path such as `company.name` or `tags.0`, taken step by step.
class Path {
 public:
  /// `path` is a text or a number.
  explicit Path(const Value& path);
  /// The value at the path; `fallback`, where given, stands for missing parts.
  Value of(const Value& value, const Value* fallback = nullptr) const;

 private:
  std::vector<Value> parts_;
};

/// Walks through the elements of a listing, the keys of a map, or the characters of a text. Borrows the value.
/// Throws Failure for what can't be iterated.
class Cursor {
 public:
  explicit Cursor(const Value& value);

  /// The next element into `element`; false at the end.
  bool next(Value& element);
  /// How many elements there are in all.
  std::size_t count() const;

 private:
  const Value& value_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

/// All elements, copied into a vector. Throws Failure for what can't be iterated.
std::vector<Value> iterate(const Value& value);

/// How many elements, entries or code points a value has, as Python's len(). Throws Failure where it has no length.
std::size_t length(const Value& value);

/// Whether a value can be iterated.
bool iterable(const Value& value);

}  // namespace broadsheet::tmpl
