#include "link/story_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "base/parallel.h"

namespace broadsheet::link {

namespace {

constexpr float kInTitle = 1.5f;
constexpr float kLeastWeight = 0.25f;  // lighter words are in so many stories that they tell nothing
constexpr float kLeastCommon = 0.5f;   // two telling features, squared: less is not worth a comparison
constexpr std::size_t kParts = 64;     // of the archive, searched in parallel; fixed, since each keeps a score a story

/// A word of a story before it has a weight. There are as many as an archive has words: every byte counts.
struct Raw {
  std::uint64_t key = 0;
  std::uint32_t number : 31 = 0;
  bool in_title : 1 = false;
};
static_assert(sizeof(Raw) == 16);

/// Each word of the story once.
std::vector<Raw> raw_words(const model::Story& story, const KeyTable& left_out) {
  const std::vector<Word> title = read_words(story.title), body = read_words(story.body_text);
  std::vector<Raw> words;
  words.reserve(title.size() + body.size());
  const auto add = [&](const std::vector<Word>& from, bool in_title) {
    for (const Word& word : from)
      if (left_out.find(word.key) == KeyTable::kNone) words.push_back({word.key, 0, in_title});
  };
  add(title, true);
  add(body, false);
  std::sort(words.begin(), words.end(),
            [](const Raw& a, const Raw& b) { return a.key != b.key ? a.key < b.key : a.in_title > b.in_title; });
  words.erase(std::unique(words.begin(), words.end(), [](const Raw& a, const Raw& b) { return a.key == b.key; }),
              words.end());
  return words;
}

void sort_by_number(std::vector<Feature>& features) {
  std::sort(features.begin(), features.end(), [](const Feature& a, const Feature& b) { return a.number < b.number; });
}

/// Calls `found(a, b)` for each feature that both have.
template <class Found>
void for_common(const std::vector<Feature>& a, const std::vector<Feature>& b, Found found) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->number == y->number)
      found(*x++, *y++);
    else if (x->number < y->number)
      ++x;
    else
      ++y;
  }
}

std::vector<Feature> common(const std::vector<Feature>& a, const std::vector<Feature>& b, float least) {
  std::vector<Feature> found;
  for_common(a, b, [&](const Feature& x, const Feature& y) {
    const float weight = std::min(x.weight, y.weight);
    if (weight >= least) found.push_back({x.number, weight});
  });
  return found;
}

float common_weight(const std::vector<Feature>& a, const std::vector<Feature>& b) {
  std::array<float, 4> heaviest{};  // descending; a fifth would count for a sixteenth
  for_common(a, b, [&](const Feature& x, const Feature& y) {
    float weight = std::min(x.weight, y.weight);
    for (float& place : heaviest)
      if (weight > place) std::swap(weight, place);
  });
  return heaviest[0] + heaviest[1] / 2 + heaviest[2] / 4 + heaviest[3] / 8;
}

}  // namespace

StoryIndex::StoryIndex(const model::Archive& archive) : archive_(archive) {
  number_stories();
  read_words_of_stories();
  read_terms_of_stories();
  words_ = invert(&Profile::words, words_of_.size());
  companies_ = invert(&Profile::companies, archive.companies.size());
  topics_ = invert(&Profile::topics, archive.topics.size());
}

void StoryIndex::number_stories() {
  for (std::uint32_t at = 0; at < archive_.issues.size(); ++at) {
    first_.push_back(size());
    for (std::uint32_t s = 0; s < archive_.issues[at].stories.size(); ++s) refs_.push_back({at, s});
  }
  profiles_.resize(refs_.size());
}

float StoryIndex::weight(std::size_t stories_with_it) const {
  const auto all = static_cast<double>(std::max<std::size_t>(std::bit_floor(refs_.size()), 4));
  const double rarity = std::log(all / static_cast<double>(std::max<std::size_t>(stories_with_it, 1))) / std::log(all);
  return static_cast<float>(std::clamp(std::round(rarity * 8) / 8, 0.0, 1.0));
}

/// Names of one word: a company in common counts as that, and not once more as a word.
KeyTable StoryIndex::company_words() const {
  KeyTable keys;
  const auto add = [&](const std::string& name) {
    const std::vector<Word> words = read_words(name);
    if (words.size() == 1 && words[0].length == name.size()) keys.add(words[0].key);
  };
  for (const model::Term& company : archive_.companies) {
    add(company.name);
    for (const std::string& alias : company.aliases) add(alias);
  }
  return keys;
}

void StoryIndex::read_words_of_stories() {
  const KeyTable names = company_words();
  std::vector<std::vector<Raw>> raw(refs_.size());
  parallel_for(archive_.issues.size(), [&](std::size_t at) {
    const auto& stories = archive_.issues[at].stories;
    for (std::size_t s = 0; s < stories.size(); ++s) raw[first_[at] + s] = raw_words(stories[s], names);
  });
  std::vector<std::uint32_t> counts;
  for (std::vector<Raw>& words : raw) {
    for (Raw& word : words) {
      const std::uint32_t number = words_of_.add(word.key);
      word.number = number & 0x7fffffff;
      if (number == counts.size()) counts.push_back(0);
      ++counts[number];
    }
  }
  std::vector<float> weights;  // most words are rare, and a logarithm for each would take its time
  for (std::size_t count = 0; count < 1024; ++count) weights.push_back(weight(count));
  parallel_for(refs_.size(), [&](std::size_t story) {
    Profile& profile = profiles_[story];
    profile.words.reserve(raw[story].size());
    for (const Raw& word : raw[story]) {
      const std::uint32_t count = counts[word.number];
      const float heavy = (count < weights.size() ? weights[count] : weight(count)) * (word.in_title ? kInTitle : 1);
      profile.length += heavy * heavy;
      if (count > 1 && heavy >= kLeastWeight) profile.words.push_back({word.number, heavy});
    }
    profile.length = std::sqrt(profile.length);
    sort_by_number(profile.words);
    raw[story] = {};
  });
}

