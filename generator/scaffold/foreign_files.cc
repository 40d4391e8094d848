#include "scaffold/foreign_files.h"

#include <array>

#include "base/files.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/issue_reader.h"
#include "content/series_match.h"

namespace broadsheet::scaffold {

namespace {

using model::Issue;

/// Files that repositories have beside their texts, in lower case and without ending.
constexpr std::array<std::string_view, 17> kRepositoryFiles = {"readme",
                                                               "license",
                                                               "licence",
                                                               "contributing",
                                                               "code_of_conduct",
                                                               "code-of-conduct",
                                                               "changelog",
                                                               "security",
                                                               "authors",
                                                               "contributors",
                                                               "todo",
                                                               "template",
                                                               "issue_template",
                                                               "pull_request_template",
                                                               "copying",
                                                               "notice",
                                                               "support"};

constexpr std::array<std::string_view, 8> kRepositoryFolders = {"node_modules", "themes",    "theme",      "layouts",
                                                                "tools",        "templates", "archetypes", "drafts"};

std::string_view stem_of(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

std::string matter_title(const Issue& issue) {
  for (std::string_view key : {"title", "Title"})
    if (const model::Data* title = issue.front_matter.find(key); title != nullptr && title->text() != nullptr)
      return *title->text();
  return {};
}

/// A site in which numbers are as good as dates, so that issues without a date can be read.
model::Site numbering_site() {
  model::Site site;
  model::SeriesRule all;
  all.slug = "all";  // without a name, so that no issue is called by it
  all.folders = {"issues"};
  all.numbering = {{1, parse_iso_date("2000-01-01").value(), 1}};
  site.series.push_back(std::move(all));
  return site;
}

void read_into(ForeignFile& file, const model::Site& site, const content::Source& source) {
  Diagnostics diagnostics;
  file.issue = content::read_issue(site, source, diagnostics);
  file.problem.clear();
  for (const Diagnostic& finding : diagnostics.sorted()) {
    if (finding.severity != Severity::error) continue;
    file.is_undated = finding.rule == "date" && !file.issue;
    file.problem = finding.message;
    file.issue.reset();
    return;
  }
}

ForeignFile read_one(const std::string& folder, const std::string& relative) {
  ForeignFile file;
  file.path = "issues/" + relative;
  try {
    const content::Source source{file.path, read_file(folder + "/" + relative, file.path)};
    read_into(file, {}, source);
    const auto number = content::number_in_name(file.path);
    if (file.is_undated && number) {
      static const model::Site kNumbers = numbering_site();
      read_into(file, kNumbers, source);
      file.number = NumberedIssue{*number, latest_day_in_addresses(source.text, year_of_folder(relative))};
    }
  } catch (const Error& error) {
    file.problem = error.what();
  }
  if (file.issue) file.clues = clues_of(file.path, matter_title(*file.issue), file.issue->headline);
  return file;
}

}  // namespace

std::string reason_to_leave_out(std::string_view path) {
  const std::string stem = lower_case(stem_of(path));
  for (std::string_view known : kRepositoryFiles)
    if (stem == known || stem.starts_with(std::string(known) + ".") || stem.starts_with(std::string(known) + "_") ||
        stem.starts_with(std::string(known) + "-"))
      return "a file about the repository";
  for (std::string_view folder : split(path.substr(0, path.rfind('/') + 1), '/'))
    for (std::string_view known : kRepositoryFolders)
      if (lower_case(folder) == known) return "in a folder of tools or templates";
  return {};
}

std::vector<ForeignFile> read_foreign_files(const std::string& folder, const std::vector<std::string>& relative) {
  std::vector<ForeignFile> files(relative.size());
  parallel_for(files.size(), [&](std::size_t at) { files[at] = read_one(folder, relative[at]); });
  return files;
}

}  // namespace broadsheet::scaffold
