// Which issues of a foreign archive belong to one series.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/issue.h"

namespace broadsheet::scaffold {

/// An issue by what its file says of its series. All as authored.
struct IssueClues {
  std::string prefix;    ///< of the file's name, before a date or number
  std::string folder;    ///< the deepest one that is a name, not a date or "weekly"; or empty
  std::string title;     ///< front matter, without date and number
  std::string headline;  ///< first heading, likewise
};

/// `path` is below the content folder; `matter_title` is the front matter's title.
IssueClues clues_of(std::string_view path, std::string_view matter_title, std::string_view headline);

/// The key of each issue's series, parallel to `clues`: the slug of its prefix, where several files share it and it is
/// a name; else of the prefix whose files have the same title; else of its folder, or of the prefix that most files in
/// this folder have; else empty, for the series of the whole archive. Where all are in one folder, that is the whole.
std::vector<std::string> group(const std::vector<IssueClues>& clues);

/// The text without a number, `#`, "No.", "Issue", "第 … 期" or date at its end, and what then is left of separators.
std::string without_number(std::string_view text);

}  // namespace broadsheet::scaffold
