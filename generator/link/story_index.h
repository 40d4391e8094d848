// What each story is about, as features that can be compared: its words, its companies and its topics; and for each
// feature the stories that have it. Related stories, tellings and threads are all found through it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/key_table.h"
#include "link/words.h"
#include "model/archive.h"

namespace broadsheet::link {

/// A word, company or topic of a story and how much it tells, from 0 to 1: ln(N / n) / ln(N) for one that n of N
/// stories have (its rarity, as in Spärck Jones, "A statistical interpretation of term specificity", 1972). N is
/// rounded down to a power of two and the result to eighths, so that a new issue rarely changes old comparisons.
struct Feature {
  std::uint32_t number = 0;
  float weight = 0;
};

/// All features of one story, each list ascending by number.
struct Profile {
  std::vector<Feature> words;      ///< that other stories have too; half as heavy again in titles
  std::vector<Feature> companies;  ///< of the byline, and at kMentioned of their weight, those mentioned
  std::vector<Feature> topics;
  float length = 0;  ///< of the vector of its words, those of no other story included
};

/// How alike two stories are: `words` is the cosine of their words' vectors; `companies` and `topics` sum up the
/// weights of those in common, the heaviest whole, the next half, the third a quarter …
struct Likeness {
  std::uint32_t story = 0;  ///< the other one
  float words = 0;
  float companies = 0;
  float topics = 0;
  std::uint32_t telling = 0;  ///< how many words are in both that weigh kTellingWeight or more in both

  /// Words tell most: stories about one thing share its words; a company alone does many things.
  float score() const { return words + 0.15f * companies + 0.1f * topics; }
};

/// Stories are numbered through the archive, and so ascend by date. Const and safe for many threads once made.
class StoryIndex {
 public:
  /// `archive` must have its mentions, and outlive the index.
  explicit StoryIndex(const model::Archive& archive);

  const model::Archive& archive() const { return archive_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(refs_.size()); }
  model::StoryRef ref(std::uint32_t story) const { return refs_[story]; }
  std::uint32_t number(model::StoryRef ref) const { return first_[ref.issue] + ref.story; }
  const model::Story& story(std::uint32_t story) const { return archive_.story(refs_[story]); }
  const model::Issue& issue_of(std::uint32_t story) const { return archive_.issues[refs_[story].issue]; }
  const Profile& profile(std::uint32_t story) const { return profiles_[story]; }
  /// The number of a word as a feature, or KeyTable::kNone.
  std::uint32_t word_number(const Word& word) const { return words_of_.find(word.key); }
  /// Days between two stories' issues; 0 where the days overlap.
  int days_apart(std::uint32_t a, std::uint32_t b) const;

  /// Words of both that weigh kTellingWeight or more, each with its lighter weight.
  std::vector<Feature> telling_words(std::uint32_t a, std::uint32_t b) const;
  std::vector<Feature> common_companies(std::uint32_t a, std::uint32_t b) const;
  std::vector<Feature> common_topics(std::uint32_t a, std::uint32_t b) const;

  Likeness compare(std::uint32_t a, std::uint32_t b) const;

  /// For every story the stories of other issues that are most like it, the best first, at most kNeighbours, with a
  /// score of kLeastScore at least. Pairs are looked for from the later story: among the kReach stories before it that
  /// have the same word (of its kTelling rarest), company or topic, those with most in common are compared in full,
  /// kCompared of them. So the time is linear in the stories.
  std::vector<std::vector<Likeness>> neighbours() const;

  static constexpr float kTellingWeight = 0.5f;  ///< of words that at most the square root of all stories have
  static constexpr std::size_t kNeighbours = 16;
  static constexpr std::size_t kCompared = 10;
  static constexpr std::size_t kTelling = 16;
  static constexpr std::size_t kReach = 8;
  static constexpr float kLeastScore = 0.14f;
  static constexpr float kMentioned = 0.6f;

 private:
  class Search;
  /// For each feature of one kind the stories that have it, ascending.
  struct Postings {
    std::vector<std::uint32_t> first{0};
    std::vector<std::uint32_t> stories;
    std::span<const std::uint32_t> of(std::uint32_t feature) const {
      return std::span(stories).subspan(first[feature], first[feature + 1] - first[feature]);
    }
  };

  void number_stories();
  KeyTable company_words() const;
  void read_words_of_stories();
  void read_terms_of_stories();
  float weight(std::size_t stories_with_it) const;
  Postings invert(std::vector<Feature> Profile::*features, std::size_t count) const;

  const model::Archive& archive_;
  std::vector<model::StoryRef> refs_;
  std::vector<std::uint32_t> first_;  // story of each issue
  std::vector<Profile> profiles_;
  KeyTable words_of_;
  Postings words_, companies_, topics_;
};

}  // namespace broadsheet::link
