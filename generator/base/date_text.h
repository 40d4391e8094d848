// Dates as readers write them, in the language of a page (CLDR, through ICU). Depends on the language tag alone, never
// on the process's locale or time zone.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"

namespace broadsheet {

/// "March 24, 2026", "24. März 2026", "2026年3月24日". `language` is a BCP 47 tag; an unknown one reads as ICU's root.
std::string date_text(Date date, std::string_view language);

/// "March 19 – 26, 2026"; the same as date_text() where both are one day.
std::string date_range_text(Date first, Date last, std::string_view language);

/// "March 2026"
std::string month_text(int year, unsigned month, std::string_view language);

/// "March" and "Tuesday", as they stand alone.
std::string month_name(unsigned month, std::string_view language);
std::string weekday_name(Date date, std::string_view language);

}  // namespace broadsheet
