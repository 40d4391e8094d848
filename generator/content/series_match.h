// Which series an issue belongs to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "content/source.h"
#include "model/site.h"

namespace broadsheet::content {

/// What is known of an issue when its series is looked for.
struct SeriesClues {
  std::string_view path;      ///< relative to the content folder
  std::string_view title;     ///< of the front matter, or empty
  std::string_view headline;  ///< of the first heading, without the date, or empty
};

struct SeriesMatch {
  const model::SeriesRule* rule = nullptr;  ///< null where no rule fits
  std::string slug;                         ///< the rule's, or one made of the file's name or folder
};

/// The name of a file without ending, leading `_` and date: `tech` of `week/tech-2026-03-24.md`; empty for `_index.md`.
std::string_view file_prefix(std::string_view path);

/// The first number in a file's name, of at most five digits: 250 of `docs/issue-250.md`.
std::optional<int> number_in_name(std::string_view path);

/// The series whose prefix the file's name starts with (the longest); else the one of the deepest folder on the path;
/// else the one that has the front matter's title or the heading as a name. Warns (rule `series-disagreement`) where a
/// weaker clue says something else, and (rule `unknown-series`) where nothing fits although series are configured. A
/// series with the folder `issues` takes what no other fits.
SeriesMatch match_series(const model::Site& site, const SeriesClues& clues, const CleanSource& source,
                         Diagnostics& diagnostics);

}  // namespace broadsheet::content
