// Days for issues that have numbers and no dates, from what their texts say: the days in the addresses that they link
// are those of articles and images from the days before.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/site.h"

namespace broadsheet::scaffold {

struct NumberedIssue {
  int number = 0;
  std::optional<Date> evidence;  ///< the latest day in an address of its text
};

/// The year of the deepest folder on the way to a file that is one (1990 to 2099): `newsletter/2016/issue-1.md`.
std::optional<int> year_of_folder(std::string_view path);

/// The latest day in an address (`https://one.example/2026/03/24/`, `…/bg20260324.png`) of a text; where `year` is
/// given, only of it and the year before.
std::optional<Date> latest_day_in_addresses(std::string_view text, std::optional<int> year);

/// The numbering of a series: its pace (daily, weekly or fortnightly), the day of the week, and a new entry wherever
/// weeks were left out. Empty where fewer than half of the issues have evidence, or it does not fit: 70 of 100 issues
/// must come out within one pace after their evidence.
std::vector<model::Numbering> estimate_numbering(const std::vector<NumberedIssue>& issues);

}  // namespace broadsheet::scaffold
