// The words of all stories on their way to features: read and numbered, then counted, then weighed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/text_store.h"
#include "link/features.h"
#include "link/key_table.h"
#include "link/part_cache.h"
#include "link/words.h"
#include "model/archive.h"

namespace broadsheet::link {

/// A telling word of a story.
struct TellingWord {
  static constexpr std::uint32_t kMost = 1;

  std::uint32_t number_and_most = 0;

  /// Among the words of the story's part.
  std::uint32_t number() const { return number_and_most / 2; }
  /// Whether it is one of the kMostTelling heaviest of its story.
  bool is_most() const { return (number_and_most & kMost) != 0; }
};

/// The features of every story that its words make.
struct WordFeatures {
  KeptLists<Feature> words;        ///< word_feature()s that other stories have too; half as heavy again in titles
  KeptLists<Feature> phrases;      ///< two words side by side, not both vague; ascending by number as words are
  KeptLists<TellingWord> telling;  ///< for each telling one of `words`, in their order
  std::vector<float> lengths;      ///< of the vector of all words, those of no other story included
  std::vector<std::uint64_t> identities;  ///< a hash of all that
};

/// Stands for what was read of a story: its texts, titles, sources.
std::uint64_t hash_of(const model::Story& story);

/// One word of a story, in eight bytes: all words of the archive are kept while stories are linked. Its number holds
/// among the stories of one part.
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

/// The words of one story, in order: those of its title, then those of its text.
struct WordsOfStory {
  std::span<const StoryWord> words;
  std::span<const std::uint64_t> keys;  ///< by the words' numbers

  std::uint32_t id(const StoryWord& word) const { return word_id(keys[word.number()]); }
};

class StoryWords {
 public:
  static constexpr std::size_t kMostTelling = 16;

  /// Reads the stories of `archive`, in its order. The words stand in `kept`; it, the archive and the cache must
  /// outlive this.
  StoryWords(const model::Archive& archive, PartCache& cache, TextStore& kept);

  /// How many stories have each word; words are numbered in the order in which they first come.
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  /// The number of a word in counts(), or KeyTable::kNone.
  std::uint32_t number(const Word& word) const { return numbers_.find(word.key); }
  /// Likewise of one of a part's own words.
  std::uint32_t number(std::uint32_t story, TellingWord word) const {
    return parts_[part_of_[story]].numbers[word.number()];
  }
  std::size_t size() const { return counts_.size(); }

  WordsOfStory of(std::uint32_t story) const { return {stories_.of(story), parts_[part_of_[story]].keys}; }

  TextStore& store() const { return *kept_; }
  PartCache& cache() const { return *cache_; }

  /// Stories of neighbouring issues that the cache keeps together.
  struct StoryPart {
    /// Of what was read of them, where an earlier build has read the same. Else nothing is kept but that: of a first
    /// build there may be no second, and what changed now may change again.
    std::optional<std::uint64_t> key;
    Part issues;
    std::uint32_t first_story = 0;
    std::uint32_t end_story = 0;
  };
  std::size_t part_count() const { return parts_.size(); }
  /// Whether any part has a key.
  bool has_kept_parts() const;
  StoryPart part(std::size_t number) const;
  /// Adds how many stories of a part have each word, by the words' numbers in counts().
  void add_counts(std::size_t part, std::vector<std::uint32_t>& counts) const;

  /// `kinds` of all words, by number. Words that only one story has are no features.
  WordFeatures features(const std::vector<WordKind>& kinds) const;

 private:
  /// The different words of neighbouring stories.
  struct PartWords {
    std::optional<std::uint64_t> key;  // see StoryPart
    Part issues;
    std::uint32_t first_story = 0;
    KeptLists<StoryWord> stories;
    std::span<const std::uint64_t> keys;    // of the words, by their numbers within the part
    std::span<const std::uint32_t> counts;  // how many of the stories have each
    std::vector<std::uint32_t> numbers;     // of all parts
  };
  /// The features of the same stories.
  struct PartFeatures {
    KeptLists<Feature> words, phrases;
    KeptLists<TellingWord> telling;
    std::span<const float> lengths;
    std::span<const std::uint64_t> identities;
  };
  class PartReader;
  class FeatureMaker;

  PartWords read_part(Part part) const;
  PartFeatures features(const PartWords& part, const std::vector<WordKind>& kinds) const;
  void number_words();

  const model::Archive* archive_;
  PartCache* cache_;
  TextStore* kept_;
  std::vector<PartWords> parts_;
  std::vector<std::uint32_t> part_of_;  // each story
  KeptLists<StoryWord> stories_;
  KeyTable numbers_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace broadsheet::link
