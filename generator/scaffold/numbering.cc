#include "scaffold/numbering.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "base/digits.h"
#include "base/text.h"
#include "content/dates.h"

namespace broadsheet::scaffold {

namespace {

constexpr std::array<int, 3> kPaces = {1, 7, 14};
constexpr double kPaceTolerance = 0.35;
constexpr std::size_t kFewestIssues = 8;
constexpr std::size_t kReach = 4;  // neighbours on each side whose median counts
constexpr double kNearlyBest = 0.97;
constexpr double kFits = 0.7;

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// The day that starts at `at`: 2026/03/24, 2026-03-24 or 20260324, no digit before or behind.
std::optional<Date> day_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_digit(text, at - 1)) return std::nullopt;
  const std::size_t mark = at + 4 < text.size() && (text[at + 4] == '/' || text[at + 4] == '-') ? 1 : 0;
  if (mark == 1 && (at + 7 >= text.size() || text[at + 7] != text[at + 4])) return std::nullopt;
  const std::size_t month = at + 4 + mark, day = month + 2 + mark;
  for (std::size_t place : {at, at + 1, at + 2, at + 3, month, month + 1, day, day + 1})
    if (!is_digit(text, place)) return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) { return *parse_digits(text.substr(from, count)); };
  const Date date{std::chrono::year(number(at, 4)), std::chrono::month(static_cast<unsigned>(number(month, 2))),
                  std::chrono::day(static_cast<unsigned>(number(day, 2)))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

int days_since_epoch(Date date) {
  return static_cast<int>(std::chrono::sys_days(date).time_since_epoch().count());
}

Date date_of(int days) {
  return Date(std::chrono::sys_days(std::chrono::days(days)));
}

int modulo(int value, int by) {
  return ((value % by) + by) % by;
}

template <class Value>
Value median(std::vector<Value> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// An issue with evidence, in days since 1970.
struct Known {
  int number = 0;
  int evidence = 0;
};

/// Daily, weekly or fortnightly, by the first and last tenth of the issues; 0 where it is none of these.
int pace_of(const std::vector<Known>& known) {
  const std::size_t tenth = std::max<std::size_t>(1, known.size() / 10);
  std::vector<int> numbers[2], days[2];
  for (std::size_t at = 0; at < tenth; ++at) {
    for (int end : {0, 1}) {
      const Known& issue = end == 0 ? known[at] : known[known.size() - 1 - at];
      numbers[end].push_back(issue.number);
      days[end].push_back(issue.evidence);
    }
  }
  const int steps = median(numbers[1]) - median(numbers[0]);
  if (steps <= 0) return 0;
  const double days_per_step = static_cast<double>(median(days[1]) - median(days[0])) / steps;
  for (int pace : kPaces)
    if (std::abs(days_per_step - pace) <= pace * kPaceTolerance) return pace;
  return 0;
}

/// The first day not before the evidence that is `phase` days into its period.
int publication(const Known& issue, int pace, int phase) {
  return issue.evidence + modulo(phase - issue.evidence, pace);
}

/// The day of the period on which issues come out: with it, most follow each other at the pace; of those that are
/// nearly as good, the one that follows the evidence most closely.
int phase_of(const std::vector<Known>& known, int pace) {
  std::vector<std::size_t> regular(static_cast<std::size_t>(pace));
  std::vector<int> lag(static_cast<std::size_t>(pace));
  for (int phase = 0; phase < pace; ++phase) {
    for (std::size_t at = 0; at < known.size(); ++at) {
      const int day = publication(known[at], pace, phase);
      lag[static_cast<std::size_t>(phase)] += day - known[at].evidence;
      if (at == 0) continue;
      const int steps = known[at].number - known[at - 1].number;
      regular[static_cast<std::size_t>(phase)] += day - publication(known[at - 1], pace, phase) == steps * pace;
    }
  }
  const double enough = kNearlyBest * static_cast<double>(*std::max_element(regular.begin(), regular.end()));
  std::size_t best = regular.size();
  for (std::size_t phase = 0; phase < regular.size(); ++phase)
    if (static_cast<double>(regular[phase]) >= enough && (best == regular.size() || lag[phase] < lag[best]))
      best = phase;
  return static_cast<int>(best);
}

/// For each issue its day without what the number accounts for: equal while none is left out. Single outliers give
/// way to their neighbours, and days never go back.
std::vector<int> steady_offsets(const std::vector<Known>& known, int pace, int phase) {
  std::vector<int> raw, offsets;
  for (const Known& issue : known) raw.push_back(publication(issue, pace, phase) - issue.number * pace);
  for (std::size_t at = 0; at < raw.size(); ++at) {
    // At the ends the window stays whole: a half one would let an outlier through.
    const std::size_t window = std::min(2 * kReach + 1, raw.size());
    const std::size_t first = std::min(at > kReach ? at - kReach : 0, raw.size() - window);
    const auto begin = raw.begin() + static_cast<std::ptrdiff_t>(first);
    const int offset = median(std::vector<int>(begin, begin + static_cast<std::ptrdiff_t>(window)));
    offsets.push_back(offsets.empty() ? offset : std::max(offset, offsets.back()));
  }
  return offsets;
}

}  // namespace

std::optional<int> year_of_folder(std::string_view path) {
  std::optional<int> year;
  for (std::string_view folder : split(path.substr(0, path.rfind('/') + 1), '/')) {
    const auto number = folder.size() == 4 ? parse_digits(folder) : std::nullopt;
    if (number && *number >= 1990 && *number <= 2099) year = *number;
  }
  return year;
}

std::optional<Date> latest_day_in_addresses(std::string_view text, std::optional<int> year) {
  std::optional<Date> latest;
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at)) {
    const std::size_t end = std::min(text.find_first_of(" \t\n)>]\"'", at), text.size());
    for (; at < end; ++at) {
      if (text[at] != '1' && text[at] != '2') continue;
      const auto day = day_at(text.substr(0, end), at);
      if (!day || static_cast<int>(day->year()) < 1990 || static_cast<int>(day->year()) > 2099) continue;
      const int of = static_cast<int>(day->year());
      if (year && of != *year && of != *year - 1) continue;
      if (!latest || *day > *latest) latest = day;
    }
  }
  return latest;
}

std::vector<model::Numbering> estimate_numbering(const std::vector<NumberedIssue>& issues) {
  std::vector<Known> known;
  for (const NumberedIssue& issue : issues)
    if (issue.evidence) known.push_back({issue.number, days_since_epoch(*issue.evidence)});
  std::sort(known.begin(), known.end(), [](const Known& a, const Known& b) {
    return a.number != b.number ? a.number < b.number : a.evidence < b.evidence;
  });
  if (known.size() < kFewestIssues || known.size() * 2 < issues.size()) return {};
  const int pace = pace_of(known);
  if (pace == 0) return {};
  const std::vector<int> offsets = steady_offsets(known, pace, phase_of(known, pace));
  std::vector<model::Numbering> numbering;
  std::size_t fitting = 0;
  for (std::size_t at = 0; at < known.size(); ++at) {
    const int day = known[at].number * pace + offsets[at];
    fitting += day >= known[at].evidence && day - known[at].evidence < 2 * pace;
    if (at == 0 || offsets[at] != offsets[at - 1]) numbering.push_back({known[at].number, date_of(day), pace});
  }
  if (static_cast<double>(fitting) < kFits * static_cast<double>(known.size())) return {};
  return numbering;
}

}  // namespace broadsheet::scaffold
