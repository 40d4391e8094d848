// Calendar dates without time of day or zone, and ISO 8601 weeks.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace broadsheet {

/// A day of the proleptic Gregorian calendar; ordered, and countable through std::chrono::sys_days.
using Date = std::chrono::year_month_day;

/// A week of ISO 8601: it starts on Monday, and belongs to the year of its Thursday.
struct IsoWeek {
  int year = 0;
  int week = 0;  ///< 1 to 53

  auto operator<=>(const IsoWeek&) const = default;
};

/// The day `YYYY-MM-DD` at the start of `text`, four, two and two digits, a real day of the calendar; or nothing.
std::optional<Date> parse_iso_date(std::string_view text);

/// `YYYY-MM-DD`.
std::string iso_date(Date date);

/// The week that `date` belongs to.
IsoWeek iso_week(Date date);

/// The Monday of a week.
Date monday(IsoWeek week);

/// `YYYY-Www`, as in 2026-W13.
std::string iso_week_name(IsoWeek week);

/// The week `YYYY-Www` at the start of `text`, one that its year has; or nothing.
std::optional<IsoWeek> parse_iso_week(std::string_view text);

/// The days from `first` to `last`; negative where `last` is earlier.
int days_between(Date first, Date last);

Date add_days(Date date, int days);

}  // namespace broadsheet
