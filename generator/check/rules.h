// The names of all findings of the program, and how they are weighed. A rule's name never changes: sites name it under
// `severities:` in site.yaml.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace broadsheet::check {

struct Rule {
  std::string_view name;
  Severity severity;           ///< where site.yaml says nothing; findings of reading may be graver in single cases
  std::string_view describes;  ///< one sentence for reports, with a full stop
};

/// Every rule, ordered by name.
std::span<const Rule> rules();

/// The rule of this name, or null.
const Rule* find_rule(std::string_view name);

/// Adds a finding with its rule's severity. `rule` must be one of rules().
void report(Diagnostics& diagnostics, std::string_view rule, Location location, std::string message,
            std::string hint = {}, std::vector<Note> notes = {});

/// The findings with the severities that the site sets (model::Site::severities), without those that are `off`.
std::vector<Diagnostic> with_severities(std::vector<Diagnostic> found,
                                        const std::map<std::string, std::string>& severities);

}  // namespace broadsheet::check
