// What each story is about, as features that can be compared: its words, its phrases, its companies and its topics;
// and for each telling feature the stories that have it. Related stories, tellings and threads are all found through
// it. It is a search index in miniature, in memory and thrown away after linking: pages need what it finds before there
// are any, and a reader's query needs what it leaves out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/features.h"
#include "link/key_table.h"
#include "link/story_words.h"
#include "link/words.h"
#include "model/archive.h"

namespace broadsheet::link {

/// How alike two stories are: `words` is the cosine of their words' vectors; `companies`, `topics` and `phrases` sum up
/// the weights of those in common, the heaviest whole, the next half, the third a quarter …
struct Likeness {
  std::uint32_t story = 0;  ///< the other one, or how far before the story at hand it stands
  float words = 0;
  float phrases = 0;
  float companies = 0;
  float topics = 0;
  std::uint32_t telling = 0;  ///< how many telling words and phrases are in both

  /// Words tell most: stories about one thing share its words, and the more so where they stand side by side; a
  /// company alone does many things.
  float score() const { return words + 0.1f * phrases + 0.15f * companies + 0.1f * topics; }
};

/// For each story some that are like it.
using Neighbours = std::vector<std::span<const Likeness>>;

/// Stories are numbered through the archive, and so ascend by date. Const and safe for many threads once made.
class StoryIndex {
 public:
  /// `archive`, which `words` are of, must have its mentions, and outlive the index.
  StoryIndex(const model::Archive& archive, StoryWords words);

  const model::Archive& archive() const { return archive_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(refs_.size()); }
  model::StoryRef ref(std::uint32_t story) const { return refs_[story]; }
  std::uint32_t number(model::StoryRef ref) const { return first_[ref.issue] + ref.story; }
  const model::Story& story(std::uint32_t story) const { return archive_.story(refs_[story]); }
  const model::Issue& issue_of(std::uint32_t story) const { return archive_.issues[refs_[story].issue]; }
  /// Days between two stories' issues; 0 where the days overlap.
  int days_apart(std::uint32_t a, std::uint32_t b) const;

  /// The features of a story, each list ascending by number: words are word_feature()s. Companies of the byline weigh
  /// whole, those only mentioned kMentioned of it; topics that the story names but once, in its text, kPassing.
  std::span<const Feature> words(std::uint32_t story) const { return by_words_.words.of(story); }
  std::span<const Feature> phrases(std::uint32_t story) const { return by_words_.phrases.of(story); }
  std::span<const PostedFeature> companies(std::uint32_t story) const { return companies_.of(story); }
  std::span<const PostedFeature> topics(std::uint32_t story) const { return topics_.of(story); }

  /// Stands for all that relating a story to others depends on: where it stands, what was read of it, its features.
  /// Only where there are kept parts.
  std::uint64_t identity(std::uint32_t story) const { return identities_[story]; }

  /// All words, from which features are made.
  const StoryWords& all_words() const { return all_words_; }
  /// Lets go of words and texts that have been read, where they are many; see TextStore.
  void release_if_many(std::size_t step = 0) const {
    all_words_.store().release_if_many(step);
    archive_.texts->release_if_many(step);
  }
  /// The ids of the words of a company's or topic's name.
  std::span<const std::uint32_t> company_name(std::uint32_t company) const { return company_names_.of(company); }
  std::span<const std::uint32_t> topic_name(std::uint32_t topic) const { return topic_names_.of(topic); }

  /// Telling words of both, each with its lighter weight.
  std::vector<Feature> telling_words(std::uint32_t a, std::uint32_t b) const;
  std::vector<Feature> common_phrases(std::uint32_t a, std::uint32_t b) const;
  std::vector<Feature> common_companies(std::uint32_t a, std::uint32_t b) const;
  std::vector<Feature> common_topics(std::uint32_t a, std::uint32_t b) const;

  Likeness compare(std::uint32_t a, std::uint32_t b) const;

  /// For every story the stories that are most like it, the best first, at most kNeighbours, with a score of
  /// kLeastScore at least. Pairs are looked for from the later story: among the kReach stories before it that have the
  /// same word (of its kMostTelling most telling), company or topic, those with most in common are compared in full,
  /// kCompared of them. So the time is linear in the stories.
  /// The lists stand in `kept`, which must outlive them.
  Neighbours neighbours(TextStore& kept) const;

  static constexpr std::size_t kNeighbours = 16;
  static constexpr std::size_t kCompared = 10;
  static constexpr std::uint32_t kReach = 8;
  static constexpr float kLeastScore = 0.09f;
  static constexpr float kMentioned = 0.6f;
  static constexpr float kPassing = 0.5f;

 private:
  class Search;
  class KeptSearches;
  KeptLists<Likeness> earlier_neighbours(TextStore& kept) const;

  void number_stories();
  void judge_words();
  void mark(std::uint32_t word, WordKind kind);
  void read_names(const std::vector<model::Term>& terms, WordKind kind, Lists<std::uint32_t>& names);
  void read_terms_of_stories();
  void invert_terms();
  void invert_words();
  void identify_stories();
  std::uint32_t eighths(std::size_t stories_with_it) const;

  const model::Archive& archive_;
  std::vector<model::StoryRef> refs_;
  std::vector<std::uint32_t> first_;  // story of each issue
  StoryWords all_words_;
  std::vector<WordKind> kinds_;  // of each word
  Lists<std::uint32_t> company_names_, topic_names_;
  WordFeatures by_words_;
  Lists<PostedFeature> companies_, topics_;
  Lists<PostedFeature> telling_;  // of words, the most telling; numbered as all_words_ does
  // The inverted index: for one feature after the other the stories that have it, ascending.
  std::vector<std::uint32_t> stories_with_word_, stories_with_company_, stories_with_topic_;
  std::vector<std::uint64_t> identities_;  // of each story
};

}  // namespace broadsheet::link
