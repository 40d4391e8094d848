// The methods of Python's str, and of markupsafe's Markup, which escapes what it is given.
#pragma once

#include <string_view>

#include "template/arguments.h"
#include "template/value.h"

namespace broadsheet::tmpl {

using TextMethod = Value (*)(const Value& self, const Arguments& arguments);

/// The method of this name, or nullptr.
TextMethod find_text_method(std::string_view name);

}  // namespace broadsheet::tmpl
