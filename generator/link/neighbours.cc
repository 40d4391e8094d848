// The stories most like each, through the stories with the same features.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "base/hash.h"
#include "base/parallel.h"
#include "link/packed_lists.h"
#include "link/story_index.h"

namespace broadsheet::link {

namespace {

/// What two stories are seen to have in common before they are compared: how many features, and what these weigh,
/// squared, in parts of kUnit; in one number, since there is one for each story.
constexpr std::uint32_t kOneFeature = 1u << 24;
constexpr float kUnit = 1 << 16;
constexpr std::uint32_t kLeastFeatures = 2;  // fewer are no ground for a likeness, but for a rare word of a title
constexpr std::uint32_t kLeastShared = static_cast<std::uint32_t>(0.5f * kUnit);
constexpr std::uint32_t kWeightAlone = static_cast<std::uint32_t>(1.2f * kUnit);
constexpr std::size_t kParts = 64;  // of the archive, searched in parallel; fixed, since each keeps a score a story

}  // namespace

/// Finds the neighbours of one story after the other, among those before it: likeness goes both ways.
class StoryIndex::Search {
 public:
  explicit Search(const StoryIndex& index) : index_(index), sums_(index.size(), 0) {}

  /// Adds them to `found`.
  void neighbours(std::uint32_t story, std::vector<Likeness>& found) {
    for (const PostedFeature& word : index_.telling_.of(story)) visit(index_.stories_with_word_, word);
    for (const PostedFeature& company : index_.companies(story)) visit(index_.stories_with_company_, company);
    for (const PostedFeature& topic : index_.topics(story)) visit(index_.stories_with_topic_, topic);
    best(story, found);
  }

 private:
  /// Adds to the scores of the nearest stories before the one at hand that have the feature.
  void visit(const std::vector<std::uint32_t>& stories, const PostedFeature& feature) {
    const auto weight = static_cast<std::uint32_t>(feature.weight * feature.weight * kUnit);
    for (std::uint32_t at = feature.place - feature.before; at < feature.place; ++at) {
      std::uint32_t& sum = sums_[stories[at]];
      if (sum == 0) touched_.push_back(stories[at]);
      sum += kOneFeature + weight;
    }
  }

  void best(std::uint32_t story, std::vector<Likeness>& found) {
    std::erase_if(touched_, [&](std::uint32_t other) {
      std::uint32_t& sum = sums_[other];
      const std::uint32_t weight = sum % kOneFeature;
      const bool out = weight < (sum < kLeastFeatures * kOneFeature ? kWeightAlone : kLeastShared);
      sum = out ? 0 : weight;
      return out;
    });
    const std::size_t kept = std::min(touched_.size(), kCompared);
    std::nth_element(
        touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(kept), touched_.end(),
        [&](std::uint32_t a, std::uint32_t b) { return sums_[a] != sums_[b] ? sums_[a] > sums_[b] : a < b; });
    for (std::size_t at = 0; at < kept; ++at) {
      const Likeness likeness = index_.compare(story, touched_[at]);
      if (likeness.score() >= kLeastScore) found.push_back(likeness);
    }
    for (std::uint32_t other : touched_) sums_[other] = 0;
    touched_.clear();
  }

  const StoryIndex& index_;
  std::vector<std::uint32_t> sums_;  // for every story, all 0 between searches
  std::vector<std::uint32_t> touched_;
};

namespace {

/// The pairs of stories that were found, each from its later story, seen from the earlier ones. Stories stand in
/// `found` by their distance.
class Pairs {
 public:
  Pairs(const KeptLists<Likeness>& found, const StoryIndex& index) : found_(found), first_(found.size() + 1, 0) {
    const auto for_pairs = [&](auto use) {
      for (std::uint32_t later = 0; later < found.size(); ++later) {
        for (std::uint32_t place = 0; place < found.of(later).size(); ++place)
          use(later - found.of(later)[place].story, Pair{later, place});
        index.release_if_many(later);
      }
    };
    for_pairs([&](std::uint32_t earlier, Pair) { ++first_[earlier + 1]; });
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    pairs_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for_pairs([&](std::uint32_t earlier, Pair pair) { pairs_[next[earlier]++] = pair; });
  }

  /// All stories that are like `story`, in place of what is in `all`.
  void collect(std::uint32_t story, std::vector<Likeness>& all) const {
    const std::span<const Likeness> earlier = found_.of(story);
    all.assign(earlier.begin(), earlier.end());
    for (Likeness& likeness : all) likeness.story = story - likeness.story;
    for (std::uint32_t at = first_[story]; at < first_[story + 1]; ++at) {
      all.push_back(found_.of(pairs_[at].later)[pairs_[at].place]);
      all.back().story = pairs_[at].later;
    }
  }

 private:
  struct Pair {
    std::uint32_t later = 0;
    std::uint32_t place = 0;  // in the later story's list
  };

  const KeptLists<Likeness>& found_;
  std::vector<std::uint32_t> first_;  // pair of each earlier story
  std::vector<Pair> pairs_;
};

bool is_nearer(const Likeness& a, const Likeness& b) {
  return a.score() != b.score() ? a.score() > b.score() : a.story < b.story;
}

}  // namespace

/// What a search for the stories of a part found in an earlier build, where all that it depends on is as it was: each
/// story, and the stories among which its neighbours are looked for.
class StoryIndex::KeptSearches {
 public:
  explicit KeptSearches(const StoryIndex& index) : index_(index) {
    if (!index.all_words_.has_kept_parts()) return;
    parallel_invoke({[&] { words_ = sums(index.stories_with_word_); },
                     [&] {
                       companies_ = sums(index.stories_with_company_);
                       topics_ = sums(index.stories_with_topic_);
                     }});
  }

