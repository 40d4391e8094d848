// Findings in the formats of other programs.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"

namespace broadsheet::check {

/// `{"errors", "warnings", "infos", "findings": [{severity, rule, file, line, column, excerpt, message, hint,
/// notes}]}`, indented. Values that are not known are left out.
std::string to_json(const std::vector<Diagnostic>& findings);

/// A log of SARIF 2.1.0 (OASIS standard, 27 March 2020) with one run. `version` is the program's.
std::string to_sarif(const std::vector<Diagnostic>& findings, const std::string& version);

/// A line `::warning file=…,line=…,col=…,title=…::…` for each finding, as GitHub's runners show them beside the code.
std::string to_github(const std::vector<Diagnostic>& findings);

/// "2 errors, 3 warnings, 1 note", or "no findings".
std::string summary(const std::vector<Diagnostic>& findings);

}  // namespace broadsheet::check
