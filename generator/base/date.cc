#include "base/date.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include "base/digits.h"

namespace broadsheet {

using std::chrono::days;
using std::chrono::sys_days;

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto year = parse_digits(text.substr(0, 4));
  auto month = parse_digits(text.substr(5, 2));
  auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
            std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string iso_date(Date date) {
  // Compiled, since every list of stories shows dates.
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

IsoWeek iso_week(Date date) {
  const sys_days day = date;
  const unsigned weekday = std::chrono::weekday(day).iso_encoding();
  const Date thursday = day + days(4 - static_cast<int>(weekday));
  const sys_days new_year = Date(thursday.year(), std::chrono::January, std::chrono::day(1));
  return {static_cast<int>(thursday.year()), static_cast<int>((sys_days(thursday) - new_year).count() / 7) + 1};
}

Date monday(IsoWeek week) {
  // 4 January is always in week 1.
  const sys_days fourth = Date(std::chrono::year(week.year), std::chrono::January, std::chrono::day(4));
  const int weekday = static_cast<int>(std::chrono::weekday(fourth).iso_encoding());
  return fourth + days(7 * (week.week - 1) + 1 - weekday);
}

std::string iso_week_name(IsoWeek week) {
  return fmt::format("{:04}-W{:02}", week.year, week.week);
}

std::optional<IsoWeek> parse_iso_week(std::string_view text) {
  if (text.size() < 8 || text[4] != '-' || (text[5] != 'W' && text[5] != 'w')) return std::nullopt;
  auto year = parse_digits(text.substr(0, 4));
  auto number = parse_digits(text.substr(6, 2));
  if (!year || !number || *number < 1) return std::nullopt;
  IsoWeek week{*year, *number};
  if (iso_week(monday(week)) != week) return std::nullopt;
  return week;
}

int days_between(Date first, Date last) {
  return static_cast<int>((sys_days(last) - sys_days(first)).count());
}

Date add_days(Date date, int count) {
  return sys_days(date) + days(count);
}

}  // namespace broadsheet
