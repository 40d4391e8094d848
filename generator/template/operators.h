// Python's operators on values, with markupsafe's rules for markup. All throw Failure.
#pragma once

#include "template/ast.h"
#include "template/environment.h"
#include "template/value.h"

namespace broadsheet::tmpl {

/// An arithmetic operation; `options` limit how large a text or list it may make.
Value apply(Operation operation, const Value& left, const Value& right, const Options& options);

/// One of the comparing operations, `in` and `not_in` included.
bool compare(Operation operation, const Value& left, const Value& right);

Value negate(const Value& value);
Value plus(const Value& value);

/// left + right for texts, lists and numbers.
Value add(const Value& left, const Value& right, const Options& options);

/// Throws Failure where a text of `size` bytes, or a list of as many elements, would be too large.
void check_text_size(std::size_t size, const Options& options);
void check_list_size(std::size_t size, const Options& options);

/// The elements of a listing, copied.
std::vector<Value> elements(const Value& listing);

}  // namespace broadsheet::tmpl
