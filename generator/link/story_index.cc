#include "link/story_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "link/common_words.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kReadTogether = 64;             // issues that are worked on one after the other
constexpr std::string_view kPublisher = "publisher";  // which reports on everything: one in common means nothing

/// Calls `found(a, b)` for each feature that both have. Steps without branches: which of two numbers is the greater
/// cannot be foreseen.
template <class Item, class Found>
void for_common(std::span<const Item> a, std::span<const Item> b, Found found) {
  const Item* x = a.data();
  const Item* y = b.data();
  const Item* const x_end = x + a.size();
  const Item* const y_end = y + b.size();
  while (x != x_end && y != y_end) {
    const std::uint32_t first = x->number, second = y->number;
    if (first == second) found(*x, *y);
    x += first <= second;
    y += second <= first;
  }
}

template <class Item, class Counts>
std::vector<Feature> common(std::span<const Item> a, std::span<const Item> b, Counts counts) {
  std::vector<Feature> found;
  for_common(a, b, [&](const Item& x, const Item& y) {
    if (counts(x.number)) found.push_back({x.number, std::min(x.weight, y.weight)});
  });
  return found;
}

/// What several features in common tell together.
class Sum {
 public:
  void add(float weight) {
    for (float& place : heaviest_)
      if (weight > place) std::swap(weight, place);
  }
  float total() const { return heaviest_[0] + heaviest_[1] / 2 + heaviest_[2] / 4 + heaviest_[3] / 8; }

 private:
  std::array<float, 4> heaviest_{};  // descending; a fifth would count for a sixteenth
};

template <class Item>
float common_weight(std::span<const Item> a, std::span<const Item> b) {
  if (a.empty() || b.empty()) return 0;
  Sum sum;
  for_common(a, b, [&](const Item& x, const Item& y) { sum.add(std::min(x.weight, y.weight)); });
  return sum.total();
}

/// The stories that have each of so many features; writes into `lists` which stories with them come before.
std::vector<std::uint32_t> invert(std::size_t features, Lists<PostedFeature>& lists, std::uint32_t reach) {
  std::vector<std::uint32_t> next(features), first(features);
  for (const PostedFeature& feature : lists.items) ++next[feature.number];
  std::uint32_t sum = 0;
  for (std::size_t at = 0; at < features; ++at) next[at] = first[at] = std::exchange(sum, sum + next[at]);
  std::vector<std::uint32_t> stories(sum);
  for (std::uint32_t story = 0; story < lists.size(); ++story) {
    for (std::uint32_t at = lists.first[story]; at < lists.first[story + 1]; ++at) {
      PostedFeature& own = lists.items[at];
      own.place = next[own.number]++;
      own.before = std::min(own.place - first[own.number], reach);
      stories[own.place] = story;
    }
  }
  return stories;
}

}  // namespace

StoryIndex::StoryIndex(const model::Archive& archive, StoryWords words)
    : archive_(archive), all_words_(std::move(words)) {
  number_stories();
  judge_words();
  by_words_ = all_words_.features(kinds_);
  parallel_invoke({[&] { invert_words(); },
                   [&] {
                     read_terms_of_stories();
                     invert_terms();
                   }});
  if (all_words_.has_kept_parts()) identify_stories();
}

/// In chunks of the archive, each by itself: how many stories of a chunk have a word is known before they are read, and
/// so is where they go.
void StoryIndex::invert_words() {
  struct Chunk {
    std::uint32_t first_story = 0, end_story = 0;
    std::vector<std::uint32_t> next;  // of each word: how many stories have it, then where the next one goes
  };
  constexpr std::uint32_t kChunks = 4;
  std::vector<Chunk> chunks(kChunks);
  telling_.first.resize(size() + std::size_t{1});
  parallel_for(kChunks, [&](std::size_t number) {
    Chunk& chunk = chunks[number];
    const std::size_t first = number * all_words_.part_count() / kChunks;
    const std::size_t end = (number + 1) * all_words_.part_count() / kChunks;
    chunk.next.resize(all_words_.size());
    for (std::size_t part = first; part < end; ++part) {
      all_words_.add_counts(part, chunk.next);
      const StoryWords::StoryPart stories = all_words_.part(part);
      if (part == first) chunk.first_story = stories.first_story;
      chunk.end_story = stories.end_story;
    }
    for (std::uint32_t story = chunk.first_story; story < chunk.end_story; ++story) {
      const std::span<const TellingWord> telling = by_words_.telling.of(story);
      telling_.first[story + 1] = static_cast<std::uint32_t>(
          std::count_if(telling.begin(), telling.end(), [](TellingWord word) { return word.is_most(); }));
      release_if_many(story);
    }
  });
  std::partial_sum(telling_.first.begin(), telling_.first.end(), telling_.first.begin());
  telling_.items.resize(telling_.first.back());
  std::vector<std::uint32_t> first(all_words_.size());
  std::uint32_t sum = 0;
  for (std::uint32_t word = 0; word < first.size(); ++word) {
    first[word] = sum;
    const bool tells = is_telling(kinds_[word]) && !is_of_one_story(kinds_[word]);
    for (Chunk& chunk : chunks) chunk.next[word] = std::exchange(sum, sum + (tells ? chunk.next[word] : 0));
  }
  stories_with_word_.resize(sum);
  parallel_for(kChunks, [&](std::size_t number) {
    Chunk& chunk = chunks[number];
    for (std::uint32_t story = chunk.first_story; story < chunk.end_story; ++story) {
      PostedFeature* most = telling_.items.data() + telling_.first[story];
      auto telling = by_words_.telling.of(story).begin();
      for (const Feature& feature : words(story)) {
        if (!is_telling_feature(feature.number)) continue;
        const std::uint32_t word = all_words_.number(story, *telling), here = chunk.next[word]++;
        stories_with_word_[here] = story;
        if ((telling++)->is_most()) *most++ = {word, feature.weight, here, std::min(here - first[word], kReach)};
      }
      release_if_many(story);
    }
  });
}

