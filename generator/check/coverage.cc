#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "check/parts.h"
#include "check/rules.h"

namespace broadsheet::check {

namespace {

using model::Issue;

/// How a series comes out, read from the issues that there are.
struct Rhythm {
  int days = 0;                ///< from one issue to the next, the median; 0 where it cannot be told
  bool weekdays_only = false;  ///< a daily that rests on Saturdays and Sundays
};

bool is_weekend(Date day) {
  const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
  return weekday > 5;
}

std::string span_text(Date first, Date last) {
  return first == last ? iso_date(first) : iso_date(first) + " to " + iso_date(last);
}

Rhythm rhythm_of(const std::vector<const Issue*>& issues) {
  std::vector<int> steps;
  std::size_t weekends = 0;
  for (std::size_t at = 0; at < issues.size(); ++at) {
    weekends += is_weekend(issues[at]->last);
    if (at > 0) steps.push_back(days_between(issues[at - 1]->last, issues[at]->last));
  }
  if (steps.size() < 3) return {};
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return {*middle, *middle == 1 && weekends * 10 < issues.size()};
}

/// Days from `first` to `last` on which the series would come out.
int missing_days(Date first, Date last, const Rhythm& rhythm) {
  int days = 0;
  for (Date day = first; day <= last; day = add_days(day, 1)) days += !(rhythm.weekdays_only && is_weekend(day));
  return days;
}

void check_gap(const model::Series& series, const Issue& before, const Issue& issue, const Rhythm& rhythm,
               Diagnostics& diagnostics) {
  const Date first = add_days(before.last, 1);
  const Date last = add_days(issue.first, -1);
  if (rhythm.days == 1) {
    const int days = missing_days(first, last, rhythm);
    if (first <= last && days > 0)
      report(diagnostics, "missing-issue", issue.place,
             fmt::format("{} has no issue of {} ({} day{})", series.rule.name, span_text(first, last), days,
                         days == 1 ? "" : "s"));
    return;
  }
  const int step = days_between(before.last, issue.last);
  if (rhythm.days > 1 && step * 2 > rhythm.days * 3)
    report(diagnostics, "missing-issue", issue.place,
           fmt::format("{} comes every {} days, but has no issue between {} and {}", series.rule.name, rhythm.days,
                       iso_date(before.last), iso_date(issue.last)));
}

/// Gaps and overlaps among the dailies, or among the ranges, of a series.
void check_sequence(const model::Series& series, const std::vector<const Issue*>& issues, Diagnostics& diagnostics) {
  const Rhythm rhythm = rhythm_of(issues);
  for (std::size_t at = 1; at < issues.size(); ++at) {
    const Issue& before = *issues[at - 1];
    const Issue& issue = *issues[at];
    if (issue.first <= before.last)
      report(diagnostics, "overlap", issue.place,
             fmt::format("covers {}, which an issue before covers as well",
                         span_text(issue.first, std::min(before.last, issue.last))),
             {}, {{before.place, "covers " + span_text(before.first, before.last)}});
    else
      check_gap(series, before, issue, rhythm, diagnostics);
  }
}

void check_weeks(const model::Archive& archive, Diagnostics& diagnostics) {
  for (std::size_t at = 1; at < archive.weeks.size(); ++at) {
    const IsoWeek first = iso_week(add_days(monday(archive.weeks[at - 1].week), 7));
    const IsoWeek last = iso_week(add_days(monday(archive.weeks[at].week), -7));
    if (archive.weeks[at].week <= first) continue;
    report(diagnostics, "missing-week", archive.issues[archive.weeks[at].issues.front()].place,
           first == last ? fmt::format("there is no issue of the week {} before this one", iso_week_name(first))
                         : fmt::format("there is no issue of the weeks {} to {} before this one", iso_week_name(first),
                                       iso_week_name(last)));
  }
}

}  // namespace

void check_coverage(const model::Archive& archive, Diagnostics& diagnostics) {
  for (const model::Series& series : archive.series) {
    std::vector<const Issue*> dailies, ranges;
    for (std::uint32_t at : series.issues)
      (archive.issues[at].is_range() ? ranges : dailies).push_back(&archive.issues[at]);
    check_sequence(series, dailies, diagnostics);
    check_sequence(series, ranges, diagnostics);
  }
  check_weeks(archive, diagnostics);
}

}  // namespace broadsheet::check
