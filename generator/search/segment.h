// The static files of a segment: a run of documents that is indexed by itself, so that it keeps its files when later
// documents come. FORMAT.md has the formats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "search/packed.h"

namespace broadsheet::search {

/// How a segment is cut into files, which are made one by one: most of them the site has already.
class SegmentFiles {
 public:
  /// `packed` must outlive it.
  explicit SegmentFiles(const Packed& packed);

  /// Terms with their postings, ascending.
  std::string shard(std::size_t number) const;
  /// Where terms stand in documents, each file for the terms of some shards.
  std::string places(std::size_t number) const;

  /// Of each shard or file of positions a hash of all that it is made of.
  std::vector<std::uint64_t> shard_sources() const;
  std::vector<std::uint64_t> places_sources() const;

  /// Of each shard: greater than all terms before, and not greater than any in it.
  const std::vector<std::string>& starts() const { return starts_; }
  /// Of each file of positions: of how many shards.
  std::vector<std::size_t> in_one_file() const;
  /// The sum of the documents' lengths.
  std::uint64_t length() const;

 private:
  std::span<const PackedTerm> terms(std::size_t first_shard, std::size_t end_shard) const;
  std::size_t places_size(std::size_t shard) const;
  std::size_t first_shard(std::size_t places) const { return places == 0 ? 0 : place_ends_[places - 1]; }

  const Packed& packed_;
  std::vector<std::size_t> ends_;        ///< of the shards among the terms
  std::vector<std::string> starts_;      ///< of the shards
  std::vector<std::size_t> place_ends_;  ///< of the files of positions among the shards
};

}  // namespace broadsheet::search
