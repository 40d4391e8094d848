// The words of the archive as authors wrote them (the index itself only has stems): for finishing a word that is being
// typed, and for "did you mean". Both answers are defined here and in the browser's search.js alike.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.h"
#include "search/interner.h"
#include "search/language.h"

namespace broadsheet::search {

struct LexiconEntry {
  std::string word;
  std::uint32_t documents = 0;  ///< how many have it

  bool operator==(const LexiconEntry&) const = default;
};

/// Counts words: those that it starts from, and changes to them.
class Lexicon {
 public:
  /// `start` ascends by the bytes of the words.
  explicit Lexicon(std::vector<LexiconEntry> start = {}) : start_(std::move(start)) {}

  void add(std::string_view word, std::uint32_t documents) { change(word) += documents; }
  /// Takes away what was added.
  void remove(std::string_view word, std::uint32_t documents) { change(word) -= documents; }
  /// By the bytes of the words.
  std::vector<LexiconEntry> all() const;

 private:
  std::uint32_t& change(std::string_view word) {
    const std::uint32_t number = words_.number(word);
    if (number == changes_.size()) changes_.push_back(0);
    return changes_[number];
  }

  std::vector<LexiconEntry> start_;
  Interner words_;                      ///< those that change
  std::vector<std::uint32_t> changes_;  ///< by number; what is taken away counts from 2^32 down
};

/// The words of so many documents that readers are offered: those of fewer than three characters are left out, and in
/// an archive of 2,000 documents or more those that only one document has: they are mostly misspelt.
std::vector<LexiconEntry> offered(std::span<const LexiconEntry> all, std::size_t documents);

/// Entries as bytes, the fewest where they are sorted: each word as FrontCoder writes it, then its count as a varint.
std::string write_lexicon(std::span<const LexiconEntry> entries);
/// Throws Damaged (bits.h).
std::vector<LexiconEntry> read_lexicon(std::string_view bytes);

/// The same with the number of entries before them, so that some of them are never taken for all. Reading throws
/// Damaged.
std::string write_counted_lexicon(std::span<const LexiconEntry> entries);
std::vector<LexiconEntry> read_counted_lexicon(std::string_view bytes);

/// The words that a reader who has typed `prefix` may be after: the six that most documents have, then by their bytes.
/// None for fewer than three characters.
std::vector<std::string> completions(const std::vector<LexiconEntry>& entries, std::string_view prefix);

/// The word with the same first character nearest to `word`, which has four characters or more: at most one change
/// (two from six characters on), a change being a character more, less or other, or two neighbours swapped (optimal
/// string alignment). Of equally near ones the most frequent, then the first by its bytes. Empty where there is none.
std::string near_word(const std::vector<LexiconEntry>& entries, std::string_view word);

/// The synonyms as groups of stems, each of two or more; names that are not exactly one word are left out, and a stem
/// stays in the first group that has it. A name has a stem by each of the stemmers.
std::vector<SynonymGroup> stem_synonyms(const std::vector<SynonymGroup>& synonyms,
                                        const std::vector<Stemmer>& stemmers);
/// A line a group, its stems separated by blanks.
std::string write_synonyms(const std::vector<SynonymGroup>& groups);
/// stem → the stems of its group, itself among them.
std::map<std::string, SynonymGroup> read_synonyms(std::string_view text);

}  // namespace broadsheet::search
