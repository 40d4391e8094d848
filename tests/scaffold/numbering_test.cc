#include "scaffold/numbering.h"

#include <catch2/catch.hpp>

namespace broadsheet::scaffold {

namespace {

Date day(std::string_view text) {
  return parse_iso_date(text).value();
}

/// Weekly issues from `first` on, with evidence from `lag` days before; after number `pause` two weeks are left out.
std::vector<NumberedIssue> weekly(Date first, int count, int pause) {
  std::vector<NumberedIssue> issues;
  for (int number = 1; number <= count; ++number) {
    const Date published = add_days(first, (number - 1) * 7 + (number > pause ? 14 : 0));
    issues.push_back({number, add_days(published, -(number % 4))});
  }
  return issues;
}

std::string shown(const std::vector<model::Numbering>& numbering) {
  std::string out;
  for (const model::Numbering& entry : numbering)
    out += std::to_string(entry.number) + " " + iso_date(entry.date) + " +" + std::to_string(entry.days) + "\n";
  return out;
}

}  // namespace

TEST_CASE("the latest day in an address counts, of the years that may be", "[scaffold]") {
  const std::string text =
      "2026-03-30 is no address. [a](https://one.example/2026/03/24/x) <https://two.example/a-2026-03-20.html>\n"
      "![](https://three.example/bg2026032601.png) https://four.example/20260326/ and https://five.example/2031/01/01 "
      "https://six.example/2026/13/01 https://seven.example/2026/03-27";
  CHECK(latest_day_in_addresses(text, {}) == day("2031-01-01"));
  CHECK(latest_day_in_addresses(text, 2026) == day("2026-03-26"));
  CHECK(latest_day_in_addresses("nothing", {}) == std::nullopt);
  CHECK(year_of_folder("data/newsletter/2016/issue-1.md") == 2016);
  CHECK(year_of_folder("data/1066/2017-issue.md") == std::nullopt);
}

TEST_CASE("a weekly's day and pauses are found from days before its issues", "[scaffold]") {
  CHECK(shown(estimate_numbering(weekly(day("2016-05-05"), 40, 100))) == "1 2016-05-05 +7\n");
  CHECK(shown(estimate_numbering(weekly(day("2018-04-20"), 60, 30))) == "1 2018-04-20 +7\n31 2018-11-30 +7\n");
}

TEST_CASE("single wrong days and issues without any do not move a weekly", "[scaffold]") {
  std::vector<NumberedIssue> issues = weekly(day("2018-04-20"), 60, 30);
  issues[0].evidence = day("2018-04-27");
  issues[5].evidence = day("2019-05-25");
  issues[20].evidence.reset();
  issues[44].evidence = day("2012-01-01");
  CHECK(shown(estimate_numbering(issues)) == "1 2018-04-20 +7\n31 2018-11-30 +7\n");
}

TEST_CASE("without a pace, or with too little evidence, there is no numbering", "[scaffold]") {
  std::vector<NumberedIssue> issues = weekly(day("2018-04-20"), 60, 30);
  for (std::size_t at = 0; at < issues.size(); ++at)
    if (at % 3 != 0) issues[at].evidence.reset();
  CHECK(shown(estimate_numbering(issues)) == "");
  CHECK(shown(estimate_numbering(weekly(day("2018-04-20"), 7, 100))) == "");
  for (NumberedIssue& issue : issues) issue.evidence = add_days(day("2018-04-20"), issue.number * 50);
  CHECK(shown(estimate_numbering(issues)) == "");
}

TEST_CASE("dailies have their evidence's days", "[scaffold]") {
  std::vector<NumberedIssue> issues;
  for (int number = 1; number <= 20; ++number) issues.push_back({number, add_days(day("2026-01-01"), number - 1)});
  CHECK(shown(estimate_numbering(issues)) == "1 2026-01-01 +1\n");
}

}  // namespace broadsheet::scaffold
