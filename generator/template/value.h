// What a template computes with. A Value is small and cheap to copy; it borrows the host's strings, records and lists,
// which must outlive the rendering, and owns (with a count) only what a template itself makes. Values never change.
#pragma once

#include <atomic>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace broadsheet::tmpl {

class Value;
class Arguments;
struct WritingObject;

/// One documented attribute of a C++ struct. `type` and `doc` are for people; `get` reads it from the struct.
struct Field {
  std::string_view name;
  std::string_view type;
  std::string_view doc;
  Value (*get)(const void* record);
  std::uint8_t facet = 0;  ///< fields that change together have one number; for the host, see AccessLog
};

/// What templates see of a C++ struct: a static table.
struct RecordType {
  std::string_view name;
  std::string_view doc;
  std::span<const Field> fields;
};

enum class Kind : std::uint8_t {
  undefined,
  none,
  boolean,
  integer,
  real,
  text,
  record,
  sequence,  ///< a list that the host keeps
  list,
  tuple,
  map,
  range,
  object  ///< macros, functions, loops, namespaces …
};

/// Why a value is undefined; the message that using it gives depends on it.
enum class Absence : std::uint32_t { plain, name, attribute, parameter, explained };

/// What is counted and shared behind a Value, and the behaviour of values of Kind::object.
class Object {
 public:
  Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  virtual ~Object() = default;

  void retain() const noexcept { uses_.fetch_add(1, std::memory_order_relaxed); }
  void release() const noexcept {
    if (uses_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }
  std::uint32_t uses() const noexcept { return uses_.load(std::memory_order_relaxed); }

  /// As Python names the type: "macro", "namespace".
  virtual std::string_view type_name() const { return "object"; }
  /// The value of an attribute; undefined (Absence::plain) where there is none.
  virtual Value attribute(std::string_view name) const;
  /// The table and the struct of an object that stands for one; nullptr where it has other attributes or none.
  virtual std::pair<const RecordType*, const void*> as_record() const { return {nullptr, nullptr}; }
  /// The same as attribute(), where that can be told at once: `guess`, first 0, is what the last call for this name
  /// left.
  virtual const Value* attribute_at(std::string_view, std::atomic<std::uint64_t>& guess [[maybe_unused]]) const {
    return nullptr;
  }
  /// This object where it writes its text by itself; else nullptr.
  virtual const WritingObject* as_writing() const { return nullptr; }
  virtual bool callable() const { return false; }
  /// Throws Failure where the object can't be called so.
  virtual Value call(const Arguments& arguments) const;
  /// The object as text, for output; throws Failure where it has none.
  virtual Value text() const;

 private:
  mutable std::atomic<std::uint32_t> uses_{1};
};

struct Entry;

class Value {
 public:
  /// Undefined.
  Value() noexcept : Value(Kind::undefined) {}
  static Value none() noexcept { return Value(Kind::none); }

  template <std::same_as<bool> T>
  Value(T value) noexcept : Value(Kind::boolean) {
    a_.integer = value ? 1 : 0;
  }
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Value(T value)
  noexcept : Value(Kind::integer) { a_.integer = static_cast<std::int64_t>(value); }
  Value(double value) noexcept : Value(Kind::real) { a_.real = value; }

  /// Borrow the text.
  Value(std::string_view text) noexcept : Value(Kind::text) {
    a_.text = text.data();
    size_ = static_cast<std::uint32_t>(text.size());
  }
  Value(const std::string& text) noexcept : Value(std::string_view(text)) {}
  Value(const char* text) noexcept : Value(std::string_view(text)) {}
  Value(std::string&&) = delete;
  Value(const void*) = delete;

  /// Own the text.
  static Value owned(std::string text);
  /// Text that is HTML already, borrowed or owned.
  static Value markup(std::string_view text) noexcept;
  static Value owned_markup(std::string text);

  /// A borrowed struct.
  static Value record(const RecordType& type, const void* data) noexcept;
  /// A borrowed list of anything; `at` turns an element into a value.
  static Value sequence(const void* data, std::size_t size, Value (*at)(const void* data, std::size_t index)) noexcept;
  static Value list(std::vector<Value> items);
  static Value tuple(std::vector<Value> items);
  /// A tuple of two whose parts are called `grouper` and `list` too.
  static Value group(Value grouper, Value list);
  /// Keeps the order of the entries; of equal keys the last one counts.
  static Value map(std::vector<std::pair<std::string, Value>> entries);
  static Value map_of(std::vector<Entry> entries);
  static Value range(std::int64_t start, std::int64_t stop, std::int64_t step);
  /// Takes over one use of `object`.
  static Value object(const Object* object) noexcept;

  /// Undefined values that know why. `name` must outlive the value (names of templates do).
  static Value absent(Absence absence, const std::string& name) noexcept;
  static Value absent_attribute(const std::string& name, const Value& owner) noexcept;
  static Value explained_absence(std::string message, std::string hint = {});
  /// The value of an inline `if` without `else`: it prints as nothing.
  static Value lenient_absence(const std::string& explanation) noexcept;

