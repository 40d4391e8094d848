// Addresses of pages: lower case, stable for ever, starting and ending in `/`, relative to the site's base. A
// function of identity alone (series, dates, slugs), never of a file's name, a title or a count.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "model/issue.h"

namespace broadsheet::model {

std::string series_address(std::string_view series);
/// `/<series>/2026-03-24/`, or `/<series>/2026-04-18--2026-05-01/` for a range.
std::string issue_address(const Issue& issue);
/// `/weeks/2026-W13/`
std::string week_address(IsoWeek week);
/// `/archive/2026/`
std::string year_address(int year);
/// `/archive/2026/03/`
std::string month_address(int year, unsigned month);
/// `/companies/cloudflare/`
std::string company_address(std::string_view slug);
/// `/topics/ai-agents/`
std::string topic_address(std::string_view slug);
/// The list of threads; a year of it is below, as `/threads/2026/`, so that no thread's slug may be a number.
inline constexpr std::string_view kThreadsAddress = "/threads/";
/// `/threads/agent-sandboxing/`
std::string thread_address(std::string_view slug);

}  // namespace broadsheet::model
