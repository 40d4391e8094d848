// The words of all documents, kept from build to build: words of blocks that left are taken away, those of new blocks
// added, and the others are not looked at.
#pragma once

#include <mutex>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "search/database.h"
#include "search/lexicon.h"

namespace broadsheet::search {

class KeptWords {
 public:
  /// Starts from what is kept in the folder `blocks` (none: nothing is kept) of blocks that are still there.
  KeptWords(const std::string& folder, const std::vector<Block>& blocks);

  /// Whether the words of a block are there.
  bool has(const Block& block) const { return names_.contains(block.folder); }
  /// Adds the words of a block. For any thread.
  void add(const std::vector<LexiconEntry>& words);
  /// When the words of all blocks are there: all of them, by their bytes.
  std::vector<LexiconEntry> all() const { return lexicon_.all(); }
  /// Keeps what all() gave for the next build.
  void keep(const std::vector<Block>& blocks, std::span<const LexiconEntry> all) const;

 private:
  bool start_from(const std::string& bytes, const std::set<std::string>& current);

  std::string folder_;
  Lexicon lexicon_;
  std::set<std::string> names_;  ///< of blocks, with their folder
  std::mutex adding_;
};

}  // namespace broadsheet::search
