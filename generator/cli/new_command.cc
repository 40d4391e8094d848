#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "base/files.h"
#include "cli/commands.h"
#include "load.h"
#include "scaffold/new_issue.h"
#include "scaffold/write.h"

namespace broadsheet::cli {

namespace {

struct Options {
  LoadOptions load;
  std::string series;
  std::string date;
  std::string week;
};

scaffold::NewIssue request_of(const Options& options) {
  scaffold::NewIssue request;
  request.series = options.series;
  if (!options.date.empty()) {
    request.date = parse_iso_date(options.date);
    if (!request.date || options.date.size() != 10)
      throw Error("date", {}, fmt::format("'{}' is no day", options.date), "write it as 2026-03-24");
  }
  if (!options.week.empty()) {
    request.week = parse_iso_week(options.week);
    if (!request.week || options.week.size() != 8)
      throw Error("date", {}, fmt::format("'{}' is no week", options.week), "write it as 2026-W13");
  }
  return request;
}

/// The series' archetype, or that of all series; empty where there is neither.
std::string archetype_of(const std::string& content, const std::string& slug) {
  for (const std::string& name : {slug, std::string("default")}) {
    const std::string path = content + "/archetypes/" + name + ".md";
    if (file_exists(path)) return read_file(path);
  }
  return {};
}

/// Findings about other issues are the business of `check`.
int run(const Options& options) {
  Diagnostics in_content, others;
  const Loaded loaded = load(options.load, in_content, others);
  const std::string& content = options.load.content;
  const std::string slug = scaffold::find_series(loaded.archive, options.series).rule.slug;
  const FileBytes file = scaffold::new_issue(loaded.archive, request_of(options), archetype_of(content, slug));
  scaffold::expect_new(content, {file});
  scaffold::write_files(content, {file});
  fmt::print("{}/{}\n", content, file.path);
  return 0;
}

}  // namespace

void add_new(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  options->load.drafts = true;
  CLI::App* command = app.add_subcommand("new", "Write a dated issue of a series for you to fill in");
  command->add_option("series", options->series, "Slug, name or file prefix of the series")->required();
  CLI::Option* date =
      command->add_option("--date", options->date, "Its day, as 2026-03-24; by default it follows the newest issue");
  command->add_option("--week", options->week, "Its week, as 2026-W13")->excludes(date);
  command->add_option("--content", options->load.content, "Content folder")->capture_default_str();
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace broadsheet::cli
