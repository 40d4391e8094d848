// The words of all stories on their way to features: read and numbered, then counted, then weighed.
#pragma once

#include <cstdint>
#include <vector>

#include "link/features.h"
#include "link/key_table.h"
#include "link/words.h"
#include "model/archive.h"

namespace broadsheet::link {

/// The features of every story that its words make, each list ascending by number.
struct WordFeatures {
  Lists<Feature> words;          ///< that other stories have too; half as heavy again in titles
  Lists<Feature> phrases;        ///< two words side by side, not both vague; the number is phrase_number() of both
  Lists<PostedFeature> telling;  ///< those of the words that are telling, the kMostTelling heaviest
  std::vector<float> lengths;    ///< of the vector of all words, those of no other story included
};

/// Of two words, in their order; different phrases hardly ever share one.
constexpr std::uint32_t phrase_number(std::uint32_t first_word, std::uint32_t second_word) {
  return first_word * 0x9e3779b1u ^ (second_word * 0x85ebca77u + (first_word >> 15));
}

/// Whether `word` follows on `last` in `text` with nothing but a blank or a hyphen between them.
bool is_joined(std::string_view text, const Word& last, const Word& word);

class StoryWords {
 public:
  static constexpr std::size_t kMostTelling = 16;

  /// Reads the stories of `archive`, in its order, and gives their words numbers.
  explicit StoryWords(const model::Archive& archive);

  /// The number of a word, or KeyTable::kNone.
  static std::uint32_t number(const KeyTable& numbers, const Word& word) { return numbers.find(word.key / 4); }

  /// How many stories have each word.
  const std::vector<std::uint32_t>& counts() const { return counts_; }
  const KeyTable& numbers() const { return numbers_; }
  KeyTable take_numbers() { return std::move(numbers_); }

  /// `kinds` of all words, by number. Words that only one story has are no features.
  WordFeatures features(const std::vector<WordKind>& kinds);

 private:
  /// The words of neighbouring stories, each as its key or number shifted by two bits, kInTitle and kJoined.
  struct Part {
    std::vector<std::uint64_t> words;
    std::vector<std::uint32_t> ends;  // of each story's
  };
  class PartFeatures;

  void read_part(const model::Archive& archive, std::size_t part);
  void number_words();

  std::vector<Part> parts_;
  KeyTable numbers_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace broadsheet::link
