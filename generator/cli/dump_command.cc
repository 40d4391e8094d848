#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <boost/filesystem/path.hpp>
#include <memory>

#include "base/files.h"
#include "cli/commands.h"
#include "content/config.h"
#include "content/dump.h"
#include "content/issue_reader.h"

namespace broadsheet::cli {

namespace {

struct Options {
  std::string file;
  std::string content = "content";
};

int run(const Options& options) {
  Diagnostics diagnostics;
  std::optional<model::Issue> issue;
  try {
    const model::Site site = content::read_site(options.content, diagnostics);
    const std::string below =
        boost::filesystem::path(options.file).lexically_relative(options.content).generic_string();
    const std::string shown = below.empty() || below.starts_with("..") ? options.file : below;
    issue = content::read_issue(site, {shown, read_file(options.file)}, diagnostics);
  } catch (const Error& error) {
    diagnostics.add(error);
  }
  if (issue) fmt::print("{}", content::dump(*issue));
  print_findings(diagnostics);
  return diagnostics.has_errors() ? 1 : 0;
}

}  // namespace

void add_dump(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("dump", "Show how an issue is understood: sections, stories, bylines, dates");
  command->add_option("file", options->file, "The issue's Markdown file")->required();
  command->add_option("--content", options->content, "Folder with site.yaml and the vocabularies")
      ->capture_default_str();
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace broadsheet::cli
