// Reads one issue: front matter, dates, series, headings, sections, stories. Every word that a reader would see of the
// Markdown is in the issue: what fits no form of a story stays prose.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "content/name_index.h"
#include "content/source.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::content {

/// An issue, and how its series was found.
struct IssueRead {
  model::Issue issue;
  bool series_inferred = false;  ///< no rule of the site fits; `issue.series` was made from the file's name
};

/// The issue in `source`; nothing where an error, which is reported, makes it unreadable, or where it is an `_index.md`
/// without text of its own. Never throws for bad input.
std::optional<IssueRead> read_issue(const model::Site& site, const NameIndex& names, const Source& source,
                                    Diagnostics& diagnostics);

/// The same for a single issue: builds the index of names for it.
std::optional<model::Issue> read_issue(const model::Site& site, const Source& source, Diagnostics& diagnostics);

}  // namespace broadsheet::content
