#include "scaffold/survey.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/characters.h"
#include "base/files.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/issue_reader.h"
#include "content/series_match.h"
#include "scaffold/grouping.h"
#include "scaffold/terms.h"

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

bool is_markdown(std::string_view path) {
  const std::string lower = lower_case(path.substr(path.rfind('.') + 1));
  return lower == "md" || lower == "markdown";
}

std::string_view stem_of(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  return path.substr(0, path.rfind('.'));
}

/// Why a file is surely no issue; empty where it may be one.
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

/// A file that was read, and what its series may be.
struct Read {
  std::string path;
  std::optional<Issue> issue;
  std::string problem;
  bool is_undated = false;
  IssueClues clues;
};

std::string matter_title(const Issue& issue) {
  for (std::string_view key : {"title", "Title"})
    if (const model::Data* title = issue.front_matter.find(key); title != nullptr && title->text() != nullptr)
      return *title->text();
  return {};
}

model::Site site_for_reading(const SurveyOptions& options) {
  model::Site site;
  if (!options.numbering) return site;
  model::SeriesRule all;
  all.slug = all.name = "all";
  all.folders = {"issues"};
  all.numbering = options.numbering;
  site.series.push_back(std::move(all));
  return site;
}

Read read(const model::Site& site, const FoundFile& file) {
  Read result;
  result.path = "issues/" + file.relative;
  Diagnostics diagnostics;
  try {
    result.issue = content::read_issue(site, {result.path, read_file(file.path, result.path)}, diagnostics);
  } catch (const Error& error) {
    diagnostics.add(error);
  }
  for (const Diagnostic& finding : diagnostics.sorted()) {
    if (finding.severity != Severity::error) continue;
    result.is_undated = finding.rule == "date" && !result.issue;
    result.problem = finding.message;
    result.issue.reset();
    break;
  }
  if (result.issue) result.clues = clues_of(result.path, matter_title(*result.issue), result.issue->headline);
  return result;
}

std::vector<Read> read_files(const std::string& folder, const SurveyOptions& options, Survey& survey) {
  std::vector<FolderProblem> problems;
  std::vector<FoundFile> files;
  for (FoundFile& file : list_files(folder, problems)) {
    if (!is_markdown(file.relative)) continue;
    if (std::string reason = reason_to_leave_out(file.relative); !reason.empty())
      survey.left_out.push_back({"issues/" + file.relative, std::move(reason)});
    else
      files.push_back(std::move(file));
  }
  const model::Site site = site_for_reading(options);
  std::vector<Read> all(files.size());
  parallel_for(files.size(), [&](std::size_t at) { all[at] = read(site, files[at]); });
  for (Read& one : all) {
    if (one.issue) continue;
    if (one.is_undated) {
      survey.undated.push_back(one.path);
      survey.numbered += content::number_in_name(one.path).has_value();
    } else if (!one.problem.empty()) {
      survey.left_out.push_back({one.path, one.problem});
    }
  }
  std::erase_if(all, [](const Read& one) { return !one.issue; });
  return all;
}

using Tally = std::map<std::string, std::size_t>;

/// The text with the highest count; the first in the alphabet of those.
std::string most_frequent(const Tally& tally, std::size_t at_least) {
  std::string best;
  std::size_t most = 0;
  for (const auto& [text, count] : tally)
    if (count > most && !text.empty()) std::tie(best, most) = std::tie(text, count);
  return most >= at_least ? best : std::string();
}

std::string capitalized(std::string_view slug) {
  std::string name(slug);
  std::replace(name.begin(), name.end(), '-', ' ');
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

std::vector<std::string> texts_of(const Tally& tally, std::size_t at_least) {
  std::vector<std::string> texts;
  for (const auto& [text, count] : tally)
    if (!text.empty() && count >= at_least) texts.push_back(text);
  return texts;
}

std::vector<FoundSection> sections_of(const std::vector<const Read*>& issues) {
  std::map<std::string, FoundSection> found;
  for (const Read* one : issues) {
    std::set<std::string> seen;
    for (const model::Section& section : one->issue->sections) {
      if (section.title.empty() || !seen.insert(section.title).second) continue;
      FoundSection& entry = found[section.title];
      entry.heading = section.title;
      ++entry.issues;
      ++entry.kinds[section.kind];
    }
  }
  std::vector<FoundSection> sections;
  for (auto& [heading, entry] : found)
    if (entry.issues >= 2) sections.push_back(std::move(entry));
  std::stable_sort(sections.begin(), sections.end(),
                   [](const FoundSection& a, const FoundSection& b) { return a.issues > b.issues; });
  return sections;
}

/// A series of the issues with one key, but for its slug, which must be unique among all.
FoundSeries series_of(const std::string& key, const std::vector<const Read*>& issues,
                      const std::map<std::string, std::set<std::string>>& keys_of_folder,
                      const SurveyOptions& options) {
  FoundSeries series;
  Tally prefixes, folders, names, headlines;
  for (const Read* one : issues) {
    if (slugify(one->clues.prefix) == key) ++prefixes[one->clues.prefix];
    if (!one->clues.folder.empty() && keys_of_folder.at(one->clues.folder).size() == 1) ++folders[one->clues.folder];
    ++names[one->clues.title];
    ++headlines[one->clues.headline];
    series.stories += one->issue->stories.size();
  }
  series.issues = issues.size();
  const auto [first, last] = std::minmax_element(
      issues.begin(), issues.end(), [](const Read* a, const Read* b) { return a->issue->last < b->issue->last; });
  series.first = (*first)->issue->first;
  series.last = (*last)->issue->last;
  const std::size_t most = std::max<std::size_t>(1, series.issues / 2);
  series.name = most_frequent(headlines, most);
  if (series.name.empty()) series.name = most_frequent(names, most);
  if (series.name.empty()) series.name = capitalized(key);
  if (!key.empty()) {
    series.prefixes = texts_of(prefixes, 1);
    series.folders = texts_of(folders, 1);
    series.why =
        prefixes.empty() ? "the folder '" + key + "'" : "files that start with '" + series.prefixes.front() + "'";
  } else {
    series.folders = {"issues"};
    series.why = "all that no other series takes";
    series.numbering = options.numbering;
  }
  const std::size_t often = std::max<std::size_t>(2, series.issues / 10);
  std::set<std::string> known;
  for (const Tally* tally : {&names, &headlines})
    for (std::string& name : texts_of(*tally, often))
      if (name != series.name) known.insert(std::move(name));
  if (!key.empty()) series.names.assign(known.begin(), known.end());
  series.sections = sections_of(issues);
  return series;
}

/// Of two issues that would have one address, the one whose path comes first stays.
void leave_out_doubles(std::vector<Read>& all, std::vector<std::string>& keys, Survey& survey) {
  std::map<std::tuple<std::string, Date, Date>, std::string> taken;
  std::vector<Read> kept;
  std::vector<std::string> kept_keys;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto [other, is_new] =
        taken.emplace(std::tuple(keys[at], all[at].issue->first, all[at].issue->last), all[at].path);
    if (!is_new) {
      survey.left_out.push_back({all[at].path, "the same series and date as " + other->second});
      continue;
    }
    kept.push_back(std::move(all[at]));
    kept_keys.push_back(std::move(keys[at]));
  }
  all = std::move(kept);
  keys = std::move(kept_keys);
}

