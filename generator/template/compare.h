// Python's comparisons of values.
#pragma once

#include "template/value.h"

namespace broadsheet::tmpl {

/// Python's ==. Throws Failure for undefined values.
bool equal(const Value& a, const Value& b);

/// Python's <. Throws Failure where the two can't be ordered.
bool less(const Value& a, const Value& b);

/// Python's `needle in heap`: a part of a text, an element, a key. Throws Failure where `heap` holds nothing.
bool contains(const Value& heap, const Value& needle);

/// Python's `is`: the same thing, not only an equal one.
bool same(const Value& a, const Value& b);

/// Equal values have equal hashes. Throws Failure for lists and maps, as Python does.
std::size_t hash(const Value& value);

}  // namespace broadsheet::tmpl
