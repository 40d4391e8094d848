#include "template/value.h"

#include <algorithm>
#include <cassert>

#include "base/diagnostics.h"
#include "template/access.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/objects.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

constexpr std::size_t kIndexedFrom = 12;

std::size_t count_range(std::int64_t start, std::int64_t stop, std::int64_t step) {
  assert(step != 0);
  if (step > 0 ? start >= stop : start <= stop) return 0;
  // Unsigned arithmetic: the distance of two signed numbers may not fit in one.
  const std::uint64_t distance = step > 0 ? static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start)
                                          : static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop);
  const std::uint64_t stride = step > 0 ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  return static_cast<std::size_t>((distance - 1) / stride + 1);
}

}  // namespace

Value Object::attribute(std::string_view) const {
  return {};
}

Value Object::call(const Arguments&) const {
  throw Failure(std::string(type_name()) + " can't be called");
}

Value Object::text() const {
  throw Failure("a " + std::string(type_name()) + " can't be shown as text");
}

RangeObject::RangeObject(std::int64_t first, std::int64_t end, std::int64_t by)
    : start(first), stop(end), step(by), count(count_range(first, end, by)) {}

MapObject::MapObject(std::vector<Entry> entries) {
  entries_.reserve(entries.size());
  for (Entry& entry : entries) {
    if (const Value* known = find_key(entry.key)) {
      const_cast<Value&>(*known) = std::move(entry.value);
      continue;
    }
    entries_.push_back(std::move(entry));
    // Keys lie in entries_, whose capacity is fixed, or in text that it owns.
    if (entries_.size() >= kIndexedFrom) {
      for (std::size_t i = index_.size() == 0 ? 0 : entries_.size() - 1; i < entries_.size(); ++i) {
        if (entries_[i].key.is_text()) index_.emplace(entries_[i].key.text(), static_cast<std::uint32_t>(i));
      }
    }
  }
}

const Value* MapObject::find(std::string_view key) const {
  if (entries_.size() >= kIndexedFrom) {
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : &entries_[found->second].value;
  }
  for (const Entry& entry : entries_) {
    if (entry.key.is_text() && entry.key.text() == key) return &entry.value;
  }
  return nullptr;
}

const Value* MapObject::find_key(const Value& key) const {
  if (key.is_text()) return find(key.text());
  for (const Entry& entry : entries_) {
    if (!entry.key.is_text() && equal(entry.key, key)) return &entry.value;
  }
  return nullptr;
}

Value Value::owned(std::string text) {
  const auto* object = new TextObject(std::move(text));
  Value value{std::string_view(object->bytes)};
  value.flags_ = kOwning;
  value.b_.object = object;
  return value;
}

Value Value::markup(std::string_view text) noexcept {
  Value value(text);
  value.flags_ = kMarkup;
  return value;
}

Value Value::owned_markup(std::string text) {
  return owned(std::move(text)).as_markup(true);
}

Value Value::record(const RecordType& type, const void* data) noexcept {
  Value value(Kind::record);
  value.a_.data = data;
  value.b_.type = &type;
  return value;
}

Value Value::sequence(const void* data, std::size_t size, Value (*at)(const void*, std::size_t)) noexcept {
  Value value(Kind::sequence);
  value.a_.data = data;
  value.size_ = static_cast<std::uint32_t>(size);
  value.b_.at = at;
  return value;
}

Value Value::list(std::vector<Value> items) {
  return Value(Kind::list, new ListObject(std::move(items)));
}

Value Value::tuple(std::vector<Value> items) {
  return Value(Kind::tuple, new ListObject(std::move(items)));
}

Value Value::group(Value grouper, Value list) {
  return Value(Kind::tuple, new ListObject({std::move(grouper), std::move(list)}, true));
}

Value Value::map(std::vector<std::pair<std::string, Value>> entries) {
  std::vector<Entry> owned_entries;
  owned_entries.reserve(entries.size());
  for (auto& [key, value] : entries) owned_entries.push_back({owned(std::move(key)), std::move(value)});
  return map_of(std::move(owned_entries));
}

Value Value::map_of(std::vector<Entry> entries) {
  return Value(Kind::map, new MapObject(std::move(entries)));
}

