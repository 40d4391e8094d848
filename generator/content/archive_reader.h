// Reads a whole content folder: which files are issues, pages and static files, and what stands in them.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/progress.h"
#include "base/text_store.h"
#include "content/read_cache.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::content {

/// The files of a content folder by what they are, each list ordered by path.
struct ContentFiles {
  std::vector<FoundFile> issues;        ///< Markdown below `issues/`, or anywhere where there is no such folder
  std::vector<FoundFile> pages;         ///< Markdown below `pages/`
  std::vector<FoundFile> static_files;  ///< below `static/`; `relative` is without that folder
};

/// What a content folder holds. Issues and pages stand in the order of their files' paths.
struct ReadResult {
  std::vector<model::Issue> issues;
  std::vector<model::StandalonePage> pages;
  std::vector<FoundFile> static_files;
  std::vector<model::SeriesRule> inferred_series;  ///< of issues that no rule of the site fits; to be added to it
};

/// Lists the files, but those that the site's `ignore` globs fit. Reports folders that cannot be read (rule `file`).
ContentFiles list_content(const model::Site& site, const std::string& content_dir, Diagnostics& diagnostics);

/// Reads all issues and pages on all cores. A file that cannot be read is an error with its name; the others are read.
/// Issues that `cache` knows are taken from it. Their long texts go to `texts`, which must outlive them; without one
/// they are the issues' own. Each issue is a step.
ReadResult read_archive(const model::Site& site, const std::string& content_dir, Diagnostics& diagnostics,
                        ReadCache cache = {}, TextStore* texts = nullptr, Progress& progress = unwatched());

}  // namespace broadsheet::content
