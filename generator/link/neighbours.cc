// The stories most like each, through the stories with the same features.
#include <algorithm>
#include <numeric>

#include "base/parallel.h"
#include "link/story_index.h"

namespace broadsheet::link {

namespace {

/// What two stories are seen to have in common before they are compared: how many features, and what these weigh,
/// squared, in parts of kUnit; in one number, since there is one for each story.
constexpr std::uint32_t kOneFeature = 1u << 24;
constexpr float kUnit = 1 << 16;
constexpr std::uint32_t kLeastFeatures = 2;  // fewer are no ground for a likeness, but for a rare word of a title
constexpr std::uint32_t kLeastWeight = static_cast<std::uint32_t>(0.5f * kUnit);
constexpr std::uint32_t kWeightAlone = static_cast<std::uint32_t>(1.2f * kUnit);
constexpr std::size_t kParts = 64;  // of the archive, searched in parallel; fixed, since each keeps a score a story

}  // namespace

/// Finds the neighbours of one story after the other, among those before it: likeness goes both ways.
class StoryIndex::Search {
 public:
  explicit Search(const StoryIndex& index) : index_(index), sums_(index.size(), 0) {}

  /// Adds them to `found`.
  void neighbours(std::uint32_t story, std::vector<Likeness>& found) {
    for (const PostedFeature& word : index_.by_words_.telling.of(story)) visit(index_.stories_with_word_, word);
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
      const bool out = weight < (sum < kLeastFeatures * kOneFeature ? kWeightAlone : kLeastWeight);
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

/// The pairs of stories that were found, each from its later story, seen from the earlier ones.
class Pairs {
 public:
  Pairs(const KeptLists<Likeness>& found, const StoryIndex& index) : found_(found), first_(found.size() + 1, 0) {
    const auto for_pairs = [&](auto use) {
      for (std::uint32_t later = 0; later < found.size(); ++later) {
        for (std::uint32_t place = 0; place < found.of(later).size(); ++place)
          use(found.of(later)[place].story, Pair{later, place});
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

/// For every story those before it that are like it.
KeptLists<Likeness> StoryIndex::earlier_neighbours(TextStore& kept) const {
  std::vector<KeptLists<Likeness>> parts(kParts);
  parallel_for(kParts, [&](std::size_t part) {
    const std::size_t begin = part * size() / kParts, end = (part + 1) * size() / kParts;
    if (begin == end) return;
    Search search(*this);
    Lists<Likeness> lists;
    for (std::size_t story = begin; story < end; ++story) {
      search.neighbours(static_cast<std::uint32_t>(story), lists.items);
      lists.close();
      release_if_many(story);
    }
    TextStore::Filler filler(kept);
    parts[part] = {std::move(lists), filler};
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
