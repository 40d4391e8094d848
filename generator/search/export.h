// The static files of an index, for browsers. FORMAT.md has the formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/index.h"
#include "search/lexicon.h"
#include "search/packed.h"

namespace broadsheet::search {

/// Files of an earlier build by File::source: where the site still has one, it is not made again. None where none can
/// be taken over.
using KnownFiles = std::unordered_map<std::uint64_t, Imprint>;

/// What the files are made from.
struct Indexed {
  const std::vector<Document>& documents;
  const std::vector<std::uint64_t>& hashes;      ///< of the documents
  std::vector<std::optional<Packed>>& segments;  ///< all there; each is let go of when its files are made
  const std::vector<LexiconEntry>& words;
};

/// Where segments end: a function of the number of documents alone. In a large archive the first stays as it is while
/// documents come, until it grows by a whole step; the second has the newest documents.
std::vector<std::size_t> segment_ends(std::size_t documents, const IndexOptions& options);

/// The files of all documents: the root first, then by name. Throws Damaged where `known` is wrong.
std::vector<File> export_index(const Indexed& index, const IndexOptions& options, const KnownFiles& known);

}  // namespace broadsheet::search
