// The versions of the theme contract: what a theme that was made for an older one has to look after. What is only added
// (a field, a function, an option) raises no version.
#pragma once

#include <span>
#include <string_view>

namespace broadsheet::content {

/// The version that this program offers; themes name theirs as `contract:` in theme.yaml.
inline constexpr int kThemeContract = 2;

struct ContractChange {
  int version;             ///< the first that has it
  std::string_view what;   ///< what is different
  std::string_view to_do;  ///< what a theme does about it
};

/// Every change since version 1, in order of versions. themes/README.md has the same table; a test holds them equal.
std::span<const ContractChange> contract_changes();

}  // namespace broadsheet::content
