#include "template/compare.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "template/failure.h"
#include "template/objects.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

/// Holds every std::int64_t and every double exactly (64 bits of mantissa where this builds).
long double exact(const Value& value) {
  return value.kind() == Kind::real ? static_cast<long double>(value.real())
                                    : static_cast<long double>(value.integer());
}

/// Lists of the template and of the host are one kind.
Kind listing_kind(const Value& value) {
  return value.kind() == Kind::sequence ? Kind::list : value.kind();
}

bool equal_listings(const Value& a, const Value& b) {
  if (listing_kind(a) != listing_kind(b) || a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!equal(a.at(i), b.at(i))) return false;
  }
  return true;
}

bool equal_maps(const Value& a, const Value& b) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.entries().begin(), a.entries().end(), [&](const Entry& entry) {
    const Value* other = b.find_key(entry.key);
    return other != nullptr && equal(entry.value, *other);
  });
}

[[noreturn]] void fail_order(const Value& a, const Value& b) {
  throw Failure("can't order " + std::string(type_name(a)) + " and " + std::string(type_name(b)));
}

bool less_listings(const Value& a, const Value& b) {
  const std::size_t shared = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < shared; ++i) {
    const Value x = a.at(i);
    const Value y = b.at(i);
    if (!equal(x, y)) return less(x, y);
  }
  return a.size() < b.size();
}

}  // namespace

bool equal(const Value& a, const Value& b) {
  if (a.is_undefined() || b.is_undefined()) {
    if (a.is_undefined() && !a.is_lenient()) fail_undefined(a);
    if (b.is_undefined() && !b.is_lenient()) fail_undefined(b);
    return a.is_undefined() && b.is_undefined();
  }
  if (a.is_text() && b.is_text()) return a.text() == b.text();
  if (a.is_integral() && b.is_integral()) return a.integer() == b.integer();
  if (a.is_number() && b.is_number()) return exact(a) == exact(b);
  if (a.is_listing() && b.is_listing()) return equal_listings(a, b);
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::none:
      return true;
    case Kind::map:
      return equal_maps(a, b);
    default:
      return same(a, b);
  }
}

bool less(const Value& a, const Value& b) {
  if (a.is_undefined()) fail_undefined(a);
  if (b.is_undefined()) fail_undefined(b);
  if (a.is_integral() && b.is_integral()) return a.integer() < b.integer();
  if (a.is_number() && b.is_number()) return exact(a) < exact(b);
  // UTF-8 orders by bytes as by code points.
  if (a.is_text() && b.is_text()) return a.text() < b.text();
  const Kind kind = listing_kind(a);
  if ((kind == Kind::list || kind == Kind::tuple) && kind == listing_kind(b)) return less_listings(a, b);
  fail_order(a, b);
}

bool contains(const Value& heap, const Value& needle) {
  switch (heap.kind()) {
    case Kind::undefined:
      if (!heap.is_lenient()) fail_undefined(heap);
      return false;
    case Kind::text:
      if (needle.is_undefined()) fail_undefined(needle);
      if (!needle.is_text()) {
        throw Failure("only a text can be in a text, not a value of type " + std::string(type_name(needle)));
      }
      return heap.text().find(needle.text()) != std::string_view::npos;
    case Kind::map:
      hash(needle);
      return heap.find_key(needle) != nullptr;
    case Kind::sequence:
    case Kind::list:
    case Kind::tuple:
    case Kind::range:
      for (std::size_t i = 0; i < heap.size(); ++i) {
        if (equal(heap.at(i), needle)) return true;
      }
      return false;
    default:
      throw Failure("nothing can be in a value of type " + std::string(type_name(heap)));
  }
}

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::none:
      return true;
    case Kind::boolean:
    case Kind::integer:
      return a.integer() == b.integer();
    case Kind::real:
      return a.real() == b.real();
    case Kind::text:
      return a.text().data() == b.text().data() && a.text().size() == b.text().size();
    case Kind::record:
    case Kind::sequence:
      return a.record_data() == b.record_data();
    default:
      return a.object() != nullptr && a.object() == b.object();
  }
}

std::size_t hash(const Value& value) {
  switch (value.kind()) {
    case Kind::undefined:
      fail_undefined(value);
    case Kind::none:
      return 0;
    case Kind::boolean:
    case Kind::integer:
      return std::hash<std::int64_t>{}(value.integer());
    case Kind::real: {
      const double real = value.real();
      const bool whole = std::abs(real) < 0x1p62 && std::nearbyint(real) == real;
      return whole ? std::hash<std::int64_t>{}(static_cast<std::int64_t>(real)) : std::hash<double>{}(real);
    }
    case Kind::text:
      return std::hash<std::string_view>{}(value.text());
    case Kind::tuple: {
      std::size_t all = value.size();
      for (std::size_t i = 0; i < value.size(); ++i) all = all * 1000003 ^ hash(value.at(i));
      return all;
    }
    case Kind::record:
      return std::hash<const void*>{}(value.record_data());
    case Kind::range:
    case Kind::object:
      return std::hash<const void*>{}(value.object());
    default:
      throw Failure("a " + std::string(type_name(value)) + " can't be a key");
  }
}

}  // namespace broadsheet::tmpl
