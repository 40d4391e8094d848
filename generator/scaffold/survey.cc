#include "scaffold/survey.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/characters.h"
#include "base/files.h"
#include "base/text.h"
#include "content/dates.h"
#include "scaffold/foreign_files.h"
#include "scaffold/grouping.h"
#include "scaffold/terms.h"

namespace broadsheet::scaffold {

namespace {

using Read = ForeignFile;

constexpr int kHeadingForm = 14;
constexpr std::string_view kOtherName = "it has no date, and another name than the issues";
constexpr std::size_t kFewestHeadings = 2;
constexpr std::size_t kFewestOfMain = 10;  // issues of a series beside which the rest of a folder is pages
constexpr std::size_t kMainToRest = 4;     // and how many times as many

bool is_markdown(std::string_view path) {
  const std::string lower = lower_case(path.substr(path.rfind('.') + 1));
  return lower == "md" || lower == "markdown";
}

/// Reads the Markdown below `folder`; what cannot be an issue goes into `survey`.
std::vector<Read> read_files(const std::string& folder, Survey& survey) {
  std::vector<FolderProblem> problems;
  std::vector<std::string> files;
  for (FoundFile& file : list_files(folder, problems)) {
    if (!is_markdown(file.relative)) continue;
    if (std::string reason = reason_to_leave_out(file.relative); !reason.empty())
      survey.left_out.push_back({"issues/" + file.relative, std::move(reason)});
    else
      files.push_back(std::move(file.relative));
  }
  std::vector<Read> all = read_foreign_files(folder, files);
  for (Read& one : all) {
    if (one.issue) continue;
    if (one.is_undated)
      survey.pages.push_back({one.path, "it has neither a date nor a number"});
    else if (!one.problem.empty())
      survey.left_out.push_back({one.path, one.problem});
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

std::string most_frequent_of(const Tally& tally) {
  const auto most =
      std::max_element(tally.begin(), tally.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == tally.end() ? std::string() : most->first;
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

/// Headings inside sections: those that are shown as such, and those that were taken for heads of stories.
std::set<std::string> inner_headings(const model::Issue& issue) {
  std::set<std::string> headings;
  for (const model::Section& section : issue.sections)
    for (const model::Block& block : section.blocks)
      if (block.kind == model::Block::Kind::heading) headings.emplace(block.text.view());
  for (const model::Story& story : issue.stories)
    if (story.form == kHeadingForm && story.titles.size() == 1 && story.titles[0].url.empty())
      headings.emplace(story.title.view());
  return headings;
}

/// Headings that several issues have: what comes again is no title of a story.
std::vector<FoundSection> sections_of(const std::vector<const Read*>& issues) {
  std::map<std::string, FoundSection> found;
  std::map<std::string, std::size_t> inner;
  for (const Read* one : issues) {
    std::set<std::string> seen;
    for (const model::Section& section : one->issue->sections) {
      if (section.title.empty() || !seen.emplace(section.title.view()).second) continue;
      FoundSection& entry = found[section.title.str()];
      ++entry.issues;
      ++entry.kinds[section.kind];
    }
    for (const std::string& heading : inner_headings(*one->issue))
      if (!heading.empty() && !seen.contains(heading)) ++inner[heading];
  }
  const std::size_t often = std::max(kFewestHeadings, issues.size() / 50);
  for (const auto& [heading, count] : inner)
    if (count >= often || found.contains(heading)) found[heading].issues += count;
  std::vector<FoundSection> sections;
  for (auto& [heading, entry] : found) {
    entry.heading = heading;
    if (entry.issues >= std::min(often, issues.size())) sections.push_back(std::move(entry));
  }
  std::stable_sort(sections.begin(), sections.end(),
                   [](const FoundSection& a, const FoundSection& b) { return a.issues > b.issues; });
  return sections;
}

/// A series of the issues with one key, but for its slug, which must be unique among all.
FoundSeries series_of(const std::string& key, const std::vector<const Read*>& issues,
                      const std::map<std::string, std::set<std::string>>& keys_of_folder) {
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
void leave_out_doubles(std::vector<Read>& all, Survey& survey) {
  std::map<std::tuple<std::string, Date, Date>, std::string> taken;
  std::erase_if(all, [&](const Read& one) {
    const auto [other, is_new] = taken.emplace(std::tuple(one.key, one.issue->first, one.issue->last), one.path);
    if (!is_new) survey.left_out.push_back({one.path, "the same series and date as " + other->second});
    return !is_new;
  });
}

using Numberings = std::map<std::string, std::vector<model::Numbering>>;

/// The numbering of each series whose files have numbers; files of other names among them are pages.
Numberings find_numberings(std::vector<Read>& all, const SurveyOptions& options, Survey& survey) {
  std::map<std::string, std::vector<const Read*>> numbered;
  std::map<std::string, Tally> prefixes;
  for (const Read& one : all)
    if (one.number) ++prefixes[one.key][one.clues.prefix];
  std::erase_if(all, [&](const Read& one) {
    const bool is_page = one.number && one.clues.prefix != most_frequent_of(prefixes[one.key]);
    if (is_page) survey.pages.push_back({one.path, std::string(kOtherName)});
    return is_page;
  });
  for (const Read& one : all)
    if (one.number) numbered[one.key].push_back(&one);
  Numberings numberings;
  for (const auto& [key, issues] : numbered) {
    std::vector<NumberedIssue> numbers;
    for (const Read* one : issues) numbers.push_back(*one->number);
    numberings[key] = options.numbering ? std::vector{*options.numbering} : estimate_numbering(numbers);
    if (!options.numbering && !numberings[key].empty()) survey.estimated += issues.size();
  }
  return numberings;
}

/// Gives issues with numbers their days; leaves out those for which there are none. A few of them beside a long series
/// are pages.
void set_days(std::vector<Read>& all, const Numberings& numberings, Survey& survey) {
  Tally numbered;
  for (const Read& one : all) numbered[one.key] += one.number.has_value();
  const std::size_t most = numbered.empty() ? 0 : numbered[most_frequent_of(numbered)];
  std::erase_if(all, [&](Read& one) {
    if (!one.number) return false;
    const auto day = content::numbered_day(numberings.at(one.key), one.number->number);
    const bool is_few = most >= kFewestOfMain && numbered[one.key] * kMainToRest <= most;
    if (!day && is_few)
      survey.pages.push_back({one.path, std::string(kOtherName)});
    else if (!day)
      survey.undated.push_back(one.path);
    if (day) one.issue->first = one.issue->last = *day;
    return !day;
  });
}

/// Beside a series that is most of an archive, dated texts that have nothing in common are articles of a blog.
void leave_out_articles(std::vector<Read>& all, Survey& survey) {
  Tally keys, names;
  for (const Read& one : all) {
    ++keys[one.key];
    if (one.key.empty()) ++names[one.clues.title.empty() ? one.clues.headline : one.clues.title];
  }
  std::size_t main = 0;
  for (const auto& [key, count] : keys)
    if (!key.empty()) main = std::max(main, count);
  if (main < kFewestOfMain || keys[""] * kMainToRest > main) return;
  std::erase_if(all, [&](const Read& one) {
    const std::string& name = one.clues.title.empty() ? one.clues.headline : one.clues.title;
    const bool is_article = one.key.empty() && names[name] == 1;
    if (is_article) survey.pages.push_back({one.path, "an article beside the issues"});
    return is_article;
  });
}

void find_series(const std::vector<Read>& all, const Numberings& numberings, Survey& survey) {
  std::map<std::string, std::vector<const Read*>> groups;
  std::map<std::string, std::set<std::string>> keys_of_folder;
  for (const Read& one : all) {
    groups[one.key].push_back(&one);
    keys_of_folder[one.clues.folder].insert(one.key);
  }
  for (const auto& [key, issues] : groups) {
    survey.series.push_back(series_of(key, issues, keys_of_folder));
    if (const auto found = numberings.find(key); found != numberings.end())
      survey.series.back().numbering = found->second;
  }
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
      for (const model::BylineName& name : story.byline) ++companies[name.name.str()];
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
  std::vector<Read> all = read_files(folder, survey);
  std::vector<IssueClues> clues;
  for (const Read& one : all) clues.push_back(one.clues);
  const std::vector<std::string> keys = group(clues);
  for (std::size_t at = 0; at < all.size(); ++at) all[at].key = keys[at];
  const Numberings numberings = find_numberings(all, options, survey);
  set_days(all, numberings, survey);
  leave_out_articles(all, survey);
  leave_out_doubles(all, survey);
  find_series(all, numberings, survey);
  count_terms(all, survey);
  survey.language = guess_language(all);
  survey.issues = all.size();
  for (const Read& one : all) survey.stories += one.issue->stories.size();
  if (!survey.series.empty()) survey.title = survey.series.front().name;
  for (std::vector<LeftOut>* files : {&survey.left_out, &survey.pages})
    std::sort(files->begin(), files->end(), [](const LeftOut& a, const LeftOut& b) { return a.path < b.path; });
  return survey;
}

}  // namespace broadsheet::scaffold
