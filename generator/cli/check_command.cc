#include <fmt/format.h>
#include <unistd.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <memory>

#include "base/files.h"
#include "check/check.h"
#include "check/report.h"
#include "check/rules.h"
#include "cli/commands.h"
#include "load.h"
#include "output/assets.h"
#include "render/environment.h"
#include "render/page.h"

namespace broadsheet::cli {

namespace {

struct Options {
  LoadOptions load;
  std::string format = "text";
  std::vector<std::string> only;
  bool strict = false;
  bool quiet = false;
};

/// Compiles every template of the theme, also those that no page uses today.
void compile_templates(const model::Theme& theme, const tmpl::Environment& environment, Diagnostics& diagnostics) {
  std::set<std::string> names;
  for (const std::string& shortcode : theme.shortcodes) names.insert("shortcodes/" + shortcode + ".html");
  for (const std::string& folder : theme.folders) {
    std::vector<FolderProblem> problems;
    for (const FoundFile& file : list_files(folder + "/templates", problems)) names.insert(file.relative);
  }
  for (const std::string& name : names) {
    try {
      environment.get(name);
    } catch (const Error& error) {
      diagnostics.add(error);
    }
  }
}

/// Every address of the site to be: its pages and the owner's own files. Feeds and the search page's files are named
/// by the stages that write them.
std::set<std::string, std::less<>> addresses_of(const Loaded& loaded, const std::vector<render::Page>& pages) {
  std::set<std::string, std::less<>> addresses = {"/feed.xml", "/feed.json", "/sitemap.xml", "/robots.txt"};
  for (const render::Page& page : pages) {
    addresses.insert(page.address);
    if (!page.feed.empty()) addresses.insert({page.feed, render::json_feed_of(page.feed)});
  }
  for (const FoundFile& file : loaded.static_files) addresses.insert("/" + file.relative);
  return addresses;
}

/// Looks at content and theme as a build would; findings are named by paths that can be opened.
std::vector<Diagnostic> find(const Options& options) {
  Diagnostics in_content, diagnostics;
  const Loaded loaded = load(options.load, in_content, diagnostics);
  const output::Assets assets = output::load_assets(loaded.theme, diagnostics);
  const render::Views views(loaded.archive, render::data_value(loaded.theme.options), true);
  const std::vector<render::Page> pages = render::plan_pages(views, in_content);
  compile_templates(loaded.theme, *render::make_environment(loaded.theme, views, assets.files), diagnostics);
  const std::string& content = options.load.content;
  check::check({loaded.archive, [&](const std::string& path) { return read_file(content + "/" + path, path); },
                addresses_of(loaded, pages), loaded.drafts},
               in_content);
  add_below(content, in_content, diagnostics);
  std::vector<Diagnostic> found = check::with_severities(diagnostics.sorted(), loaded.archive.site.severities);
  if (!options.only.empty())
    std::erase_if(found, [&](const Diagnostic& finding) {
      return std::find(options.only.begin(), options.only.end(), finding.rule) == options.only.end();
    });
  if (options.quiet) std::erase_if(found, [](const Diagnostic& finding) { return finding.severity == Severity::info; });
  return found;
}

void print(const Options& options, const std::vector<Diagnostic>& found) {
  if (options.format == "json") return fmt::print("{}", check::to_json(found));
  if (options.format == "sarif") return fmt::print("{}", check::to_sarif(found, BROADSHEET_VERSION));
  if (options.format == "github") {
    fmt::print("{}", check::to_github(found));
  } else {
    const bool color = ::isatty(STDOUT_FILENO) != 0 && wants_color();
    for (const Diagnostic& finding : found) fmt::print("{}", format_diagnostic(finding, color));
  }
  fmt::print("{}\n", check::summary(found));
}

int run(const Options& options) {
  const std::vector<Diagnostic> found = find(options);
  print(options, found);
  const Severity bad = options.strict ? Severity::warning : Severity::error;
  return std::any_of(found.begin(), found.end(), [&](const Diagnostic& d) { return d.severity >= bad; }) ? 1 : 0;
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const check::Rule& rule : check::rules()) names.emplace_back(rule.name);
  return names;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("check", "Look over content and theme, and list what seems wrong");
  command->add_option("--content", options->load.content, "Folder with site.yaml, the vocabularies and the issues")
      ->capture_default_str();
  command->add_option("--themes", options->load.themes, "Folder with the themes")->capture_default_str();
  command->add_option("--theme", options->load.theme, "Theme to use instead of the one in site.yaml");
  command->add_option("--format", options->format, "text, json, sarif (2.1.0) or github (annotations)")
      ->check(CLI::IsMember({"text", "json", "sarif", "github"}))
      ->capture_default_str();
  command->add_option("--only", options->only, "Findings of this rule only; may be given again")
      ->check(CLI::IsMember(rule_names()))
      ->type_name("RULE")
      ->allow_extra_args(false);
  command->add_flag("--strict", options->strict, "Exit with 1 where there are warnings, too");
  command->add_flag("--drafts", options->load.drafts, "Look at drafts, too");
  command->add_flag("-q,--quiet", options->quiet, "Leave out what is only information");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace broadsheet::cli
