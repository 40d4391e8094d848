// The static files of a segment: a run of documents that is indexed by itself, so that it keeps its files when later
// documents come. FORMAT.md has the formats.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/index.h"
#include "search/lexicon.h"

namespace broadsheet::search {

/// The files of a segment, without names, and what the root must know.
struct Segment {
  std::size_t documents = 0;
  std::uint64_t length = 0;            ///< sum of `lengths`
  std::vector<std::uint32_t> lengths;  ///< of its documents: sum of wdf
  std::vector<std::string> shards;     ///< terms with their postings, ascending
  std::vector<std::string> starts;     ///< parallel: greater than all terms before, and not greater than any in it
  std::vector<std::string> heavy;      ///< terms whose lists do not carry the lengths of documents, ascending
  std::vector<std::string> positions;  ///< where terms stand in documents, in the order of the terms
};

/// Indexes the documents from `first` to before `last`; adds their words to `lexicon`. Where `all_light`, every list
/// carries the lengths of its documents.
Segment index_segment(const std::vector<Document>& documents, std::size_t first, std::size_t last, bool all_light,
                      const IndexOptions& options, Lexicon& lexicon);

}  // namespace broadsheet::search
