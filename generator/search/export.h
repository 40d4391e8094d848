// The static files of an index, for browsers. FORMAT.md has the formats.
#pragma once

#include <memory>
#include <vector>

#include "search/index.h"
#include "search/inversion.h"
#include "search/lexicon.h"

namespace broadsheet::search {

/// The files of all documents, which `runs` are the inversion of and `lexicon` has the words of: the root first, then
/// by name.
std::vector<File> export_runs(const std::vector<Document>& documents, const IndexOptions& options,
                              const std::vector<std::unique_ptr<Run>>& runs, const Lexicon& lexicon);

}  // namespace broadsheet::search
