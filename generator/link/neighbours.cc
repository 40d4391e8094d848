// The stories most like each, through the stories with the same features.
#include <algorithm>
#include <utility>

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

  std::vector<Likeness> neighbours(std::uint32_t story) {
    for (const PostedFeature& word : index_.by_words_.telling.of(story)) visit(index_.stories_with_word_, word);
    for (const PostedFeature& company : index_.companies(story)) visit(index_.stories_with_company_, company);
    for (const PostedFeature& topic : index_.topics(story)) visit(index_.stories_with_topic_, topic);
    return best(story);
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

  std::vector<Likeness> best(std::uint32_t story) {
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
    std::vector<Likeness> found;
    for (std::size_t at = 0; at < kept; ++at) {
      const Likeness likeness = index_.compare(story, touched_[at]);
      if (likeness.score() >= kLeastScore) found.push_back(likeness);
    }
    for (std::uint32_t other : touched_) sums_[other] = 0;
    touched_.clear();
    return found;
  }

  const StoryIndex& index_;
  std::vector<std::uint32_t> sums_;  // for every story, all 0 between searches
  std::vector<std::uint32_t> touched_;
};

std::vector<std::vector<Likeness>> StoryIndex::neighbours() const {
  std::vector<std::vector<Likeness>> found(size());
  parallel_for(kParts, [&](std::size_t part) {
    const std::size_t begin = part * size() / kParts, end = (part + 1) * size() / kParts;
    if (begin == end) return;
    Search search(*this);
    for (std::size_t story = begin; story < end; ++story)
      found[story] = search.neighbours(static_cast<std::uint32_t>(story));
  });
  // From the first on, so that what a story gets from later ones stands behind its own when its turn comes.
  std::vector<std::size_t> own;
  for (const std::vector<Likeness>& earlier : found) own.push_back(earlier.size());
  for (std::uint32_t story = 0; story < size(); ++story) {
    for (std::size_t at = 0; at < own[story]; ++at) {
      Likeness likeness = found[story][at];
      found[std::exchange(likeness.story, story)].push_back(likeness);
    }
  }
  parallel_for(size(), [&](std::size_t story) {
    std::sort(found[story].begin(), found[story].end(), [](const Likeness& a, const Likeness& b) {
      return a.score() != b.score() ? a.score() > b.score() : a.story < b.story;
    });
    if (found[story].size() > kNeighbours) found[story].resize(kNeighbours);
    found[story].shrink_to_fit();
  });
  return found;
}

}  // namespace broadsheet::link
