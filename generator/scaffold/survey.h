// Looks at an archive of Markdown that nobody wrote for this program: which files are issues, which series they form,
// what their sections, bylines and tags are.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::scaffold {

/// A file that is no issue, or cannot be one, and why.
struct LeftOut {
  std::string path;  ///< below the content folder: issues/README.md
  std::string reason;
};

/// A heading that comes again and again, and in how many issues it stands; of a section, by the kind of what stands
/// under it.
struct FoundSection {
  std::string heading;
  std::size_t issues = 0;
  std::map<model::SectionKind, std::size_t> kinds;
};

/// Issues that seem to belong together.
struct FoundSeries {
  std::string slug;
  std::string name;
  std::string why;  ///< what they share: "files that start with 'tech'"
  std::vector<std::string> folders;
  std::vector<std::string> prefixes;
  std::vector<std::string> names;
  std::size_t issues = 0;
  std::size_t stories = 0;
  Date first;
  Date last;
  std::vector<FoundSection> sections;  ///< the most frequent first
  std::vector<model::Numbering> numbering;
};

/// A name and its other spellings, with the number of stories or issues that have it.
struct FoundTerm {
  std::string name;
  std::size_t count = 0;
  std::vector<std::pair<std::string, std::size_t>> aliases;  ///< surely the same
  std::vector<std::pair<std::string, std::size_t>> maybe;    ///< one letter apart
};

struct Survey {
  std::string title;
  std::string language;  ///< BCP 47, guessed
  std::vector<FoundSeries> series;
  std::vector<FoundTerm> companies;  ///< the most frequent first
  std::vector<FoundTerm> topics;
  std::size_t issues = 0;
  std::size_t stories = 0;
  std::vector<LeftOut> left_out;
  std::vector<LeftOut> pages;  ///< texts that are no issues: articles beside a series, files without date and number
  std::vector<std::string> undated;  ///< files with a number in their names, for which no day could be found
  std::size_t estimated = 0;         ///< issues whose days were found from their numbers and addresses
};

/// How to date issues that have a number and no date.
struct SurveyOptions {
  std::optional<model::Numbering> numbering;
};

/// Looks at all Markdown files below `folder`, which will be seen as `issues/` of a content folder. Files that cannot
/// be read are left out with their reasons.
Survey survey(const std::string& folder, const SurveyOptions& options);

}  // namespace broadsheet::scaffold
