// What stories are compared by: features with weights, in lists.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/text_store.h"

namespace broadsheet::link {

/// A word, phrase, company or topic of a story and how much it tells, from 0 to 1: ln(N / n) / ln(N) for one that n of
/// N stories have (its rarity, as in Spärck Jones, "A statistical interpretation of term specificity", 1972). N is
/// rounded down to a power of two and the result to eighths, so that a new issue rarely changes old comparisons. Vague
/// words weigh half; a phrase weighs what its two words weigh on average.
struct Feature {
  std::uint32_t number = 0;  ///< word_feature(), phrase_number(), or of a company or topic
  float weight = 0;
};

/// Stands for a word wherever it is compared, in all archives the same, so that what was found of a story holds while
/// others come and go. Of 30 bits of its key: two words hardly ever share one, and then make one comparison a little
/// less sharp.
constexpr std::uint32_t word_id(std::uint64_t key) {
  return static_cast<std::uint32_t>(key >> 34);
}
constexpr std::uint32_t word_feature(std::uint32_t id, bool telling) {
  return 2 * id + (telling ? 1 : 0);
}
constexpr bool is_telling_feature(std::uint32_t word_feature) {
  return word_feature % 2 == 1;
}

/// Of two words, by their ids in their order; different phrases hardly ever share one.
constexpr std::uint32_t phrase_number(std::uint32_t first_word, std::uint32_t second_word) {
  return first_word * 0x9e3779b1u ^ (second_word * 0x85ebca77u + (first_word >> 15));
}

/// A feature, and where the stories with it stand that come before the story at hand, the nearest of them: `before`
/// entries of an inverted index that end at `place`.
struct PostedFeature {
  std::uint32_t number = 0;
  float weight = 0;
  std::uint32_t place = 0;
  std::uint32_t before = 0;
};

/// Many lists in one piece of memory: list i is items[first[i]] up to items[first[i + 1]].
template <class Item>
struct Lists {
  std::vector<std::uint32_t> first{0};
  std::vector<Item> items;

  std::uint32_t size() const { return static_cast<std::uint32_t>(first.size() - 1); }
  std::span<const Item> of(std::uint32_t list) const {
    return std::span(items).subspan(first[list], first[list + 1] - first[list]);
  }
  /// Ends the list at hand.
  void close() { first.push_back(static_cast<std::uint32_t>(items.size())); }
  /// Adds the lists of `other` behind these.
  void append(Lists other) {  // by value: what is moved here is freed
    const auto before = static_cast<std::uint32_t>(items.size());
    items.insert(items.end(), other.items.begin(), other.items.end());
    for (std::size_t at = 1; at < other.first.size(); ++at) first.push_back(before + other.first[at]);
  }
};

/// Lists in a store, from which they may leave the memory.
template <class Item>
class KeptLists {
 public:
  KeptLists() = default;
  /// `items` are in a store; list i is those from first[i] up to first[i + 1].
  KeptLists(std::span<const std::uint32_t> first, std::span<const Item> items) {
    lists_.reserve(first.size());
    for (std::size_t list = 1; list < first.size(); ++list)
      lists_.push_back(items.subspan(first[list - 1], first[list] - first[list - 1]));
  }
  /// Copies `lists` to the store, which must outlive this.
  KeptLists(const Lists<Item>& lists, TextStore::Filler& filler)
      : KeptLists(lists.first, filler.add_list(std::span<const Item>(lists.items))) {}
  /// Adds the lists of `other` behind these.
  void append(const KeptLists& other) { lists_.insert(lists_.end(), other.lists_.begin(), other.lists_.end()); }
  void reserve(std::size_t lists) { lists_.reserve(lists); }
  std::size_t size() const { return lists_.size(); }
  std::span<const Item> of(std::uint32_t list) const { return lists_[list]; }

 private:
  std::vector<std::span<const Item>> lists_;
};

/// What is known of a word: its weight in eighths, and in the bits above what it is otherwise.
using WordKind = std::uint8_t;
inline constexpr WordKind kWeightBits = 0x0f;
inline constexpr WordKind kOfOneStory = 9;      ///< in place of a weight: 8 eighths, and it is no feature
inline constexpr WordKind kCompanyName = 0x10;  ///< a company in common counts as that, and not once more as a word
inline constexpr WordKind kVague = 0x20;        ///< of common_words.h
inline constexpr WordKind kTopicName = 0x40;    ///< tells no more than the topic does
inline constexpr WordKind kPlain = 0x80;        ///< none of these

/// Whether a word can show that two stories are about one thing: at most the square root of all stories have it, and it
/// is a plain one.
constexpr bool is_telling(WordKind kind) {
  return kind >= (kPlain | 4);
}

constexpr bool is_of_one_story(WordKind kind) {
  return (kind & kWeightBits) == kOfOneStory;
}

constexpr float weight_of(WordKind kind) {
  const float weight = is_of_one_story(kind) ? 1 : static_cast<float>(kind & kWeightBits) / 8;
  return (kind & kVague) != 0 ? weight / 2 : weight;
}

}  // namespace broadsheet::link
