// Long lists by year: all on the list's own page, or, where it is long, each year on a page of its own and only the
// newest few on the list's. Never by "page 7": a new entry then changes the pages of one year.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broadsheet::render {

/// The most entries that a list's page shows before its years get pages of their own.
inline constexpr std::size_t kMostEntries = 120;
/// The entries that a list's page shows where its years have pages of their own.
inline constexpr std::size_t kNewestEntries = 30;

/// One year of a list.
template <class Entry>
struct YearPart {
  int year = 0;
  std::string address;         ///< of the year's page; empty where all its entries are on the page at hand
  std::size_t count = 0;       ///< of the year
  std::vector<Entry> entries;  ///< those that the page at hand shows
};

/// The years of `entries`, the newest first, on the page of `shown_year`, or with 0 on the list's own, which stands at
/// `address`. `year_of(entry)`; within a year entries keep their order, which is newest first.
template <class Entry, class YearOf>
std::vector<YearPart<Entry>> year_parts(const std::vector<Entry>& entries, YearOf year_of, std::string_view address,
                                        int shown_year) {
  struct Shown {
    std::size_t part = 0;  // in `parts`
    std::size_t left = 0;  // entries that it still shows
  };
  std::vector<int> years;
  years.reserve(entries.size());
  std::map<int, std::size_t, std::greater<>> counts;
  for (const Entry& entry : entries) ++counts[years.emplace_back(year_of(entry))];
  const bool apart = entries.size() > kMostEntries;
  std::vector<YearPart<Entry>> parts;
  std::map<int, Shown> shown;
  for (const auto& [year, count] : counts) {
    const bool whole = !apart || year == shown_year;
    const std::size_t here = whole ? count : shown_year == 0 && parts.empty() ? std::min(count, kNewestEntries) : 0;
    if (here > 0) shown.emplace(year, Shown{parts.size(), here});
    parts.push_back({year, whole ? std::string() : fmt::format("{}{}/", address, year), count, {}});
    parts.back().entries.reserve(here);
  }
  for (std::size_t at = 0; at < entries.size(); ++at) {
    const auto year = shown.find(years[at]);
    if (year == shown.end() || year->second.left == 0) continue;
    --year->second.left;
    parts[year->second.part].entries.push_back(entries[at]);
  }
  return parts;
}

}  // namespace broadsheet::render
