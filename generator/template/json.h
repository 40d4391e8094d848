// Values as JSON, fit to stand in HTML text and in script elements.
#pragma once

#include <string>
#include <string_view>

#include "template/value.h"

namespace broadsheet::tmpl {

/// As Python's json.dumps() with sorted keys writes it, ASCII only, and `< > & '` as \u escapes. One line where
/// `indent` is nullptr. Throws Failure for what JSON does not have.
std::string json_for_html(const Value& value, const std::string_view* indent);

}  // namespace broadsheet::tmpl
