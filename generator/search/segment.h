// The static files of a segment: a run of documents that is indexed by itself, so that it keeps its files when later
// documents come. FORMAT.md has the formats.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/packed.h"

namespace broadsheet::search {

/// The files of a segment, without names, and what the root must know.
struct Segment {
  std::size_t documents = 0;
  std::uint64_t length = 0;              ///< sum of its documents' lengths
  std::uint64_t range = 1;               ///< Packed::range
  std::string steps;                     ///< of its documents' lengths, a byte each
  std::vector<std::string> shards;       ///< terms with their postings, ascending
  std::vector<std::string> starts;       ///< parallel: greater than all terms before, and not greater than any in it
  std::vector<std::string> positions;    ///< where terms stand in documents, each file for the terms of some shards
  std::vector<std::size_t> in_one_file;  ///< parallel to `positions`: of how many shards
};

Segment cut_segment(const Packed& packed);

}  // namespace broadsheet::search
