#include "scaffold/new_issue.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/text.h"
#include "content/dates.h"

namespace broadsheet::scaffold {

namespace {

using model::Issue;
using model::Series;

/// The days of the new issue, and how they stand in its file's name.
struct NewDays {
  content::Days days;
  std::string in_name;
};

std::string name_of(content::Days days) {
  return days.first == days.last ? iso_date(days.first) : iso_date(days.first) + "--" + iso_date(days.last);
}

const Issue* newest_of(const model::Archive& archive, const Series& series) {
  return series.issues.empty() ? nullptr : &archive.issues[series.issues.back()];
}

NewDays days_of(const NewIssue& request, const Issue* newest, const Series& series) {
  if (request.week) {
    const Date first = monday(*request.week);
    return {{first, add_days(first, 6)}, iso_week_name(*request.week)};
  }
  content::Days days;
  if (request.date) {
    days = {*request.date, *request.date};
  } else if (newest != nullptr) {
    const int length = days_between(newest->first, newest->last);
    days.first = add_days(newest->last, 1);
    days.last = add_days(days.first, length);
  } else {
    throw Error("date", {},
                fmt::format("the series '{}' has no issue yet that a new one could follow", series.rule.slug),
                "say its day with --date 2026-03-24, or its week with --week 2026-W13");
  }
  return {days, name_of(days)};
}

std::string folder_of(const Issue* newest, const Series& series) {
  if (newest != nullptr) return newest->path.substr(0, newest->path.rfind('/') + 1);
  return "issues/" + (series.rule.folders.empty() ? series.rule.slug : series.rule.folders.front()) + "/";
}

std::string prefix_of(const Series& series) {
  std::string prefix = series.rule.prefixes.empty() ? series.rule.slug : series.rule.prefixes.front();
  while (prefix.ends_with('-') || prefix.ends_with('_')) prefix.pop_back();
  return prefix;
}

/// Sections as configured, else as the newest issue has them.
std::vector<std::string> sections_of(const Series& series, const Issue* newest) {
  std::vector<std::string> headings;
  for (const model::SectionRule& section : series.rule.sections) headings.push_back(section.heading);
  if (headings.empty() && newest != nullptr)
    for (const model::Section& section : newest->sections)
      if (!section.title.empty()) headings.push_back(section.title.str());
  return headings;
}

std::string default_archetype(const Series& series, const Issue* newest) {
  std::string text = "---\ntitle: {{ date }}\ntags: []\ndraft: true\n---\n\n";
  if (!series.rule.sources.empty()) text += "{{< sources \"" + series.rule.sources + "\" >}}\n\n";
  text += "# {{ series }} — {{ date }}\n";
  for (const std::string& heading : sections_of(series, newest)) text += "\n## " + heading + "\n";
  return text;
}

/// Fills in `{{ name }}`; what is no known name stays, as a shortcode does.
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at)) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string::npos) break;
    const std::string_view name = trim(std::string_view(text).substr(at + 2, end - at - 2));
    std::size_t next = at + 2;
    for (const auto& [key, value] : values) {
      if (key != name) continue;
      text.replace(at, end + 2 - at, value);
      next = at + value.size();
      break;
    }
    at = next;
  }
  return text;
}

}  // namespace

const Series& find_series(const model::Archive& archive, const std::string& wanted) {
  const std::string folded = fold_case(wanted);
  std::vector<std::string> slugs;
  for (const Series& series : archive.series) {
    if (fold_case(series.rule.slug) == folded || fold_case(series.rule.name) == folded) return series;
    slugs.push_back(series.rule.slug);
  }
  for (const Series& series : archive.series)
    for (const std::string& prefix : series.rule.prefixes)
      if (fold_case(prefix) == folded) return series;
  const std::string near = nearest(wanted, slugs);
  throw Error("unknown-series", {}, fmt::format("there is no series '{}'", wanted),
              !near.empty()   ? fmt::format("did you mean '{}'?", near)
              : slugs.empty() ? "list the series in site.yaml"
                              : fmt::format("one of: {}", fmt::join(slugs, ", ")));
}

FileBytes new_issue(const model::Archive& archive, const NewIssue& request, const std::string& archetype) {
  const Series& series = find_series(archive, request.series);
  const Issue* newest = newest_of(archive, series);
  const NewDays days = days_of(request, newest, series);
  const bool is_range = days.days.first != days.days.last;
  const std::string shown = is_range
                                ? fmt::format("Week of {} to {}", iso_date(days.days.first), iso_date(days.days.last))
                                : iso_date(days.days.first);
  const std::string text = archetype.empty() ? default_archetype(series, newest) : archetype;
  return {folder_of(newest, series) + prefix_of(series) + "-" + days.in_name + ".md",
          filled(text, {{"date", shown},
                        {"first", iso_date(days.days.first)},
                        {"last", iso_date(days.days.last)},
                        {"week", iso_week_name(iso_week(days.days.last))},
                        {"series", series.rule.name},
                        {"slug", series.rule.slug}})};
}

}  // namespace broadsheet::scaffold
