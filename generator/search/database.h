// The Xapian database. Documents are written in blocks, each a small database in a folder that is named after what it
// holds, so that a build writes anew only the blocks that changed; all blocks are then joined, which costs little.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "search/index.h"
#include "search/inversion.h"
#include "search/lexicon.h"

namespace broadsheet::search {

inline constexpr unsigned kDateSlot = 0;      ///< value of a document: its day as YYYYMMDD
inline constexpr unsigned kDocumentSlot = 1;  ///< value of a document: store_document()

// Metadata: "format" says how documents were indexed, "language", "stemmers" (by name, separated by blanks), "synonyms"
// and "lexicon" are what queries need, and "state" is the hash of all this and of all blocks.

/// Documents that are indexed together.
struct Block {
  Span span;
  std::string folder;
  bool written = false;  ///< by an earlier build
};

/// A hash of all that the index has of a document, for each.
std::vector<std::uint64_t> document_hashes(const std::vector<Document>& documents, const IndexOptions& options);

/// What the terms of a document depend on besides itself.
std::string format_of(const IndexOptions& options, bool complete);

/// The blocks of all documents, in their order. Where one ends is decided by the addresses of documents, and a block
/// does not depend on what stands before it: a document more or less changes its own block.
std::vector<Block> plan_blocks(const DatabaseTarget& target, const std::vector<Document>& documents,
                               const std::vector<std::uint64_t>& hashes, const IndexOptions& options);

/// What a block is written from.
struct BlockContent {
  const std::vector<Document>& documents;  ///< of the whole archive
  const Analysed& analysed;                ///< the block's
  const Analyser& analyser;
  const std::vector<LexiconEntry>& words;  ///< the block's
};

/// Writes a block; others may be written by other threads. Throws Xapian::Error.
void write_block(const Block& block, const BlockContent& content, bool complete);

/// The words of the block in a folder; nothing where it is not written.
std::optional<std::vector<LexiconEntry>> read_words(const std::string& folder);

/// Joins the blocks to the database at `target.path`, or leaves that to finish_database(), and removes blocks of other
/// documents. Does nothing where that is done already. Throws Xapian::Error, or Error where the plan cannot be written.
void join_blocks(const DatabaseTarget& target, const std::vector<Block>& blocks, const std::vector<Document>& documents,
                 const IndexOptions& options, const std::vector<LexiconEntry>& words);

}  // namespace broadsheet::search
