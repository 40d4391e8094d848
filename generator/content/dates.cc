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

/// `2026-03-24`, `2026-W13`, `2026年3月24日` at `at`, which holds the first of four digits.
std::optional<FoundDate> starting_with_year(std::string_view text, std::size_t at) {
  const auto year = parse_digits(text.substr(at, 4));
  if (!year || text.size() < at + 4 || is_digit(text, at + 4)) return std::nullopt;
  std::size_t end = at + 4;
  if (take(text, "年", end)) {
    const auto month = short_number(text, end);
    if (!month || !take(text, "月", end)) return std::nullopt;
    const auto day = short_number(text, end);
    if (!day || !take(text, "日", end)) return std::nullopt;
    return found_day(at, end, make_date(*year, *month, *day));
  }
  if (!take(text, "-", end)) return std::nullopt;
  if (take(text, "W", end) || take(text, "w", end)) {
    if (!is_digit(text, end) || !is_digit(text, end + 1) || is_digit(text, end + 2)) return std::nullopt;
    FoundDate found{at, end + 2, {}, {}, false};
    found.week = parse_iso_week(fmt::format("{:04}-W{}", *year, text.substr(end, 2)));
    found.invalid = !found.week;
    return found;
  }
  if (!is_digit(text, end) || !is_digit(text, end + 1) || !text.substr(end + 2).starts_with('-') ||
      !is_digit(text, end + 3) || !is_digit(text, end + 4) || is_digit(text, end + 5))
    return std::nullopt;
  const int month = *parse_digits(text.substr(end, 2));
  return found_day(at, end + 5, make_date(*year, month, *parse_digits(text.substr(end + 3, 2))));
}

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

/// `March 24, 2026` or `Mar 24 2026` at `at`.
std::optional<FoundDate> starting_with_month(std::string_view text, std::size_t at) {
  for (std::size_t number = 0; number < kMonths.size(); ++number) {
    std::size_t end = at;
    if (!take(text, kMonths[number], end) && !take(text, kMonths[number].substr(0, 3), end)) continue;
    take(text, ".", end);
    if (!take(text, " ", end)) return std::nullopt;
    const auto day = short_number(text, end);
    if (!day) return std::nullopt;
    take(text, ",", end);
    if (!take(text, " ", end)) return std::nullopt;
    const auto year =
        text.size() >= end + 4 && !is_digit(text, end + 4) ? parse_digits(text.substr(end, 4)) : std::nullopt;
    if (!year) return std::nullopt;
    return found_day(at, end + 4, make_date(*year, static_cast<int>(number) + 1, *day));
  }
  return std::nullopt;
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
    if (is_digit(text, at))
      found = starting_with_year(text, at);
    else if (text[at] >= 'A' && text[at] <= 'S')
      found = starting_with_month(text, at);
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
