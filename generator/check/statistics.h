// Counts of what an archive holds, by series and by month.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/archive.h"

namespace broadsheet::check {

/// What a part of the archive holds. Companies and topics are counted once each.
struct Counts {
  std::string name;  ///< of the series, or the month as YYYY-MM
  std::size_t issues = 0;
  std::size_t stories = 0;
  std::size_t companies = 0;
  std::size_t topics = 0;
  std::size_t words = 0;
  std::optional<Date> first;  ///< of its issues' days
  std::optional<Date> last;

  bool operator==(const Counts&) const = default;
};

struct Statistics {
  Counts total;
  std::vector<Counts> series;        ///< in the order of site.yaml; those with an issue
  std::vector<Counts> months;        ///< ascending; an issue belongs to the month of its last day
  std::map<int, std::size_t> forms;  ///< form of a story's head (README) → stories
};

Statistics statistics(const model::Archive& archive);

/// Two tables with aligned columns, for series and for months, each with a total, and the forms in a line.
std::string to_text(const Statistics& statistics);

/// The same as an indented JSON object: total, series, months, forms.
std::string to_json(const Statistics& statistics);

}  // namespace broadsheet::check
