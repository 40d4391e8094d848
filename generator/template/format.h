// Python's two ways to fill values into a text: `'%s' % values` and `'{}'.format(values)`.
#pragma once

#include "template/arguments.h"
#include "template/environment.h"
#include "template/value.h"

namespace broadsheet::tmpl {

/// printf-style formatting; `values` is a tuple, a map, or a single value. In markup, values are escaped.
Value format_percent(const Value& pattern, const Value& values, const Options& options);

/// str.format() with positional and named fields, attributes, items, conversions and format specifications.
Value format_braces(const Value& pattern, const Arguments& arguments, const Options& options);

/// A number by a Python format specification such as `,.2f` or `>8`. Throws Failure where it does not fit the value.
std::string format_field(const Value& value, std::string_view specification, const Options& options);

/// One conversion of a % pattern: `type` is its letter; values of s, r, a and c are texts already. Throws Failure.
std::string format_converted(char type, const Value& value, const std::string& flags, std::int64_t width,
                             std::int64_t precision);

/// A real number with `precision` digits after the point, halves to even, as Python's round() and %.nf.
std::string fixed_digits(double value, int precision);

}  // namespace broadsheet::tmpl
