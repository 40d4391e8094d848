// Makes scripts and stylesheets smaller without changing what they do: comments and needless white space go, and
// modules get short names. What is not understood for certain (a slash that may be a division or a pattern, a string
// without an end) stays as it is, whole: a larger file is no fault, a broken one is.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::output {

/// A script or module (ECMAScript 2023), UTF-8. Line breaks stay wherever they might end a statement. Comments that
/// start with `/*!` stay.
std::string minify_js(std::string_view text);

/// Whether a script imports or exports anything.
bool is_module(std::string_view script);

/// A module with short names for the variables that it declares itself, each one name throughout. What others see
/// stays: names that are imported, exported or declared nowhere, and those of properties; but functions and classes
/// call themselves (`f.name`) by their new names. For modules alone: what other scripts declare is seen by all.
std::string shorten_names(const std::string& module);

/// A stylesheet, UTF-8. Comments that start with `/*!` stay.
std::string minify_css(std::string_view text);

}  // namespace broadsheet::output
