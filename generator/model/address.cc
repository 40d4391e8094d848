#include "model/address.h"

#include <fmt/format.h>

namespace broadsheet::model {

std::string series_address(std::string_view series) {
  return fmt::format("/{}/", series);
}

std::string issue_address(const Issue& issue) {
  if (!issue.is_range()) return fmt::format("/{}/{}/", issue.series, iso_date(issue.last));
  return fmt::format("/{}/{}--{}/", issue.series, iso_date(issue.first), iso_date(issue.last));
}

std::string week_address(IsoWeek week) {
  return fmt::format("/weeks/{}/", iso_week_name(week));
}

std::string year_address(int year) {
  return fmt::format("/archive/{:04}/", year);
}

std::string month_address(int year, unsigned month) {
  return fmt::format("/archive/{:04}/{:02}/", year, month);
}

std::string company_address(std::string_view slug) {
  return fmt::format("/companies/{}/", slug);
}

std::string topic_address(std::string_view slug) {
  return fmt::format("/topics/{}/", slug);
}

std::string thread_address(std::string_view slug) {
  return fmt::format("/threads/{}/", slug);
}

}  // namespace broadsheet::model