Value Value::range(std::int64_t start, std::int64_t stop, std::int64_t step) {
  return Value(Kind::range, new RangeObject(start, stop, step));
}

Value Value::object(const Object* object) noexcept {
  return Value(Kind::object, object);
}

Value Value::absent(Absence absence, const std::string& name) noexcept {
  Value value;
  value.size_ = static_cast<std::uint32_t>(absence);
  value.a_.data = &name;
  return value;
}

Value Value::absent_attribute(const std::string& name, const Value& owner) noexcept {
  Value value = absent(Absence::attribute, name);
  if (owner.kind_ == Kind::record) {
    value.flags_ = kTyped;
    value.b_.type = owner.b_.type;
  } else if (owner.flags_ & kOwning) {
    value.flags_ = kOwning;
    value.b_.object = owner.b_.object;
    value.b_.object->retain();
  }
  return value;
}

Value Value::explained_absence(std::string message, std::string hint) {
  Value value(Kind::undefined, new AbsenceObject(std::move(message), std::move(hint)));
  value.size_ = static_cast<std::uint32_t>(Absence::explained);
  return value;
}

Value Value::lenient_absence(const std::string& explanation) noexcept {
  Value value = absent(Absence::plain, explanation);
  value.flags_ = kLenient;
  return value;
}

std::size_t Value::size() const noexcept {
  switch (kind_) {
    case Kind::sequence:
      return size_;
    case Kind::list:
    case Kind::tuple:
      return static_cast<const ListObject*>(b_.object)->items.size();
    case Kind::map:
      return static_cast<const MapObject*>(b_.object)->entries().size();
    case Kind::range:
      return static_cast<const RangeObject*>(b_.object)->count;
    default:
      return 0;
  }
}

Value Value::at(std::size_t index) const {
  switch (kind_) {
    case Kind::sequence:
      return b_.at(a_.data, index);
    case Kind::list:
    case Kind::tuple:
      return static_cast<const ListObject*>(b_.object)->items[index];
    case Kind::range: {
      const auto& range = *static_cast<const RangeObject*>(b_.object);
      return Value(range.start + static_cast<std::int64_t>(index) * range.step);
    }
    default:
      assert(false);
      return {};
  }
}

std::span<const Entry> Value::entries() const noexcept {
  return static_cast<const MapObject*>(b_.object)->entries();
}

const Value* Value::find(std::string_view key) const noexcept {
  return static_cast<const MapObject*>(b_.object)->find(key);
}

const Value* Value::find_key(const Value& key) const {
  return static_cast<const MapObject*>(b_.object)->find_key(key);
}

Value Value::part(std::string_view part) const noexcept {
  Value value(*this);
  value.a_.text = part.data();
  value.size_ = static_cast<std::uint32_t>(part.size());
  return value;
}

Value Value::as_markup(bool markup) const noexcept {
  Value value(*this);
  value.flags_ = static_cast<std::uint8_t>(markup ? flags_ | kMarkup : flags_ & ~kMarkup);
  return value;
}

std::pair<std::string, std::string> Value::explain() const {
  if (absence() == Absence::explained) {
    const auto& why = *static_cast<const AbsenceObject*>(b_.object);
    return {why.message, why.hint};
  }
  if (absent_name() == nullptr) return {"the value is undefined", {}};
  const std::string& name = *absent_name();
  switch (absence()) {
    case Absence::name:
      return {"'" + name + "' is undefined", {}};
    case Absence::parameter:
      return {"parameter '" + name + "' was not given", {}};
    case Absence::attribute:
      break;
    default:
      return {name, {}};
  }
  std::vector<std::string> known;
  std::string owner = "the value";
  if (flags_ & kTyped) {
    owner = std::string(b_.type->name);
    for (const Field& field : b_.type->fields) known.emplace_back(field.name);
  } else if (const auto* map = dynamic_cast<const MapObject*>(object())) {
    owner = "the map";
    for (const Entry& entry : map->entries()) {
      if (entry.key.is_text()) known.emplace_back(entry.key.text());
    }
  }
  return {owner + " has no attribute '" + name + "'", suggestion(name, known)};
}

}  // namespace broadsheet::tmpl
