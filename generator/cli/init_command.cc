#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <memory>
#include <set>

#include "base/date.h"
#include "base/files.h"
#include "cli/commands.h"
#include "load.h"
#include "scaffold/example.h"
#include "scaffold/first_config.h"
#include "scaffold/survey.h"
#include "scaffold/write.h"

namespace broadsheet::cli {

namespace {

struct Options {
  std::string folder = "content";
  std::string from;
  std::string first_date;
  int first_number = 1;
  int days = 7;
};

int write_example(const Options& options) {
  const std::vector<FileBytes> files = scaffold::example_archive();
  scaffold::expect_new(options.folder, files);
  scaffold::write_files(options.folder, files);
  fmt::print("Wrote an example archive of {} files.\nNext: broadsheet build --content {}\n", files.size(),
             options.folder);
  return 0;
}

/// What a build with the configuration in `folder` makes of the files.
struct Trial {
  std::vector<scaffold::LeftOut> failed;  ///< files that could not be published, and why
  model::Archive archive;
};

Trial try_out(const std::string& folder) {
  Diagnostics in_content, others;
  LoadOptions options;
  options.content = folder;
  options.themes.clear();
  Trial trial;
  trial.archive = load(options, in_content, others).archive;
  std::set<std::string> seen;
  for (const Diagnostic& finding : in_content.sorted()) {
    const std::string& file = finding.location.file;
    if (finding.severity == Severity::error && file.starts_with("issues/") && seen.insert(file).second)
      trial.failed.push_back({file, finding.message});
  }
  return trial;
}

/// The counts as they are with the configuration that the survey leads to.
void count_again(const model::Archive& archive, scaffold::Survey& survey) {
  survey.issues = archive.issues.size();
  survey.stories = 0;
  for (const model::Issue& issue : archive.issues) survey.stories += issue.stories.size();
  for (scaffold::FoundSeries& found : survey.series)
    for (const model::Series& series : archive.series) {
      if (series.rule.slug != found.slug) continue;
      found.issues = series.issues.size();
      found.stories = 0;
      for (std::uint32_t issue : series.issues) found.stories += archive.issues[issue].stories.size();
    }
}

void print_survey(const scaffold::Survey& survey) {
  for (const scaffold::FoundSeries& series : survey.series)
    fmt::print("{:>6} issues, {:>6} stories  {} ({})\n", series.issues, series.stories, series.name, series.why);
  fmt::print("{} issues with {} stories in {} series; {} names in bylines, {} tags; {} pages, {} files left out\n",
             survey.issues, survey.stories, survey.series.size(), survey.companies.size(), survey.topics.size(),
             survey.pages.size(), survey.left_out.size() + survey.undated.size());
  if (survey.estimated > 0)
    fmt::print(
        "{} issues have a number and no date: their days were found from dates in the addresses they link. Compare "
        "`numbering:` in\nsite.yaml, or say when the first came out, with --first-date 2018-04-20 --days 7\n",
        survey.estimated);
  if (!survey.undated.empty())
    fmt::print(
        "{} files have a number and no date: say when the first came out, with --first-date 2018-04-20 --days 7\n",
        survey.undated.size());
}

int write_first_config(const Options& options) {
  if (const std::string problem = folder_problem(options.from); !problem.empty())
    throw Error("file", {options.from, 0, 0, {}}, problem, "name the folder of an archive");
  scaffold::SurveyOptions how;
  if (!options.first_date.empty()) {
    const auto date = parse_iso_date(options.first_date);
    if (!date || options.first_date.size() != 10)
      throw Error("date", {}, fmt::format("'{}' is no day", options.first_date), "write it as 2018-04-20");
    how.numbering = model::Numbering{options.first_number, *date, options.days};
  }
  scaffold::Survey survey = scaffold::survey(options.from, how);
  scaffold::expect_new(options.folder, scaffold::first_config(survey));
  scaffold::link_issues(options.folder, options.from);
  scaffold::write_files(options.folder, scaffold::first_config(survey));
  // What is wrong with single files must not keep the others from being published.
  for (int round = 0; round < 3; ++round) {
    Trial trial = try_out(options.folder);
    count_again(trial.archive, survey);
    survey.left_out.insert(survey.left_out.end(), trial.failed.begin(), trial.failed.end());
    scaffold::write_files(options.folder, scaffold::first_config(survey));
    if (trial.failed.empty()) break;
  }
  print_survey(survey);
  fmt::print("Wrote site.yaml, companies.yaml and topics.yaml. Read them, then: broadsheet build --content {}\n",
             options.folder);
  return 0;
}

}  // namespace

void add_init(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("init", "Write a first configuration for an archive, or a small archive as an example");
  command->add_option("folder,--content", options->folder, "Content folder to write")->capture_default_str();
  CLI::Option* from = command->add_option("--from", options->from,
                                          "Archive of Markdown to look at; it is linked as issues/, not changed");
  command
      ->add_option("--first-date", options->first_date, "Day of the first issue, where files have numbers and no dates")
      ->needs(from);
  command->add_option("--first-number", options->first_number, "Its number")->capture_default_str()->needs(from);
  command->add_option("--days", options->days, "Days from one number to the next")
      ->check(CLI::Range(1, 366))
      ->capture_default_str()
      ->needs(from);
  command->callback([options, &exit_code] {
    exit_code = options->from.empty() ? write_example(*options) : write_first_config(*options);
  });
}

}  // namespace broadsheet::cli
