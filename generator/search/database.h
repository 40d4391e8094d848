// The Xapian database. Documents are written in blocks, each a small database in a folder that is named after what it
// holds, so that a build writes anew only the blocks that changed; all blocks are then joined, which costs little.
#pragma once

#include <string>
#include <vector>

#include "search/index.h"
#include "search/inversion.h"
#include "search/lexicon.h"

namespace Xapian {
class WritableDatabase;
}

namespace broadsheet::search {

inline constexpr unsigned kDateSlot = 0;      ///< value of a document: its day as YYYYMMDD
inline constexpr unsigned kDocumentSlot = 1;  ///< value of a document: store_document()

// Metadata: "format" says how documents were indexed, "language", "stemmers" (by name, separated by blanks), "synonyms"
// and "lexicon" are what queries need, and "state" is the hash of all this and of all blocks.

/// Documents that are indexed together.
struct Block {
  Span span;
  std::string folder;
  bool written = false;             ///< by an earlier build
  std::vector<LexiconEntry> words;  ///< of its documents, where it is written
};

/// A hash of all that the index has of a document, for each.
std::vector<std::uint64_t> document_hashes(const std::vector<Document>& documents);

/// What the terms of a document depend on besides itself.
std::string format_of(const IndexOptions& options, bool complete);

/// The blocks of all documents, in their order.
std::vector<Block> plan_blocks(const DatabaseTarget& target, const std::vector<std::uint64_t>& hashes,
                               const IndexOptions& options);

/// Writes a block, from documents that come in their order. For one thread; others may write other blocks.
class BlockWriter {
 public:
  BlockWriter(const Block& block, const std::vector<Document>& documents, bool complete);
  ~BlockWriter();
  BlockWriter(const BlockWriter&) = delete;
  BlockWriter& operator=(const BlockWriter&) = delete;

  /// Throws Xapian::Error.
  void add(std::size_t document, const std::vector<Occurrence>& found, const Analyser& analyser);
  /// To be called at the end, with the words of the block's documents. Throws Xapian::Error.
  void finish(const std::vector<LexiconEntry>& words);

 private:
  const Block& block_;
  const std::vector<Document>& documents_;
  bool complete_;
  std::unique_ptr<Xapian::WritableDatabase> database_;
};

/// Joins the blocks to the database at `target.path`, or leaves that to finish_database(), and removes blocks of other
/// documents. Does nothing where that is done already. Throws Xapian::Error, or Error where the plan cannot be written.
void join_blocks(const DatabaseTarget& target, const std::vector<Block>& blocks,
                 const std::vector<Document>& documents, const IndexOptions& options, const Lexicon& lexicon);

}  // namespace broadsheet::search
