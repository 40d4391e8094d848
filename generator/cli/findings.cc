#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <utility>

#include "cli/commands.h"

namespace broadsheet::cli {

namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

constexpr std::size_t kMostAlike = 3;  // warnings that are shown whole

/// How many findings say the same but for the place: an archive that came from elsewhere may have one in each issue.
using Alike = std::map<std::pair<std::string_view, std::string_view>, std::size_t>;

}  // namespace

bool wants_color() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

void print_findings(const Diagnostics& diagnostics) {
  const std::vector<Diagnostic> all = diagnostics.sorted();
  if (all.empty()) return;
  const bool color = wants_color();
  std::size_t counts[3] = {};
  Alike alike, shown;
  for (const Diagnostic& diagnostic : all) ++alike[{diagnostic.rule, diagnostic.message}];
  for (const Diagnostic& diagnostic : all) {
    ++counts[static_cast<std::size_t>(diagnostic.severity)];
    const Alike::key_type kind(diagnostic.rule, diagnostic.message);
    const std::size_t total = alike[kind], number = ++shown[kind];
    const bool all_shown = diagnostic.severity == Severity::error || total <= kMostAlike + 1;
    if (all_shown || number <= kMostAlike) fmt::print(stderr, "{}", format_diagnostic(diagnostic, color));
    if (!all_shown && number == kMostAlike)
      fmt::print(stderr, "  and the same in {} other places: broadsheet check lists them all\n", total - kMostAlike);
  }
  std::string summary;
  for (Severity severity : {Severity::error, Severity::warning}) {
    const std::size_t count = counts[static_cast<std::size_t>(severity)];
    if (count > 0) summary += (summary.empty() ? "" : ", ") + counted(count, severity_name(severity));
  }
  if (!summary.empty()) fmt::print(stderr, "{}\n", summary);
}

}  // namespace broadsheet::cli
