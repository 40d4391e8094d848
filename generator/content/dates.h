// Dates in file names, front matter and headings, and which of them an issue has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostics.h"
#include "model/site.h"

namespace broadsheet::content {

/// The days that an issue covers, the first and the last; equal for a daily.
struct Days {
  Date first;
  Date last;

  bool operator==(const Days&) const = default;
};

/// `2026-03-24`, or `2026-03-19 to 2026-03-26`.
std::string days_text(Days days);

/// A date as it stands in a text: `2026-03-24` (also with `/`, `.` or `_`), `20260324`, `2026年3月24日`,
/// `March 24, 2026`, `24th of March 2026`, `24.3.2026`, or the week `2026-W13`.
struct FoundDate {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<Date> day;
  std::optional<IsoWeek> week;
  bool invalid = false;  ///< written like a date, but no day of the calendar
};

/// The dates in `text`, in order.
std::vector<FoundDate> find_dates(std::string_view text);

/// The day of the issue with this number; nothing where there is no numbering, or it leaves the calendar.
std::optional<Date> numbered_day(const std::vector<model::Numbering>& numbering, int number);

/// What a place says about the dates: two days are a range, one is a day, a week is its Monday to Sunday.
struct DateClaim {
  Days days;
  bool from_week = false;  ///< only a week's name says so, which is weaker than days that are written out
  Location place;
  std::string where;  ///< "the file's name", "`date`", "the first heading"
};

/// The claim of `text` at `place`; nothing where it holds no valid date. Throws Error (rule `date`) where the first day
/// is after the last.
std::optional<DateClaim> claim_of(std::string_view text, Location place, std::string where);

/// The days of an issue: those of its file's name, then of `date`, then of its first heading; but a week's name gives
/// way to days that a heading writes out, and one day to a range of the heading that it ends. Warns (rule
/// `date-disagreement`, at the loser) where two differ. Nothing where no claim is given.
std::optional<Days> decide_days(const std::optional<DateClaim>& name, const std::optional<DateClaim>& front_matter,
                                const std::optional<DateClaim>& heading, Diagnostics& diagnostics);

}  // namespace broadsheet::content
