// Puts modules that import each other into one, so that a browser asks once for what belongs together.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace broadsheet::output {

/// Gives the text of the module that another names, or nothing where it is to stay apart.
using ModuleSource = std::function<std::optional<std::string>(std::string_view specifier)>;

/// `module` with everything in it that it imports, directly or not, by `import {…} from "…"` or `export {…} from "…"`:
/// each of those modules becomes a function that gives its exports, called once, in the order that ECMA-262 gives. What
/// is imported with import() stays apart. All modules must stand in one folder. Where one of them does anything that
/// this cannot keep exactly (default exports, exports that change, await outside of functions, circles), `module` comes
/// back as it is.
std::string bundle_js(const std::string& module, const ModuleSource& source);

}  // namespace broadsheet::output
