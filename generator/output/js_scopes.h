// Which words of a script name variables, and where those are declared: as much of ECMA-262's scopes as renaming needs.
// What is not seen for certain counts as not declared, so that its name stays.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "output/js_tokens.h"

namespace broadsheet::output {

/// What a token is to someone who renames variables.
enum class JsRole {
  other,      ///< no name, or the name of a property
  variable,   ///< stands for a variable
  shorthand,  ///< `{ x }`: both a property and a variable
  fixed,      ///< a name that must stay: imported, exported, a label
};

/// Tokens from `first` to before `last`.
struct JsRange {
  std::size_t first = 0;
  std::size_t last = 0;

  bool has(std::size_t token) const { return first <= token && token < last; }
};

/// A variable.
struct JsDeclaration {
  std::string_view name;
  JsRange seen;   ///< it is visible here for certain
  JsRange reach;  ///< it is visible nowhere else; the whole bracket around it where its end is not certain
};

struct JsScopes {
  std::vector<JsRole> roles;  ///< one a token
  std::vector<JsDeclaration> declarations;
};

/// The roles and declarations of a module's tokens; nothing where brackets do not match, or what one encloses cannot be
/// told (a block or an object). Names inside of templates are not seen.
std::optional<JsScopes> js_scopes(const std::vector<JsToken>& tokens);

}  // namespace broadsheet::output
