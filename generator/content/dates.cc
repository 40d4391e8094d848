#include "content/dates.h"

#include <fmt/format.h>

#include <array>

#include "base/digits.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

Date make_date(int year, int month, int day) {
  return {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
          std::chrono::day(static_cast<unsigned>(day))};
}

/// The number of one or two digits at `at`, which is moved past it.
std::optional<int> short_number(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  while (end < at + 2 && is_digit(text, end)) ++end;
  const auto number = end > at ? parse_digits(text.substr(at, end - at)) : std::nullopt;
  if (number) at = end;
  return number;
}

bool take(std::string_view text, std::string_view part, std::size_t& at) {
  if (!text.substr(at).starts_with(part)) return false;
  at += part.size();
  return true;
}

FoundDate found_day(std::size_t begin, std::size_t end, Date day) {
  FoundDate found{begin, end, day, {}, false};
  if (!day.ok()) {
    found.day.reset();
    found.invalid = true;
  }
  return found;
}

/// The number of just two digits at `at`, which is moved past it.
std::optional<int> two_digits(std::string_view text, std::size_t& at) {
  if (!is_digit(text, at) || !is_digit(text, at + 1) || is_digit(text, at + 2)) return std::nullopt;
  at += 2;
  return parse_digits(text.substr(at - 2, 2));
}

/// `20260324` at `at`; other numbers of eight digits are none, not even an invalid date.
std::optional<FoundDate> compact_day(std::string_view text, std::size_t at) {
  const auto number = is_digit(text, at + 8) ? std::nullopt : parse_digits(text.substr(at, 8));
  if (!number || text.size() < at + 8 || *number < 1900'00'00 || *number >= 2100'00'00) return std::nullopt;
  const Date day = make_date(*number / 10'000, *number / 100 % 100, *number % 100);
  if (!day.ok()) return std::nullopt;
  return FoundDate{at, at + 8, day, {}, false};
}

/// `2026-03-24`, also with `/`, `.` or `_`, `20260324`, `2026-W13`, `2026年3月24日` at `at`, which holds a digit.
std::optional<FoundDate> starting_with_year(std::string_view text, std::size_t at) {
  const auto year = parse_digits(text.substr(at, 4));
  if (!year || text.size() < at + 4) return std::nullopt;
  if (is_digit(text, at + 4)) return compact_day(text, at);
  std::size_t end = at + 4;
  if (take(text, "年", end)) {
    const auto month = short_number(text, end);
    if (!month || !take(text, "月", end)) return std::nullopt;
    const auto day = short_number(text, end);
    if (!day || !take(text, "日", end)) return std::nullopt;
    return found_day(at, end, make_date(*year, *month, *day));
  }
  const std::string_view separator = text.substr(end, 1);
  if (separator.empty() || std::string_view("-/._").find(separator) == std::string_view::npos) return std::nullopt;
  ++end;
  if (separator == "-" && (take(text, "W", end) || take(text, "w", end))) {
    if (!is_digit(text, end) || !is_digit(text, end + 1) || is_digit(text, end + 2)) return std::nullopt;
    FoundDate found{at, end + 2, {}, {}, false};
    found.week = parse_iso_week(fmt::format("{:04}-W{}", *year, text.substr(end, 2)));
    found.invalid = !found.week;
    return found;
  }
  const auto month = two_digits(text, end);
  if (!month || !take(text, separator, end)) return std::nullopt;
  const auto day = two_digits(text, end);
  if (!day) return std::nullopt;
  return found_day(at, end, make_date(*year, *month, *day));
}

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

/// The month whose name, or its first three letters with or without a full stop, stands at `at`, which is moved past it
/// and a blank.
std::optional<int> take_month(std::string_view text, std::size_t& at) {
  for (std::size_t number = 0; number < kMonths.size(); ++number) {
    std::size_t end = at;
    if (!take(text, kMonths[number], end) && !take(text, kMonths[number].substr(0, 3), end)) continue;
    take(text, ".", end);
    take(text, ",", end);
    if (!take(text, " ", end)) return std::nullopt;
    at = end;
    return static_cast<int>(number) + 1;
  }
  return std::nullopt;
}

/// The day of a month in one or two digits, and `st`, `nd`, `rd` or `th` behind it.
std::optional<int> take_day(std::string_view text, std::size_t& at) {
  const auto day = short_number(text, at);
  if (day)
    for (std::string_view ending : {"st", "nd", "rd", "th"})
      if (take(text, ending, at)) break;
  return day;
}

std::optional<int> take_year(std::string_view text, std::size_t& at) {
  if (text.size() < at + 4 || is_digit(text, at + 4)) return std::nullopt;
  const auto year = parse_digits(text.substr(at, 4));
  if (year) at += 4;
  return year;
}

/// `March 24, 2026`, `Mar 24 2026` or `March 24th, 2026` at `at`.
std::optional<FoundDate> starting_with_month(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const auto month = take_month(text, end);
  const auto day = month ? take_day(text, end) : std::nullopt;
  if (!day) return std::nullopt;
  take(text, ",", end);
  if (!take(text, " ", end)) return std::nullopt;
  const auto year = take_year(text, end);
  if (!year) return std::nullopt;
  return found_day(at, end, make_date(*year, *month, *day));
}

/// `24 March 2026`, `24th of March, 2026` or `24.03.2026` at `at`.
std::optional<FoundDate> starting_with_day(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const auto day = take_day(text, end);
  if (!day) return std::nullopt;
  std::optional<int> month;
  if (take(text, ".", end)) {
    month = short_number(text, end);
    if (!month || !take(text, ".", end)) return std::nullopt;
  } else {
    if (!take(text, " ", end)) return std::nullopt;
    take(text, "of ", end);
    month = take_month(text, end);
  }
  const auto year = month ? take_year(text, end) : std::nullopt;
  if (!year) return std::nullopt;
  return found_day(at, end, make_date(*year, *month, *day));
}

/// Whether two claims can both be right: a week's name fits days that end in it, a day fits a range that it is part of
/// or follows at once, as the day of publication does.
bool agree(const DateClaim& a, const DateClaim& b) {
  if (a.days == b.days) return true;
  const bool a_is_day = a.days.first == a.days.last, b_is_day = b.days.first == b.days.last;
  if (a.from_week && !b_is_day) return iso_week(b.days.last) == iso_week(a.days.last);
  if (b.from_week && !a_is_day) return iso_week(a.days.last) == iso_week(b.days.last);
  if (a_is_day == b_is_day) return false;
  const Date day = a_is_day ? a.days.first : b.days.first;
  const Days& range = a_is_day ? b.days : a.days;
  return day >= range.first && day <= add_days(range.last, 1);
}

void warn(const DateClaim& winner, const DateClaim& loser, Diagnostics& diagnostics) {
  diagnostics.warning("date-disagreement", loser.place,
                      fmt::format("{} says {}, but {} says {}, which is taken", loser.where, days_text(loser.days),
                                  winner.where, days_text(winner.days)),
                      "change one of them");
}

}  // namespace