  /// Nothing for a part that is not kept.
  std::optional<std::uint64_t> key(const StoryWords::StoryPart& part) const {
    if (!part.key) return std::nullopt;
    std::vector<std::uint64_t> facts;
    for (std::uint32_t story = part.first_story; story < part.end_story; ++story) {
      facts.push_back(index_.identity(story));
      add(index_.telling_.of(story), words_, facts);
      add(index_.companies(story), companies_, facts);
      add(index_.topics(story), topics_, facts);
    }
    return hash_items(facts, hash64("neighbours"));
  }

  std::string packed(const StoryWords::StoryPart& part, const Lists<Likeness>& found) const {
    std::vector<std::uint64_t> others;
    for (std::uint32_t list = 0; list < found.size(); ++list)
      for (const Likeness& likeness : found.of(list))
        others.push_back(index_.identity(part.first_story + list - likeness.story));
    PackedListWriter out;
    out.add_lists(found);
    out.add(others);
    return out.take();
  }

  /// The lists where they stand. Nothing where another story stands where one did: between the two, some have come or
  /// gone.
  std::optional<KeptLists<Likeness>> read(const StoryWords::StoryPart& part, std::string_view bytes) const {
    PackedListReader in(bytes);
    const auto [first, items] = in.next_lists<Likeness>();
    const auto others = in.next<std::uint64_t>();
    if (!in.is_whole() || others.size() != items.size() || first.size() != part.end_story - part.first_story + 1)
      return std::nullopt;
    for (std::uint32_t list = 0; list + 1 < first.size(); ++list) {
      const std::uint32_t story = part.first_story + list;
      for (std::uint32_t at = first[list]; at < first[list + 1]; ++at)
        if (items[at].story > story || index_.identity(story - items[at].story) != others[at]) return std::nullopt;
    }
    return KeptLists<Likeness>(first, items);
  }

 private:
  /// Of the identities of the stories before each place of an inverted index.
  std::vector<std::uint64_t> sums(const std::vector<std::uint32_t>& stories) const {
    std::vector<std::uint64_t> sums{0};
    sums.reserve(stories.size() + 1);
    for (const std::uint32_t story : stories) sums.push_back(sums.back() + index_.identity(story));
    return sums;
  }

  static void add(std::span<const PostedFeature> features, const std::vector<std::uint64_t>& sums,
                  std::vector<std::uint64_t>& facts) {
    for (const PostedFeature& feature : features)
      facts.push_back(sums[feature.place] - sums[feature.place - feature.before]);
  }

  const StoryIndex& index_;
  std::vector<std::uint64_t> words_, companies_, topics_;
};

/// For every story those before it that are like it, by their distance: so lists hold where stories come or go
/// elsewhere.
KeptLists<Likeness> StoryIndex::earlier_neighbours(TextStore& kept) const {
  const KeptSearches searches(*this);
  PartCache& cache = all_words_.cache();
  const std::size_t count = all_words_.part_count();
  std::vector<KeptLists<Likeness>> parts(count);
  parallel_for(kParts, [&](std::size_t run) {
    std::optional<Search> search;  // made where it is needed: it has a score a story
    TextStore::Filler filler(kept);
    for (std::size_t number = run * count / kParts; number < (run + 1) * count / kParts; ++number) {
      const StoryWords::StoryPart part = all_words_.part(number);
      const std::optional<std::uint64_t> key = searches.key(part);
      std::optional<KeptLists<Likeness>> kept_lists;
      if (key)
        if (const auto bytes = cache.find(*key, filler)) kept_lists = searches.read(part, *bytes);
      if (!kept_lists) {
        if (!search) search.emplace(*this);
        Lists<Likeness> lists;
        for (std::uint32_t story = part.first_story; story < part.end_story; ++story) {
          search->neighbours(story, lists.items);
          for (std::uint32_t at = lists.first.back(); at < lists.items.size(); ++at)
            lists.items[at].story = story - lists.items[at].story;
          lists.close();
          release_if_many(story);
        }
        if (key) cache.add(*key, searches.packed(part, lists));
        kept_lists.emplace(lists, filler);
      }
      parts[number] = *std::move(kept_lists);
    }
  });
  KeptLists<Likeness> found;
  for (const KeptLists<Likeness>& part : parts) found.append(part);
  return found;
}

Neighbours StoryIndex::neighbours(TextStore& kept) const {
  const KeptLists<Likeness> earlier = earlier_neighbours(kept);
  const Pairs pairs(earlier, *this);
  Neighbours nearest(size());
  parallel_for(kParts, [&](std::size_t part) {
    TextStore::Filler filler(kept);
    std::vector<Likeness> all;
    for (std::size_t story = part * size() / kParts; story < (part + 1) * size() / kParts; ++story) {
      pairs.collect(static_cast<std::uint32_t>(story), all);
      std::sort(all.begin(), all.end(), is_nearer);
      if (all.size() > kNeighbours) all.resize(kNeighbours);
      nearest[story] = filler.add_list(std::span<const Likeness>(all));
      release_if_many(story);
    }
  });
  return nearest;
}

}  // namespace broadsheet::link
