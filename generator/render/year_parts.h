// Long lists by year: all on the list's own page, or, where it is long, each year on a page of its own and only the
// newest few on the list's. Never by "page 7": a new entry then changes the pages of one year.
#pragma once

#include <fmt/format.h>

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
  std::map<int, std::vector<Entry>, std::greater<>> by_year;
  for (const Entry& entry : entries) by_year[year_of(entry)].push_back(entry);
  const bool apart = entries.size() > kMostEntries;
  std::vector<YearPart<Entry>> parts;
  for (auto& [year, of_year] : by_year) {
    YearPart<Entry> part{year, {}, of_year.size(), {}};
    const bool whole = !apart || year == shown_year;
    if (!whole) part.address = fmt::format("{}{}/", address, year);
    if (!whole && (shown_year != 0 || !parts.empty())) of_year.clear();
    if (!whole && of_year.size() > kNewestEntries) of_year.resize(kNewestEntries);
    part.entries = std::move(of_year);
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace broadsheet::render
