#include "content/series_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digits.h"
#include "base/text.h"
#include "content/dates.h"

namespace broadsheet::content {

namespace {

using model::SeriesRule;

/// Names that say how often or where something is published, not what.
constexpr std::array<std::string_view, 15> kGenericNames = {"weekly",   "daily", "monthly", "week",  "day",
                                                            "today",    "issue", "issues",  "index", "archive",
                                                            "archives", "posts", "content", "month", "_index"};

bool is_generic_name(std::string_view name) {
  return name.empty() || std::find(kGenericNames.begin(), kGenericNames.end(), name) != kGenericNames.end() ||
         std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

std::string_view file_stem(std::string_view path) {
  path = path.substr(path.rfind('/') + 1);
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? path : path.substr(0, dot);
}

/// The folders on the way to a file below `issues/`, the deepest first.
std::vector<std::string_view> folders_of(std::string_view path) {
  std::vector<std::string_view> folders = split(path, '/');
  folders.pop_back();
  if (!folders.empty() && folders.front() == "issues") folders.erase(folders.begin());
  std::reverse(folders.begin(), folders.end());
  return folders;
}

/// How much of the file's name a series' prefix covers; 0 where it does not fit. It ends at a word's end.
std::size_t prefix_length(const SeriesRule& rule, std::string_view stem) {
  std::size_t longest = 0;
  for (const std::string& configured : rule.prefixes) {
    std::string prefix = fold_case(configured);
    while (prefix.ends_with('-') || prefix.ends_with('_')) prefix.pop_back();
    if (prefix.empty() || !stem.starts_with(prefix)) continue;
    const std::string_view rest = stem.substr(prefix.size());
    if (rest.empty() || rest[0] == '-' || rest[0] == '_' || rest[0] == ' ' || rest[0] == '.')
      longest = std::max(longest, prefix.size());
  }
  return longest;
}

const SeriesRule* by_prefix(const model::Site& site, std::string_view path) {
  std::string stem = fold_case(file_stem(path));
  stem.erase(0, std::min(stem.find_first_not_of('_'), stem.size()));
  const SeriesRule* best = nullptr;
  std::size_t longest = 0;
  for (const SeriesRule& rule : site.series) {
    const std::size_t length = prefix_length(rule, stem);
    if (length > longest) best = &rule;
    longest = std::max(longest, length);
  }
  return best;
}

bool holds(const std::vector<std::string>& names, std::string_view folded) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return fold_case(name) == folded; });
}

const SeriesRule* by_folder(const model::Site& site, std::string_view path) {
  for (std::string_view folder : folders_of(path)) {
    const std::string folded = fold_case(folder);
    for (const SeriesRule& rule : site.series)
      if (holds(rule.folders, folded)) return &rule;
  }
  return nullptr;
}

const SeriesRule* by_name(const model::Site& site, std::string_view name) {
  if (name.empty()) return nullptr;
  const std::string folded = fold_case(collapse_white_space(name));
  for (const SeriesRule& rule : site.series)
    if (fold_case(rule.name) == folded || holds(rule.names, folded)) return &rule;
  return nullptr;
}

std::string infer_slug(const SeriesClues& clues) {
  std::string slug = slugify(file_prefix(clues.path));
  if (!is_generic_name(slug)) return slug;
  for (std::string_view folder : folders_of(clues.path)) {
    std::string made = slugify(folder);
    if (!is_generic_name(made)) return made;
  }
  std::string made = slugify(clues.headline);
  if (!made.empty()) return made;
  return slug.empty() ? "issues" : slug;
}

}  // namespace

std::string_view file_prefix(std::string_view path) {
  std::string_view stem = file_stem(path);
  if (stem == "_index" || stem == "index") return {};
  while (stem.starts_with('_')) stem.remove_prefix(1);
  const auto dates = find_dates(stem);
  if (!dates.empty()) stem = stem.substr(0, dates.front().begin);
  while (stem.ends_with('-') || stem.ends_with('_') || stem.ends_with(' ') || stem.ends_with('.'))
    stem.remove_suffix(1);
  return stem;
}

std::optional<int> number_in_name(std::string_view path) {
  const std::string_view stem = file_stem(path);
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t begin = stem.find_first_of(kDigits);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(stem.find_first_not_of(kDigits, begin), stem.size());
  if (end - begin > 5) return std::nullopt;
  return parse_digits(stem.substr(begin, end - begin));
}

SeriesMatch match_series(const model::Site& site, const SeriesClues& clues, const CleanSource& source,
                         Diagnostics& diagnostics) {
  struct Clue {
    const SeriesRule* rule;
    std::string_view what;
  };
  const std::array<Clue, 4> found = {
      Clue{by_prefix(site, clues.path), "the file's prefix"}, Clue{by_folder(site, clues.path), "its folder"},
      Clue{by_name(site, clues.title), "its title"}, Clue{by_name(site, clues.headline), "its first heading"}};
  const Clue* winner = nullptr;
  for (const Clue& clue : found) {
    if (clue.rule == nullptr) continue;
    if (winner == nullptr) {
      winner = &clue;
    } else if (clue.rule != winner->rule) {
      diagnostics.warning("series-disagreement", {source.path, 0, 0, {}},
                          fmt::format("{} says the series '{}', but {} says '{}', which is taken", clue.what,
                                      clue.rule->name, winner->what, winner->rule->name),
                          "change one of them, or the series' folders, prefixes and names in site.yaml");
      break;
    }
  }
  if (winner != nullptr) return {winner->rule, winner->rule->slug};
  for (const SeriesRule& rule : site.series)
    if (holds(rule.folders, "issues")) return {&rule, rule.slug};
  SeriesMatch match{nullptr, infer_slug(clues)};
  for (const SeriesRule& rule : site.series)
    if (rule.slug == match.slug) return {&rule, rule.slug};
  if (!site.series.empty())
    diagnostics.warning("unknown-series", {source.path, 0, 0, {}},
                        fmt::format("no series of site.yaml fits this issue; it is put into '{}'", match.slug),
                        "list its folder, prefix or title under one of the series");
  return match;
}

}  // namespace broadsheet::content