void find_series(const std::vector<Read>& all, const std::vector<std::string>& keys, const SurveyOptions& options,
                 Survey& survey) {
  std::map<std::string, std::vector<const Read*>> groups;
  std::map<std::string, std::set<std::string>> keys_of_folder;
  for (std::size_t at = 0; at < all.size(); ++at) {
    groups[keys[at]].push_back(&all[at]);
    keys_of_folder[all[at].clues.folder].insert(keys[at]);
  }
  for (const auto& [key, issues] : groups) survey.series.push_back(series_of(key, issues, keys_of_folder, options));
  std::stable_sort(survey.series.begin(), survey.series.end(),
                   [](const FoundSeries& a, const FoundSeries& b) { return a.issues > b.issues; });
  std::set<std::string> slugs;
  for (FoundSeries& series : survey.series) {
    if (series.name.empty()) series.name = survey.title;
    const std::string base = slugify(series.name).empty() ? "issues" : slugify(series.name);
    series.slug = base;
    for (int number = 2; !slugs.insert(series.slug).second; ++number) series.slug = base + "-" + std::to_string(number);
  }
}

void count_terms(const std::vector<Read>& all, Survey& survey) {
  Tally companies, topics;
  for (const Read& one : all) {
    for (const model::Story& story : one.issue->stories)
      for (const model::BylineName& name : story.byline) ++companies[name.name];
    for (const std::string& tag : one.issue->tags) ++topics[tag];
  }
  survey.companies = merge_terms(companies);
  survey.topics = merge_terms(topics);
}

/// By the script of most letters: Chinese, Japanese, Korean or Russian, else English, which its owner may correct.
std::string guess_language(const std::vector<Read>& all) {
  std::size_t letters = 0, han = 0, kana = 0, hangul = 0, cyrillic = 0;
  auto count = [&](std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (!is_word(c)) continue;
      ++letters;
      han += c >= 0x4e00 && c <= 0x9fff;
      kana += c >= 0x3040 && c <= 0x30ff;
      hangul += c >= 0xac00 && c <= 0xd7a3;
      cyrillic += c >= 0x400 && c <= 0x4ff;
    }
  };
  for (const Read& one : all) {
    count(one.issue->title);
    for (const model::Section& section : one.issue->sections)
      for (const model::Block& block : section.blocks) count(block.text);
    for (const model::Story& story : one.issue->stories) count(story.body_text);
  }
  if (kana * 20 > letters) return "ja";
  if (hangul * 5 > letters) return "ko";
  if (han * 5 > letters) return "zh";
  return cyrillic * 3 > letters ? "ru" : "en";
}

}  // namespace

Survey survey(const std::string& folder, const SurveyOptions& options) {
  Survey survey;
  std::string_view name = folder;
  while (name.ends_with('/')) name.remove_suffix(1);
  survey.title = capitalized(name.substr(name.rfind('/') + 1));
  std::vector<Read> all = read_files(folder, options, survey);
  std::vector<IssueClues> clues;
  for (const Read& one : all) clues.push_back(one.clues);
  std::vector<std::string> keys = group(clues);
  leave_out_doubles(all, keys, survey);
  find_series(all, keys, options, survey);
  count_terms(all, survey);
  survey.language = guess_language(all);
  survey.issues = all.size();
  for (const Read& one : all) survey.stories += one.issue->stories.size();
  if (!survey.series.empty()) survey.title = survey.series.front().name;
  std::sort(survey.left_out.begin(), survey.left_out.end(),
            [](const LeftOut& a, const LeftOut& b) { return a.path < b.path; });
  return survey;
}

}  // namespace broadsheet::scaffold
