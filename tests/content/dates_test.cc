#include "content/dates.h"

#include <catch2/catch.hpp>

namespace broadsheet::content {

namespace {

std::string shown(std::string_view text) {
  std::string out;
  for (const FoundDate& date : find_dates(text)) {
    out += out.empty() ? "" : " ";
    out += date.invalid ? "invalid" : date.week ? iso_week_name(*date.week) : iso_date(*date.day);
  }
  return out;
}

std::optional<DateClaim> claim(std::string_view text, std::string where) {
  return text.empty() ? std::nullopt : claim_of(text, {"a.md", 1, 1, {}}, std::move(where));
}

/// The days that win, then the messages of what loses.
std::string decided(std::string_view name, std::string_view date, std::string_view heading) {
  Diagnostics diagnostics;
  const auto days =
      decide_days(claim(name, "the name"), claim(date, "`date`"), claim(heading, "the heading"), diagnostics);
  std::string out = days ? days_text(*days) : "none";
  for (const Diagnostic& found : diagnostics.sorted()) out += "; " + found.message;
  return out;
}

}  // namespace

TEST_CASE("dates are found in names, headings and other texts", "[content]") {
  CHECK(shown("tech-2026-03-24.md") == "2026-03-24");
  CHECK(shown("tech-2026-03-19--2026-03-26") == "2026-03-19 2026-03-26");
  CHECK(shown("_weekly-2026-W13") == "2026-W13");
  CHECK(shown("weekly-2026-w13") == "2026-W13");
  CHECK(shown("技术 2026年3月4日") == "2026-03-04");
  CHECK(shown("News of March 4, 2026 and Sept 3") == "2026-03-04");
  CHECK(shown("Mar. 4 2026") == "2026-03-04");
  CHECK(shown("2026/03/24 2026.03.24 tech_2026_03_24") == "2026-03-24 2026-03-24 2026-03-24");
  CHECK(shown("tech-20260324.md") == "2026-03-24");
  CHECK(shown("March 24th, 2026, Apr. 1st 2026") == "2026-03-24 2026-04-01");
  CHECK(shown("24 March 2026 to 2nd of April, 2026") == "2026-03-24 2026-04-02");
  CHECK(shown("24.03.2026, 1.4.2026") == "2026-03-24 2026-04-01");
  CHECK(shown("31 April 2026") == "invalid");
  CHECK(shown("2026-03/24 2026/3/24 20261324 20260399 12345678 202603245 5 of them 1.2.3 1.2.2026.4 24 March 26") ==
        "2026-02-01");
  CHECK(shown("2026-03-24T10:00:00Z") == "2026-03-24");
  CHECK(shown("2026-03-24 10:00:00 +0800") == "2026-03-24");
  CHECK(shown("Tue, 24 Mar 2026 10:00:00 GMT") == "2026-03-24");
  CHECK(shown("2026-02-30 2026-W54 2026-13-01") == "invalid invalid invalid");
  CHECK(shown("12026-03-24 2026-3-24 2026-03-245 2026 CVE-2026-12345 March 2026") == "");
}

TEST_CASE("the file's name wins, then the front matter, then the heading", "[content]") {
  CHECK(decided("", "", "") == "none");
  CHECK(decided("2026-03-24", "", "") == "2026-03-24");
  CHECK(decided("", "2026-03-25", "") == "2026-03-25");
  CHECK(decided("", "", "Week of 2026-03-19 to 2026-03-26") == "2026-03-19 to 2026-03-26");
  CHECK(decided("2026-03-24", "2026-03-24", "2026-03-24") == "2026-03-24");
  CHECK(decided("2026-03-24", "2026-03-25", "") ==
        "2026-03-24; `date` says 2026-03-25, but the name says 2026-03-24, which is taken");
  CHECK(decided("2026-03-19--2026-03-26", "", "2026-03-19 to 2026-03-25") ==
        "2026-03-19 to 2026-03-26; the heading says 2026-03-19 to 2026-03-25, but the name says 2026-03-19 to "
        "2026-03-26, which is taken");
}

TEST_CASE("a day fits a range that it is part of, or follows at once", "[content]") {
  CHECK(decided("2026-03-19--2026-03-26", "2026-03-27", "") == "2026-03-19 to 2026-03-26");
  CHECK(decided("2026-03-19--2026-03-26", "2026-03-28", "") ==
        "2026-03-19 to 2026-03-26; `date` says 2026-03-28, but the name says 2026-03-19 to 2026-03-26, which is taken");
  CHECK(decided("", "2026-03-26", "2026-03-19 to 2026-03-26") == "2026-03-19 to 2026-03-26");
  CHECK(decided("2026-03-26", "", "2026-03-19 to 2026-03-26") == "2026-03-26");
}

TEST_CASE("a week's name is its Monday to Sunday, unless the heading writes out other days", "[content]") {
  CHECK(decided("weekly-2026-W13", "", "") == "2026-03-23 to 2026-03-29");
  CHECK(decided("weekly-2026-W13", "2026-03-28", "Notes") == "2026-03-23 to 2026-03-29");
  CHECK(decided("weekly-2026-W13", "", "2026-03-20 to 2026-03-27") == "2026-03-20 to 2026-03-27");
  CHECK(decided("weekly-2026-W17", "", "2026-04-11 to 2026-04-17") ==
        "2026-04-11 to 2026-04-17; the name says 2026-04-20 to 2026-04-26, but the heading says 2026-04-11 to "
        "2026-04-17, which is taken");
}

TEST_CASE("a range that ends before it starts is an error", "[content]") {
  CHECK_THROWS_WITH(claim("2026-03-26 to 2026-03-19", "the heading"),
                    "a.md:1:1: the heading has its first day 2026-03-26 after its last, 2026-03-19");
}

}  // namespace broadsheet::content
