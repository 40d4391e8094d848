// Makes scripts and stylesheets smaller without changing what they do: comments and needless white space go, names
// stay. What is not understood for certain (a slash that may be a division or a pattern, a string without an end) stays
// as it is, whole: a larger file is no fault, a broken one is.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::output {

/// A script or module (ECMAScript 2023), UTF-8. Line breaks stay wherever they might end a statement. Comments that
/// start with `/*!` stay.
std::string minify_js(std::string_view text);

/// A stylesheet, UTF-8. Comments that start with `/*!` stay.
std::string minify_css(std::string_view text);

}  // namespace broadsheet::output
