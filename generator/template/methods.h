// The methods of Python's str, list, tuple and dict that templates use.
#pragma once

#include <string_view>

#include "template/arguments.h"
#include "template/value.h"

namespace broadsheet::tmpl {

/// Whether values of any type have a method of this name.
bool is_method_name(std::string_view name);

/// Whether values of this type have the method.
bool has_method(const Value& value, std::string_view name);

/// Calls it. Throws Failure.
Value call_method(const Value& value, std::string_view name, const Arguments& arguments);

/// The method as a value that can be called later.
Value bind_method(const Value& value, std::string_view name);

}  // namespace broadsheet::tmpl
