// The words of all stories on their way to features: read and numbered, then counted, then weighed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/text_store.h"
#include "link/features.h"
#include "link/key_table.h"
#include "link/part_cache.h"
#include "link/words.h"
#include "model/archive.h"

namespace broadsheet::link {

/// The features of every story that its words make, each list ascending by number.
struct WordFeatures {
  KeptLists<Feature> words;      ///< that other stories have too; half as heavy again in titles
  KeptLists<Feature> phrases;    ///< two words side by side, not both vague; the number is phrase_number() of both
  Lists<PostedFeature> telling;  ///< those of the words that are telling, the kMostTelling heaviest
  std::vector<float> lengths;    ///< of the vector of all words, those of no other story included

  /// Makes room for so many stories with so many telling words: growing would take as much again.
  void reserve(std::size_t stories, std::size_t telling_words) {
    words.reserve(stories);
    phrases.reserve(stories);
    telling.first.reserve(stories + 1);
    telling.items.reserve(telling_words);
    lengths.reserve(stories);
  }
};

/// Of two words, in their order; different phrases hardly ever share one.
constexpr std::uint32_t phrase_number(std::uint32_t first_word, std::uint32_t second_word) {
  return first_word * 0x9e3779b1u ^ (second_word * 0x85ebca77u + (first_word >> 15));
}

/// One word of a story, in eight bytes: all words of the archive are kept while stories are linked.
struct StoryWord {
  static constexpr std::uint32_t kInTitle = 1;
  static constexpr std::uint32_t kJoined = 2;

  std::uint32_t number_and_flags = 0;
  std::uint16_t begin = 0;   ///< of the word in the title or text, in bytes
  std::uint16_t length = 0;  ///< in bytes; 0 where the word begins or ends too far behind to say

  std::uint32_t number() const { return number_and_flags / 4; }
  bool in_title() const { return (number_and_flags & kInTitle) != 0; }
  /// Whether it follows on the word before with nothing but a blank or a hyphen between them.
  bool is_joined() const { return (number_and_flags & kJoined) != 0; }
};

class StoryWords {
 public:
  static constexpr std::size_t kMostTelling = 16;

  /// Reads the stories of `archive`, in its order, and gives their words numbers. The words stand in `kept`, which
  /// must outlive this.
  StoryWords(const model::Archive& archive, PartCache& cache, TextStore& kept);

  /// How many stories have each word.
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  /// The number of a word, or KeyTable::kNone.
  std::uint32_t number(const Word& word) const { return numbers_.find(word.key); }
  std::size_t size() const { return counts_.size(); }

  /// The words of a story, in order: those of its title, then those of its text.
  std::span<const StoryWord> of(std::uint32_t story) const { return stories_.of(story); }

  TextStore& store() const { return *kept_; }

  /// `kinds` of all words, by number. Words that only one story has are no features.
  WordFeatures features(const std::vector<WordKind>& kinds) const;

 private:
  /// The words of neighbouring stories while they are numbered.
  struct PartWords {
    Lists<StoryWord> words;             // of each story
    std::vector<std::uint64_t> keys;    // of the different words
    std::vector<std::uint32_t> counts;  // how many of the stories have each
  };
  class PartReader;
  static PartWords read_part(const model::Archive& archive, Part part, PartCache& cache);
  template <class Archive>
  static void visit(Archive& archive, PartWords& part);
  class PartFeatures;

  void number_words(std::vector<PartWords> parts);

  TextStore* kept_;
  KeptLists<StoryWord> stories_;
  KeyTable numbers_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace broadsheet::link