void StoryIndex::invert_terms() {
  stories_with_company_ = invert(archive_.companies.size(), companies_, kReach);
  stories_with_topic_ = invert(archive_.topics.size(), topics_, kReach);
}

void StoryIndex::identify_stories() {
  const auto hash_names = [](const std::vector<model::Term>& terms) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(terms.size());
    for (const model::Term& term : terms) hashes.push_back(hash64(term.name, hash64(term.slug)));
    return hashes;
  };
  const std::vector<std::uint64_t> companies = hash_names(archive_.companies), topics = hash_names(archive_.topics);
  identities_.resize(size());
  parallel_runs(archive_.issues.size(), kReadTogether, [&](std::size_t begin, std::size_t end) {
    std::vector<std::uint64_t> facts;
    const auto add = [&](std::span<const PostedFeature> terms, const std::vector<std::uint64_t>& names) {
      facts.push_back(terms.size());
      for (const PostedFeature& term : terms) {
        facts.push_back(names[term.number]);
        facts.push_back(std::bit_cast<std::uint32_t>(term.weight));
      }
    };
    for (std::size_t at = begin; at < end; ++at) {
      const model::Issue& issue = archive_.issues[at];
      const std::uint64_t path = hash64(issue.path);
      const Date epoch = Date(std::chrono::sys_days{});
      for (std::uint32_t s = 0; s < issue.stories.size(); ++s) {
        const std::uint32_t story = first_[at] + s;
        const model::StoryLinks& links = archive_.links[at].stories[s];
        facts = {path,
                 s,
                 static_cast<std::uint64_t>(days_between(epoch, issue.first)),
                 static_cast<std::uint64_t>(days_between(epoch, issue.last)),
                 hash_of(issue.stories[s]),
                 by_words_.identities[story],
                 links.main_topics,
                 links.companies.size()};
        for (const std::uint32_t company : links.companies) facts.push_back(companies[company]);
        for (const std::uint32_t topic : links.topics) facts.push_back(topics[topic]);
        add(this->companies(story), companies);
        add(this->topics(story), topics);
        identities_[story] = hash_items(facts);
      }
    }
  });
}

void StoryIndex::number_stories() {
  for (std::uint32_t at = 0; at < archive_.issues.size(); ++at) {
    first_.push_back(size());
    for (std::uint32_t s = 0; s < archive_.issues[at].stories.size(); ++s) refs_.push_back({at, s});
  }
}

/// The weight of what that many stories have, in eighths.
std::uint32_t StoryIndex::eighths(std::size_t stories_with_it) const {
  const auto all = static_cast<double>(std::max<std::size_t>(std::bit_floor(refs_.size()), 4));
  const double rarity = std::log(all / static_cast<double>(std::max<std::size_t>(stories_with_it, 1))) / std::log(all);
  return static_cast<std::uint32_t>(std::clamp(std::round(rarity * 8), 0.0, 8.0));
}

void StoryIndex::judge_words() {
  std::vector<WordKind> weights;  // most words are rare, and a logarithm for each would take its time
  for (std::size_t count = 0; count < 1024; ++count) weights.push_back(static_cast<WordKind>(kPlain | eighths(count)));
  weights[1] = kPlain | kOfOneStory;
  kinds_.reserve(all_words_.size());
  for (std::uint32_t count : all_words_.counts())
    kinds_.push_back(count < weights.size() ? weights[count] : static_cast<WordKind>(kPlain | eighths(count)));
  for (const Word& word : read_words(vague_words())) mark(all_words_.number(word), kVague);
  read_names(archive_.topics, kTopicName, topic_names_);
  read_names(archive_.companies, kCompanyName, company_names_);
}

