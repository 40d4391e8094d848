#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "check/statistics.h"
#include "cli/commands.h"
#include "load.h"

namespace broadsheet::cli {

namespace {

struct Options {
  LoadOptions load;
  bool json = false;
};

/// Findings are the business of `check`; here only errors are told, since what is broken is not counted.
int run(const Options& options) {
  Diagnostics in_content, diagnostics, errors;
  const Loaded loaded = load(options.load, in_content, diagnostics);
  add_below(options.load.content, in_content, diagnostics);
  for (Diagnostic& finding : diagnostics.sorted())
    if (finding.severity == Severity::error) errors.add(std::move(finding));
  const check::Statistics statistics = check::statistics(loaded.archive);
  fmt::print("{}", options.json ? to_json(statistics) : to_text(statistics));
  print_findings(errors);
  return errors.has_errors() ? 1 : 0;
}

}  // namespace

void add_stats(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("stats", "Count issues, stories, companies and topics by series and month");
  command->add_option("--content", options->load.content, "Folder with site.yaml, the vocabularies and the issues")
      ->capture_default_str();
  options->load.themes.clear();
  command->add_flag("--drafts", options->load.drafts, "Count drafts, too");
  command->add_flag("--json", options->json, "Print the counts as JSON");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace broadsheet::cli
