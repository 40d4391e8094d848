// A module of a script without its imports and exports, for putting several into one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/js_tokens.h"

namespace broadsheet::output {

/// A module cannot be put together with others.
struct UnclearModule {};

/// Names that start so are taken for bundles.
inline constexpr std::string_view kModulePrefix = "$module";

/// A name in one module, and in another.
struct JsBinding {
  std::string_view from;
  std::string_view to;
};

/// An import, or an export from elsewhere.
struct JsImport {
  std::string_view specifier;
  std::vector<JsBinding> names;
};

/// A module without its imports and exports.
struct JsModule {
  std::vector<JsImport> imports;
  std::vector<JsImport> passed_on;
  std::vector<JsBinding> exports;
  std::string body;
  std::vector<JsToken> tokens;  ///< of the whole text
};

/// Reads a module (ECMA-262, section 16.2), whose names and tokens point into `text`; with `keep_exports` its body
/// still exports what it declares. Throws UnclearModule.
JsModule read_module(const std::string& text, bool keep_exports);

}  // namespace broadsheet::output