void StoryIndex::mark(std::uint32_t word, WordKind kind) {
  if (word != KeyTable::kNone) kinds_[word] = static_cast<WordKind>((kinds_[word] & ~kPlain) | kind);
}

/// Fills `names`, and marks the words that are a name or alias by themselves.
void StoryIndex::read_names(const std::vector<model::Term>& terms, WordKind kind, Lists<std::uint32_t>& names) {
  std::vector<Word> words;
  const auto read = [&](const std::string& text) {
    read_words(text, words);
    if (words.size() == 1 && words[0].length == text.size()) mark(all_words_.number(words[0]), kind);
  };
  for (const model::Term& term : terms) {
    for (const std::string& alias : term.aliases) read(alias);
    read(term.name);
    for (const Word& word : words) names.items.push_back(word_id(word.key));
    names.close();
  }
}

void StoryIndex::read_terms_of_stories() {
  std::vector<std::uint32_t> companies(archive_.companies.size()), topics(archive_.topics.size());
  for (model::StoryRef ref : refs_) {
    const model::StoryLinks& links = archive_.story_links(ref);
    for (std::uint32_t company : links.companies) ++companies[company];
    for (std::uint32_t company : links.mentioned) ++companies[company];
    for (std::uint32_t topic : links.topics) ++topics[topic];
  }
  std::vector<float> company_weights, topic_weights;
  for (std::uint32_t count : companies) company_weights.push_back(static_cast<float>(eighths(count)) / 8);
  for (std::uint32_t count : topics) topic_weights.push_back(static_cast<float>(eighths(count)) / 8);
  const auto close = [](Lists<PostedFeature>& lists) {
    std::sort(lists.items.begin() + lists.first.back(), lists.items.end(),
              [](const PostedFeature& a, const PostedFeature& b) { return a.number < b.number; });
    lists.close();
  };
  for (model::StoryRef ref : refs_) {
    const model::StoryLinks& links = archive_.story_links(ref);
    const auto add = [&](std::uint32_t company, float share) {
      if (archive_.companies[company].kind != kPublisher)
        companies_.items.push_back({company, company_weights[company] * share, 0, 0});
    };
    for (std::uint32_t company : links.companies) add(company, 1);
    for (std::uint32_t company : links.mentioned) add(company, kMentioned);
    for (std::size_t at = 0; at < links.topics.size(); ++at)
      topics_.items.push_back(
          {links.topics[at], topic_weights[links.topics[at]] * (at < links.main_topics ? 1 : kPassing), 0, 0});
    close(companies_);
    close(topics_);
  }
}

int StoryIndex::days_apart(std::uint32_t a, std::uint32_t b) const {
  const model::Issue& first = issue_of(std::min(a, b));
  const model::Issue& second = issue_of(std::max(a, b));
  return std::max(0, days_between(first.last, second.first));
}

std::vector<Feature> StoryIndex::telling_words(std::uint32_t a, std::uint32_t b) const {
  return common(words(a), words(b), is_telling_feature);
}

std::vector<Feature> StoryIndex::common_phrases(std::uint32_t a, std::uint32_t b) const {
  return common(phrases(a), phrases(b), [](std::uint32_t) { return true; });
}

std::vector<Feature> StoryIndex::common_companies(std::uint32_t a, std::uint32_t b) const {
  return common(companies(a), companies(b), [](std::uint32_t) { return true; });
}

std::vector<Feature> StoryIndex::common_topics(std::uint32_t a, std::uint32_t b) const {
  return common(topics(a), topics(b), [](std::uint32_t) { return true; });
}

Likeness StoryIndex::compare(std::uint32_t a, std::uint32_t b) const {
  Likeness likeness;
  likeness.story = b;
  float product = 0;
  for_common(words(a), words(b), [&](const Feature& x, const Feature& y) {
    product += x.weight * y.weight;
    likeness.telling += is_telling_feature(x.number);
  });
  const float lengths = by_words_.lengths[a] * by_words_.lengths[b];
  likeness.words = lengths > 0 ? product / lengths : 0;
  Sum together;
  for_common(phrases(a), phrases(b), [&](const Feature& x, const Feature&) {
    together.add(x.weight);
    ++likeness.telling;
  });
  likeness.phrases = together.total();
  likeness.companies = common_weight(companies(a), companies(b));
  likeness.topics = common_weight(topics(a), topics(b));
  return likeness;
}

}  // namespace broadsheet::link