void StoryIndex::read_terms_of_stories() {
  std::vector<std::uint32_t> companies(archive_.companies.size()), topics(archive_.topics.size());
  for (model::StoryRef ref : refs_) {
    const model::StoryLinks& links = archive_.story_links(ref);
    for (std::uint32_t company : links.companies) ++companies[company];
    for (std::uint32_t company : links.mentioned) ++companies[company];
    for (std::uint32_t topic : links.topics) ++topics[topic];
  }
  parallel_for(refs_.size(), [&](std::size_t story) {
    const model::StoryLinks& links = archive_.story_links(refs_[story]);
    Profile& profile = profiles_[story];
    for (std::uint32_t company : links.companies) profile.companies.push_back({company, weight(companies[company])});
    for (std::uint32_t company : links.mentioned)
      profile.companies.push_back({company, weight(companies[company]) * kMentioned});
    for (std::uint32_t topic : links.topics) profile.topics.push_back({topic, weight(topics[topic])});
    sort_by_number(profile.companies);
    sort_by_number(profile.topics);
  });
}

StoryIndex::Postings StoryIndex::invert(std::vector<Feature> Profile::*features, std::size_t count) const {
  Postings postings;
  postings.first.assign(count + 1, 0);
  for (const Profile& profile : profiles_)
    for (const Feature& feature : profile.*features) ++postings.first[feature.number + 1];
  for (std::size_t at = 1; at <= count; ++at) postings.first[at] += postings.first[at - 1];
  postings.stories.resize(postings.first[count]);
  std::vector<std::uint32_t> next(postings.first.begin(), postings.first.end() - 1);
  for (std::uint32_t story = 0; story < size(); ++story)
    for (const Feature& feature : profiles_[story].*features) postings.stories[next[feature.number]++] = story;
  return postings;
}

int StoryIndex::days_apart(std::uint32_t a, std::uint32_t b) const {
  const model::Issue& first = issue_of(std::min(a, b));
  const model::Issue& second = issue_of(std::max(a, b));
  return std::max(0, days_between(first.last, second.first));
}

std::vector<Feature> StoryIndex::telling_words(std::uint32_t a, std::uint32_t b) const {
  return common(profiles_[a].words, profiles_[b].words, kTellingWeight);
}

std::vector<Feature> StoryIndex::common_companies(std::uint32_t a, std::uint32_t b) const {
  return common(profiles_[a].companies, profiles_[b].companies, 0);
}

std::vector<Feature> StoryIndex::common_topics(std::uint32_t a, std::uint32_t b) const {
  return common(profiles_[a].topics, profiles_[b].topics, 0);
}

Likeness StoryIndex::compare(std::uint32_t a, std::uint32_t b) const {
  const Profile& one = profiles_[a];
  const Profile& other = profiles_[b];
  float product = 0;
  std::uint32_t telling = 0;
  for_common(one.words, other.words, [&](const Feature& x, const Feature& y) {
    product += x.weight * y.weight;
    telling += std::min(x.weight, y.weight) >= kTellingWeight;
  });
  const float lengths = one.length * other.length;
  return {b, lengths > 0 ? product / lengths : 0, common_weight(one.companies, other.companies),
          common_weight(one.topics, other.topics), telling};
}

/// Finds the neighbours of one story after the other, among those before it: likeness goes both ways.
class StoryIndex::Search {
 public:
  explicit Search(const StoryIndex& index) : index_(index), sums_(index.size(), 0) {}

  std::vector<Likeness> neighbours(std::uint32_t story) {
    const Profile& profile = index_.profiles_[story];
    std::vector<Feature> telling = profile.words;
    if (telling.size() > kTelling) {
      std::nth_element(telling.begin(), telling.begin() + kTelling, telling.end(),
                       [](const Feature& a, const Feature& b) {
                         return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
                       });
      telling.resize(kTelling);
    }
    for (const Feature& word : telling) visit(story, index_.words_, word);
    for (const Feature& company : profile.companies) visit(story, index_.companies_, company);
    for (const Feature& topic : profile.topics) visit(story, index_.topics_, topic);
    return best(story);
  }

 private:
  /// Adds to the scores of the nearest stories before `story` that have the feature.
  void visit(std::uint32_t story, const Postings& postings, const Feature& feature) {
    const auto all = postings.of(feature.number);
    const auto here = static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), story) - all.begin());
    for (std::size_t at = here > kReach ? here - kReach : 0; at < here; ++at) {
      if (sums_[all[at]] == 0) touched_.push_back(all[at]);
      sums_[all[at]] += feature.weight * feature.weight + 1e-6f;
    }
  }

  std::vector<Likeness> best(std::uint32_t story) {
    auto better = [&](std::uint32_t a, std::uint32_t b) { return sums_[a] != sums_[b] ? sums_[a] > sums_[b] : a < b; };
    std::erase_if(touched_, [&](std::uint32_t other) {
      const bool out = sums_[other] < kLeastCommon || index_.refs_[other].issue == index_.refs_[story].issue;
      if (out) sums_[other] = 0;
      return out;
    });
    const std::size_t kept = std::min(touched_.size(), kCompared);
    std::nth_element(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(kept), touched_.end(), better);
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
  std::vector<float> sums_;  // of every story, all 0 between searches
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
  });
  return found;
}

}  // namespace broadsheet::link
