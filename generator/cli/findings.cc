#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/commands.h"

namespace broadsheet::cli {

namespace {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

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
  std::size_t counts[3] = {};
  for (const Diagnostic& diagnostic : all) {
    fmt::print(stderr, "{}", format_diagnostic(diagnostic, wants_color()));
    ++counts[static_cast<std::size_t>(diagnostic.severity)];
  }
  std::string summary;
  for (Severity severity : {Severity::error, Severity::warning}) {
    const std::size_t count = counts[static_cast<std::size_t>(severity)];
    if (count > 0) summary += (summary.empty() ? "" : ", ") + counted(count, severity_name(severity));
  }
  if (!summary.empty()) fmt::print(stderr, "{}\n", summary);
}

}  // namespace broadsheet::cli
