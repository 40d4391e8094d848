#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "build.h"
#include "cli/commands.h"
#include "cli/progress_line.h"

namespace broadsheet::cli {

namespace {

struct Options {
  BuildOptions build;
  bool no_search = false;
  bool no_cache = false;
  bool json = false;
  bool quiet = false;
};

std::string megabytes(std::size_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

nlohmann::json to_json(const Location& location) {
  return {{"file", location.file}, {"line", location.line}, {"column", location.column}};
}

nlohmann::json to_json(const BuildReport& report, const Diagnostics& diagnostics, double seconds) {
  nlohmann::json findings = nlohmann::json::array();
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    nlohmann::json finding = to_json(diagnostic.location);
    finding["severity"] = severity_name(diagnostic.severity);
    finding["rule"] = diagnostic.rule;
    finding["message"] = diagnostic.message;
    if (!diagnostic.hint.empty()) finding["hint"] = diagnostic.hint;
    findings.push_back(std::move(finding));
  }
  return {{"published", report.published},
          {"unchanged", report.unchanged},
          {"issues", report.issues},
          {"stories", report.stories},
          {"companies", report.companies},
          {"topics", report.topics},
          {"weeks", report.weeks},
          {"pages", report.pages},
          {"files", report.files},
          {"bytes", report.bytes},
          {"seconds", seconds},
          {"findings", findings}};
}

int run(const Options& options) {
  using Clock = std::chrono::steady_clock;
  Diagnostics diagnostics;
  const auto start = Clock::now();
  const bool verbose = !options.quiet && !options.json;
  ProgressLine progress(!verbose);
  const BuildReport report = build(options.build, diagnostics, progress);
  progress.end();
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  if (options.json) {
    fmt::print("{}\n",
               to_json(report, diagnostics, seconds).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return report.published ? 0 : 1;
  }
  print_findings(diagnostics);
  if (!report.published) {
    fmt::print(stderr, "Nothing was published: {} is as it was.\n", options.build.out);
    return 1;
  }
  if (verbose)
    fmt::print(
        stderr,
        "{}{} issues with {} stories: {} pages ({} companies, {} topics, {} weeks), {} files, {}, in {:.2f} s → {}\n",
        report.unchanged ? "Nothing changed since the last build. " : "", report.issues, report.stories, report.pages,
        report.companies, report.topics, report.weeks, report.files, megabytes(report.bytes), seconds,
        options.build.out);
  return 0;
}

}  // namespace

void add_build(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("build", "Render the archive into a static site");
  BuildOptions& build = options->build;
  command->add_option("--content", build.content, "Folder with site.yaml, the vocabularies and the issues")
      ->capture_default_str();
  command->add_option("--themes", build.themes, "Folder with the themes")->capture_default_str();
  command->add_option("--out", build.out, "Folder to write; replaced as a whole when the build succeeds")
      ->capture_default_str();
  command->add_option("--theme", build.theme, "Theme to use instead of the one in site.yaml");
  command->add_option("--base-url", build.base_url,
                      "Address of the site instead of the one in site.yaml; a path (/digest/) keeps its host");
  command->add_option("--cache", build.cache, "Folder for what speeds up the next build, and the search database")
      ->capture_default_str();
  command->add_option("--database", build.database,
                      "Folder to keep the search database in, complete, so that other programs can use it, too");
  command->add_flag("--no-cache", options->no_cache, "Build everything anew, whatever the last build left");
  command->add_option("--jobs", build.jobs, "Threads to use; 0 for one a core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_flag("--strict", build.strict, "Do not publish where there are warnings");
  command->add_flag("--drafts", build.drafts, "Publish drafts, too");
  command->add_flag("--no-search", options->no_search, "Leave out the search page and its index");
  command->add_flag("--json", options->json, "Print the result and all findings as JSON");
  command->add_flag("-q,--quiet", options->quiet, "Print findings only");
  command->callback([options, &exit_code] {
    options->build.search = !options->no_search;
    options->build.use_cache = !options->no_cache;
    options->build.ends_process = true;
    exit_code = run(*options);
  });
}

}  // namespace broadsheet::cli