  Value(const Value& other) noexcept {
    std::memcpy(static_cast<void*>(this), static_cast<const void*>(&other), sizeof(Value));
    if (flags_ & kOwning) b_.object->retain();
  }
  Value(Value&& other) noexcept {
    std::memcpy(static_cast<void*>(this), static_cast<const void*>(&other), sizeof(Value));
    other.flags_ = 0;
    other.kind_ = Kind::undefined;
    other.size_ = 0;
  }
  Value& operator=(const Value& other) noexcept {
    // What this value owned may hold `other`: let it go last.
    const Object* const old = object();
    if (other.flags_ & kOwning) other.b_.object->retain();
    std::memmove(static_cast<void*>(this), static_cast<const void*>(&other), sizeof(Value));
    if (old != nullptr) old->release();
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() {
    if (flags_ & kOwning) b_.object->release();
  }
  /// Undefined again.
  void reset() noexcept {
    const Object* const old = object();
    kind_ = Kind::undefined;
    flags_ = 0;
    size_ = 0;
    a_.data = nullptr;
    if (old != nullptr) old->release();
  }
  void swap(Value& other) noexcept {
    alignas(Value) unsigned char bytes[sizeof(Value)];
    std::memcpy(bytes, static_cast<const void*>(this), sizeof(Value));
    std::memcpy(static_cast<void*>(this), static_cast<const void*>(&other), sizeof(Value));
    std::memcpy(static_cast<void*>(&other), bytes, sizeof(Value));
  }

  Kind kind() const noexcept { return kind_; }
  bool is_undefined() const noexcept { return kind_ == Kind::undefined; }
  bool is_none() const noexcept { return kind_ == Kind::none; }
  bool is_boolean() const noexcept { return kind_ == Kind::boolean; }
  /// Booleans count as integers, as in Python.
  bool is_integral() const noexcept { return kind_ == Kind::integer || kind_ == Kind::boolean; }
  bool is_number() const noexcept { return is_integral() || kind_ == Kind::real; }
  bool is_text() const noexcept { return kind_ == Kind::text; }
  bool is_markup() const noexcept { return (flags_ & kMarkup) != 0; }
  bool is_lenient() const noexcept { return (flags_ & kLenient) != 0; }
  /// A list, tuple, range or the host's sequence: has a size and elements by number.
  bool is_listing() const noexcept {
    return kind_ == Kind::list || kind_ == Kind::tuple || kind_ == Kind::sequence || kind_ == Kind::range;
  }

  // Each of these is for its own kind only.
  bool boolean() const noexcept { return a_.integer != 0; }
  std::int64_t integer() const noexcept { return a_.integer; }
  double real() const noexcept { return kind_ == Kind::real ? a_.real : static_cast<double>(a_.integer); }
  std::string_view text() const noexcept { return {a_.text, size_}; }
  const RecordType& record_type() const noexcept { return *b_.type; }
  const void* record_data() const noexcept { return a_.data; }
  const Object* object() const noexcept { return (flags_ & kOwning) ? b_.object : nullptr; }

  /// The number of elements or entries; 0 for what has none.
  std::size_t size() const noexcept;
  /// An element of a listing; `index` < size().
  Value at(std::size_t index) const;
  /// The entries of a map, in order.
  std::span<const Entry> entries() const noexcept;
  /// The value of a map's key, or nullptr.
  const Value* find(std::string_view key) const noexcept;
  const Value* find_key(const Value& key) const;

  /// The same text as a part of it, sharing the owner.
  Value part(std::string_view part) const noexcept;
  /// The same text, marked as HTML or as plain.
  Value as_markup(bool markup) const noexcept;

  Absence absence() const noexcept { return static_cast<Absence>(size_); }
  /// What using this undefined value says, and a hint ("did you mean …"), which may be empty.
  std::pair<std::string, std::string> explain() const;
  const std::string* absent_name() const noexcept { return static_cast<const std::string*>(a_.data); }

 private:
  friend class ValueAccess;
  static constexpr std::uint8_t kOwning = 1;
  static constexpr std::uint8_t kMarkup = 2;
  static constexpr std::uint8_t kLenient = 4;
  static constexpr std::uint8_t kTyped = 8;  ///< undefined: b_.type is the record that lacks the attribute

  explicit Value(Kind kind) noexcept : kind_(kind) {
    a_.integer = 0;
    b_.object = nullptr;
  }
  Value(Kind kind, const Object* object) noexcept : kind_(kind), flags_(kOwning) {
    a_.integer = 0;
    b_.object = object;
  }

  Kind kind_;
  std::uint8_t flags_ = 0;
  std::uint32_t size_ = 0;
  union {
    std::int64_t integer;
    double real;
    const char* text;
    const void* data;
  } a_;
  union {
    const Object* object;
    const RecordType* type;
    Value (*at)(const void*, std::size_t);
  } b_;
};

static_assert(sizeof(Value) <= 32);

struct Entry {
  Value key;
  Value value;
};

/// A struct with a table, found as `const RecordType& record_type(const T*)` in the struct's namespace.
template <class T>
Value record(const T& value) {
  return Value::record(record_type(&value), &value);
}

template <class T>
Value records(const std::vector<T>& items) {
  return Value::sequence(&items, items.size(), [](const void* data, std::size_t index) {
    return record((*static_cast<const std::vector<T>*>(data))[index]);
  });
}

template <class T>
Value records(const std::vector<const T*>& items) {
  return Value::sequence(&items, items.size(), [](const void* data, std::size_t index) {
    return record(*(*static_cast<const std::vector<const T*>*>(data))[index]);
  });
}

template <class T>
Value records(std::vector<T>&&) = delete;

/// A borrowed list of borrowed texts.
inline Value texts(const std::vector<std::string>& items) {
  return Value::sequence(&items, items.size(), [](const void* data, std::size_t index) {
    return Value((*static_cast<const std::vector<std::string>*>(data))[index]);
  });
}
Value texts(std::vector<std::string>&&) = delete;

}  // namespace broadsheet::tmpl
