#include "base/date.h"

#include <catch2/catch.hpp>

#include "base/date_text.h"

namespace broadsheet {

namespace {

Date day(const char* text) {
  return parse_iso_date(text).value();
}

}  // namespace

TEST_CASE("only real days of the form YYYY-MM-DD are dates", "[base]") {
  CHECK(iso_date(day("2026-03-24")) == "2026-03-24");
  CHECK(iso_date(day("2024-02-29.md")) == "2024-02-29");
  for (const char* wrong :
       {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026/01/01", "+026-01-01", ""})
    CHECK_FALSE(parse_iso_date(wrong));
}

TEST_CASE("ISO weeks belong to the year of their Thursday", "[base]") {
  CHECK(iso_week_name(iso_week(day("2026-03-24"))) == "2026-W13");
  CHECK(iso_week_name(iso_week(day("2026-03-29"))) == "2026-W13");
  CHECK(iso_week_name(iso_week(day("2026-03-30"))) == "2026-W14");
  CHECK(iso_week_name(iso_week(day("2021-01-03"))) == "2020-W53");
  CHECK(iso_week_name(iso_week(day("2024-12-30"))) == "2025-W01");
  CHECK(iso_week_name(iso_week(day("2027-01-01"))) == "2026-W53");
}

TEST_CASE("a week and its Monday lead to each other, for forty years", "[base]") {
  for (Date monday_of = day("2000-01-03"); monday_of < day("2040-01-01"); monday_of = add_days(monday_of, 7)) {
    REQUIRE(monday(iso_week(monday_of)) == monday_of);
    REQUIRE(parse_iso_week(iso_week_name(iso_week(monday_of))) == iso_week(monday_of));
  }
}

TEST_CASE("a week that its year does not have is none", "[base]") {
  CHECK(parse_iso_week("2026-W53"));
  CHECK_FALSE(parse_iso_week("2025-W53"));
  CHECK_FALSE(parse_iso_week("2026-W00"));
  CHECK_FALSE(parse_iso_week("2026-13"));
}

TEST_CASE("dates read as they are written in a page's language", "[base]") {
  CHECK(date_text(day("2026-03-24"), "en") == "March 24, 2026");
  CHECK(date_text(day("2026-03-24"), "de") == "24. März 2026");
  CHECK(date_text(day("2026-03-24"), "zh") == "2026年3月24日");
  CHECK(month_text(2026, 3, "en") == "March 2026");
  CHECK(weekday_name(day("2026-03-24"), "en") == "Tuesday");
  CHECK(month_name(3, "fr") == "mars");
  CHECK(date_range_text(day("2026-03-24"), day("2026-03-24"), "en") == "March 24, 2026");
  CHECK(date_range_text(day("2026-03-19"), day("2026-03-26"), "en") == "March 19 – 26, 2026");
  CHECK(date_range_text(day("2026-04-18"), day("2026-05-01"), "en") == "April 18 – May 1, 2026");
}

}  // namespace broadsheet