std::string days_text(Days days) {
  if (days.first == days.last) return iso_date(days.first);
  return iso_date(days.first) + " to " + iso_date(days.last);
}

std::vector<FoundDate> find_dates(std::string_view text) {
  std::vector<FoundDate> dates;
  for (std::size_t at = 0; at < text.size();) {
    std::optional<FoundDate> found;
    if (is_digit(text, at)) {
      found = starting_with_year(text, at);
      if (!found) found = starting_with_day(text, at);
    } else if (text[at] >= 'A' && text[at] <= 'S') {
      found = starting_with_month(text, at);
    }
    if (found) {
      at = found->end;
      dates.push_back(*found);
    } else if (is_digit(text, at)) {
      while (is_digit(text, at)) ++at;  // no date starts in the middle of a number
    } else {
      ++at;
    }
  }
  return dates;
}

std::optional<Date> numbered_day(const std::vector<model::Numbering>& numbering, int number) {
  if (numbering.empty()) return std::nullopt;
  const model::Numbering* entry = &numbering.front();
  for (const model::Numbering& other : numbering)
    if (other.number <= number) entry = &other;
  const Date day = add_days(entry->date, (number - entry->number) * entry->days);
  const int year = static_cast<int>(day.year());
  return year >= 1 && year <= 9999 ? std::optional(day) : std::nullopt;
}

std::optional<DateClaim> claim_of(std::string_view text, Location place, std::string where) {
  std::optional<DateClaim> claim;
  for (const FoundDate& date : find_dates(text)) {
    if (date.invalid) continue;
    if (!claim && date.week) {
      const Date first = monday(*date.week);
      claim = DateClaim{{first, add_days(first, 6)}, true, place, where};
    } else if (date.day && (!claim || claim->from_week)) {
      claim = DateClaim{{*date.day, *date.day}, false, place, where};
    } else if (date.day) {
      claim->days.last = *date.day;
      if (claim->days.last < claim->days.first)
        throw Error("date", place,
                    fmt::format("{} has its first day {} after its last, {}", where, iso_date(claim->days.first),
                                iso_date(claim->days.last)),
                    "write the earlier day first");
      break;
    }
  }
  return claim;
}

std::optional<Days> decide_days(const std::optional<DateClaim>& name, const std::optional<DateClaim>& front_matter,
                                const std::optional<DateClaim>& heading, Diagnostics& diagnostics) {
  const std::array<const std::optional<DateClaim>*, 3> claims = {&name, &front_matter, &heading};
  const DateClaim* winner = nullptr;
  for (const auto* claim : claims)
    if (winner == nullptr && *claim) winner = &**claim;
  if (winner == nullptr) return std::nullopt;
  // What is written out as days says more than a week's name, and a range more than one of its days in `date`.
  const bool heading_is_range = heading && heading->days.first != heading->days.last && !heading->from_week;
  const DateClaim* first_choice = winner;
  if (heading_is_range && (winner->from_week || (winner == &*front_matter && agree(*winner, *heading))))
    winner = &*heading;
  if (first_choice != winner && !agree(*first_choice, *winner)) warn(*winner, *first_choice, diagnostics);
  for (const auto* claim : claims)
    if (*claim && &**claim != winner && &**claim != first_choice && !agree(**claim, *winner))
      warn(*winner, **claim, diagnostics);
  return winner->days;
}

}  // namespace broadsheet::content
