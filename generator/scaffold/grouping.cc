#include "scaffold/grouping.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "content/dates.h"
#include "content/series_match.h"

namespace broadsheet::scaffold {

namespace {

/// Names that say how often or where something is published, not what.
constexpr std::array<std::string_view, 26> kGenericNames = {
    "weekly", "daily",   "monthly",  "week", "day",        "month",       "today",   "issue",   "issues",
    "index",  "archive", "archives", "post", "posts",      "content",     "docs",    "doc",     "src",
    "source", "pages",   "blog",     "news", "newsletter", "newsletters", "article", "articles"};

bool is_generic(std::string_view slug) {
  return slug.empty() || std::find(kGenericNames.begin(), kGenericNames.end(), slug) != kGenericNames.end() ||
         slug.find_first_not_of("0123456789-") == std::string_view::npos;
}

std::string_view without_end(std::string_view text, std::string_view characters) {
  const std::size_t last = text.find_last_not_of(characters);
  return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool drop_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text = trim(text.substr(0, text.size() - end.size()));
  return true;
}

/// The part of a name before its number: "issue-" of "issue-250".
std::string prefix_of(std::string_view path) {
  std::string_view prefix = content::file_prefix(path);
  const std::size_t digit = prefix.find_first_of("0123456789");
  const bool ends_in_number = prefix.find_first_not_of("0123456789", digit) == std::string_view::npos;
  if (digit != std::string_view::npos && (ends_in_number || digit == 0)) prefix = prefix.substr(0, digit);
  return std::string(without_end(prefix, "-_ ."));
}

}  // namespace

std::string without_number(std::string_view text) {
  const auto dates = content::find_dates(text);
  if (!dates.empty() && trim(text.substr(0, dates.front().begin)) != "") text = text.substr(0, dates.front().begin);
  const std::size_t chinese = text.find("第");
  if (chinese != std::string_view::npos && text.find("期", chinese) != std::string_view::npos)
    text = text.substr(0, chinese);
  // "#01 - Weekly" is the weekly, too.
  if (text.starts_with('#')) {
    const std::size_t name = text.find_first_not_of("#0123456789 -:.");
    if (name != std::string_view::npos) text = text.substr(name);
  }
  for (bool more = true; more;) {
    const std::size_t before = text.size();
    text = trim(without_end(trim(text), "0123456789#-:|,("));
    for (std::string_view end :
         {"—", "–", "：", "（", "·", "»", "No.", "no.", "Nr.", "Vol.", "Issue", "issue", "Week of"})
      drop_end(text, end);
    more = text.size() != before;
  }
  return std::string(text);
}

IssueClues clues_of(std::string_view path, std::string_view matter_title, std::string_view headline) {
  IssueClues clues{prefix_of(path), {}, without_number(matter_title), without_number(headline)};
  std::vector<std::string_view> folders = split(path, '/');
  folders.pop_back();
  if (!folders.empty() && folders.front() == "issues") folders.erase(folders.begin());
  for (std::string_view folder : folders)
    if (!is_generic(slugify(folder))) clues.folder = folder;
  return clues;
}

std::vector<std::string> group(const std::vector<IssueClues>& clues) {
  std::map<std::string, std::size_t> prefixes;
  for (const IssueClues& clue : clues) ++prefixes[slugify(clue.prefix)];
  std::vector<std::string> keys(clues.size());
  std::map<std::string, std::map<std::string, std::size_t>> by_folder;
  std::map<std::string, std::string> by_title;
  for (std::size_t at = 0; at < clues.size(); ++at) {
    const std::string prefix = slugify(clues[at].prefix);
    if (is_generic(prefix) || prefixes[prefix] < 2) continue;
    keys[at] = prefix;
    ++by_folder[clues[at].folder][prefix];
    for (const std::string* name : {&clues[at].title, &clues[at].headline})
      if (!name->empty()) by_title.try_emplace(fold_case(*name), prefix);
  }
  for (std::size_t at = 0; at < clues.size(); ++at) {
    if (!keys[at].empty()) continue;
    for (const std::string* name : {&clues[at].title, &clues[at].headline})
      if (const auto same = by_title.find(fold_case(*name)); keys[at].empty() && same != by_title.end())
        keys[at] = same->second;
    if (!keys[at].empty() || clues[at].folder.empty()) continue;
    keys[at] = slugify(clues[at].folder);
    std::size_t most = 0;
    if (const auto others = by_folder.find(clues[at].folder); others != by_folder.end())
      for (const auto& [prefix, count] : others->second)
        if (count > most) {
          most = count;
          keys[at] = prefix;
        }
  }
  const bool one_folder = !keys.empty() && prefixes[keys[0]] < 2 &&
                          std::all_of(keys.begin(), keys.end(), [&](const std::string& key) { return key == keys[0]; });
  if (one_folder) keys.assign(keys.size(), {});
  return keys;
}

}  // namespace broadsheet::scaffold
