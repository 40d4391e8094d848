#include "link/story_words.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "link/packed_lists.h"

namespace broadsheet::link {

namespace {

constexpr std::uint32_t kFar = 0xffff;  // bytes; a story's text is hardly ever as long
constexpr float kTitleWeight = 1.5f;
constexpr float kLeastWeight = 0.25f;  // lighter words and phrases are in so many stories that they tell nothing

bool by_number(const Feature& a, const Feature& b) {
  return a.number < b.number;
}

/// Whether `word` follows on `last` in `text` with nothing but a blank or a hyphen between them.
bool is_joined(std::string_view text, const Word& last, const Word& word) {
  const std::size_t end = last.begin + last.length;
  return word.place == last.place + 1 && word.begin == end + 1 && (text[end] == ' ' || text[end] == '-');
}

/// Stands for all that was read of the stories of a part, and which of them stand in one issue.
std::uint64_t key_of(const model::Archive& archive, Part part) {
  std::vector<std::uint64_t> hashes;
  for (std::size_t issue = part.begin; issue < part.end; ++issue) {
    hashes.push_back(archive.issues[issue].stories.size());
    for (const model::Story& story : archive.issues[issue].stories) hashes.push_back(hash_of(story));
  }
  return hash_items(hashes, hash64("words"));
}

}  // namespace

std::uint64_t hash_of(const model::Story& story) {
  if (story.hash != 0) return story.hash;
  std::uint64_t hash = hash64(story.body_text, hash64(story.title));
  for (const model::StoryTitle& title : story.titles) hash = hash64(title.url, hash64(title.text, hash));
  for (const model::StoryCredit& source : story.sources) hash = hash64(source.url, hash);
  return hash;
}

/// Reads the stories of one part, and gives their words numbers that hold within the part.
class StoryWords::PartReader {
 public:
  void add(const model::Story& story) {
    ++story_;
    add_text(story.title, StoryWord::kInTitle);
    add_text(story.body_text, 0);
    stories_.close();
  }

  std::string packed() const {
    PackedListWriter out;
    out.add_lists(stories_);
    out.add(keys_);
    out.add(counts_);
    return out.take();
  }
  static std::optional<PartWords> read(std::string_view bytes) {
    PackedListReader in(bytes);
    const auto stories = in.next_lists<StoryWord>();
    PartWords part;
    part.keys = in.next<std::uint64_t>();
    part.counts = in.next<std::uint32_t>();
    if (!in.is_whole() || part.counts.size() != part.keys.size()) return std::nullopt;
    part.stories = {stories.first, stories.items};
    return part;
  }

 private:
  void add_text(std::string_view text, std::uint32_t where) {
    read_words(text, words_);
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const Word& word = words_[at];
      const std::uint32_t joined = at > 0 && is_joined(text, words_[at - 1], word) ? StoryWord::kJoined : 0;
      StoryWord made{4 * number(word.key) + where + joined, 0, 0};
      if (word.begin + word.length <= kFar) {
        made.begin = static_cast<std::uint16_t>(word.begin);
        made.length = static_cast<std::uint16_t>(word.length);
      }
      stories_.items.push_back(made);
    }
  }

  std::uint32_t number(std::uint64_t key) {
    const std::uint32_t number = numbers_.add(key);
    if (number == keys_.size()) {
      keys_.push_back(key);
      counts_.push_back(0);
      last_.push_back(0);
    }
    counts_[number] += last_[number] != story_;
    last_[number] = story_;
    return number;
  }

  Lists<StoryWord> stories_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> counts_;
  KeyTable numbers_;
  std::vector<Word> words_;
  std::uint32_t story_ = 0;
  std::vector<std::uint32_t> last_;  // the story that has each word and came last
};

StoryWords::PartWords StoryWords::read_part(Part part) const {
  const auto for_stories = [&](auto use) {
    for (std::size_t issue = part.begin; issue < part.end; ++issue)
      for (const model::Story& story : archive_->issues[issue].stories) use(story);
  };
  std::size_t stories = 0;
  for_stories([&](const model::Story&) { ++stories; });
  bool is_made = false;
  const auto make = [&] {
    is_made = true;
    PartReader reader;
    for_stories([&](const model::Story& story) { reader.add(story); });
    return reader.packed();
  };
  const auto read = [&](std::string_view bytes) {
    std::optional<PartWords> words = PartReader::read(bytes);
    if (words && words->stories.size() != stories) words.reset();
    return words;
  };
  std::optional<std::uint64_t> key;
  if (cache_->is_kept()) key = key_of(*archive_, part);
  PartWords words = cache_->find_or_make(key, *kept_, make, read);
  if (!is_made) words.key = key;
  words.issues = part;
  return words;
}

StoryWords::StoryWords(const model::Archive& archive, PartCache& cache, TextStore& kept)
    : archive_(&archive), cache_(&cache), kept_(&kept) {
  const std::vector<Part> parts = parts_of(archive.issues);
  parts_.resize(parts.size());
  parallel_for(parts.size(), [&](std::size_t at) {
    parts_[at] = read_part(parts[at]);
    archive.texts->release_if_many();
    kept.release_if_many();
  });
  for (std::uint32_t at = 0; at < parts_.size(); ++at) {
    parts_[at].first_story = static_cast<std::uint32_t>(part_of_.size());
    part_of_.resize(part_of_.size() + parts_[at].stories.size(), at);
    stories_.append(parts_[at].stories);
  }
  number_words();
}

StoryWords::StoryPart StoryWords::part(std::size_t number) const {
  const PartWords& part = parts_[number];
  return {part.key, part.issues, part.first_story, part.first_story + static_cast<std::uint32_t>(part.stories.size())};
}

void StoryWords::add_counts(std::size_t part, std::vector<std::uint32_t>& counts) const {
  const PartWords& words = parts_[part];
  for (std::size_t word = 0; word < words.numbers.size(); ++word) counts[words.numbers[word]] += words.counts[word];
}

bool StoryWords::has_kept_parts() const {
  return std::any_of(parts_.begin(), parts_.end(), [](const PartWords& part) { return part.key.has_value(); });
}

/// Gives the words numbers that hold in all parts.
void StoryWords::number_words() {
  for (PartWords& part : parts_) {
    part.numbers.reserve(part.keys.size());
    for (std::size_t word = 0; word < part.keys.size(); ++word) {
      const std::uint32_t number = numbers_.add(part.keys[word]);
      if (number == counts_.size()) counts_.push_back(0);
      counts_[number] += part.counts[word];
      part.numbers.push_back(number);
    }
  }
}

/// Makes the features of neighbouring stories.
class StoryWords::FeatureMaker {
 public:
  /// `kinds` of the part's words, by their numbers within it.
  FeatureMaker(const PartWords& part, const std::vector<WordKind>& kinds) : part_(part), kinds_(kinds) {}

  void add(std::span<const StoryWord> story) {
    add_words(story);
    add_phrases(story);
    identify();
  }

  std::string packed() const {
    PackedListWriter out;
    out.add_lists(words_);
    out.add_lists(phrases_);
    out.add_lists(telling_);
    out.add(lengths_);
    out.add(identities_);
    return out.take();
  }
  static std::optional<PartFeatures> read(std::string_view bytes) {
    PackedListReader in(bytes);
    const auto lists = [&](auto& kept) {
      using Item = typename std::decay_t<decltype(kept.of(0))>::value_type;
      const auto found = in.next_lists<Item>();
      if (in.is_whole()) kept = {found.first, found.items};
    };
    PartFeatures part;
    lists(part.words);
    lists(part.phrases);
    lists(part.telling);
    part.lengths = in.next<float>();
    part.identities = in.next<std::uint64_t>();
    return in.is_whole() ? std::optional(std::move(part)) : std::nullopt;
  }

 private:
  /// A word of the story at hand.
  struct Word {
    std::uint32_t id = 0;
    std::uint32_t number_and_place = 0;  // the number twice, and one more in the text, so that titles come first

    std::uint32_t number() const { return number_and_place / 2; }
    bool in_title() const { return number_and_place % 2 == 0; }
    bool operator<(const Word& other) const {
      return std::tie(id, number_and_place) < std::tie(other.id, other.number_and_place);
    }
  };

  std::uint32_t id(std::uint32_t number) const { return word_id(part_.keys[number]); }

  void add_words(std::span<const StoryWord> story) {
    found_.clear();
    for (const StoryWord& word : story)
      if ((kinds_[word.number()] & kCompanyName) == 0)
        found_.push_back({id(word.number()), 2 * word.number() + (word.in_title() ? 0 : 1)});
    std::sort(found_.begin(), found_.end());
    float length = 0;
    for (std::size_t at = 0; at < found_.size(); ++at) {
      const Word& word = found_[at];
      if (at > 0 && found_[at - 1].number() == word.number()) continue;
      const WordKind kind = kinds_[word.number()];
      const float weight = weight_of(kind) * (word.in_title() ? kTitleWeight : 1);
      length += weight * weight;
      if (is_of_one_story(kind) || weight < kLeastWeight) continue;
      words_.items.push_back({word_feature(word.id, is_telling(kind)), weight});
      if (!is_telling(kind)) continue;
      heaviest_.push_back({static_cast<std::uint32_t>(telling_.items.size()), weight});
      telling_.items.push_back({2 * word.number()});
    }
    lengths_.push_back(std::sqrt(length));
    words_.close();
    close_telling();
  }

  /// Hashes the features of the story that was added last.
  void identify() {
    const auto last = [](const auto& lists) { return lists.of(lists.size() - 1); };
    most_.clear();
    for (const TellingWord word : last(telling_)) most_.push_back(word.is_most());
    std::uint64_t hash = hash_items(most_, std::bit_cast<std::uint32_t>(lengths_.back()));
    hash = hash_items(last(words_), hash);
    identities_.push_back(hash_items(last(phrases_), hash));
  }

  void close_telling() {
    if (heaviest_.size() > kMostTelling) {
      std::nth_element(heaviest_.begin(), heaviest_.begin() + kMostTelling, heaviest_.end(),
                       [](const Feature& a, const Feature& b) {
                         return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
                       });
      heaviest_.resize(kMostTelling);
    }
    for (const Feature& word : heaviest_) telling_.items[word.number].number_and_most |= TellingWord::kMost;
    heaviest_.clear();
    telling_.close();
  }

  void add_phrases(std::span<const StoryWord> story) {
    std::vector<Feature>& items = phrases_.items;
    const auto start = static_cast<std::ptrdiff_t>(items.size());
    for (std::size_t at = 1; at < story.size(); ++at)
      if (story[at].is_joined()) add_phrase(story[at - 1].number(), story[at].number());
    std::sort(items.begin() + start, items.end(), by_number);
    items.erase(std::unique(items.begin() + start, items.end(),
                            [](const Feature& a, const Feature& b) { return a.number == b.number; }),
                items.end());
    phrases_.close();
  }

  void add_phrase(std::uint32_t first, std::uint32_t second) {
    const WordKind a = kinds_[first], b = kinds_[second];
    if (is_of_one_story(a) || is_of_one_story(b)) return;
    if (((a | b) & kCompanyName) != 0 || (a & b & kVague) != 0) return;
    const float weight = (weight_of(a) + weight_of(b)) / 2;
    if (weight >= kLeastWeight) phrases_.items.push_back({phrase_number(id(first), id(second)), weight});
  }

  const PartWords& part_;
  const std::vector<WordKind>& kinds_;
  Lists<Feature> words_, phrases_;
  Lists<TellingWord> telling_;
  std::vector<float> lengths_;
  std::vector<std::uint64_t> identities_;
  std::vector<Word> found_;
  std::vector<std::uint8_t> most_;
  std::vector<Feature> heaviest_;  // telling words of the story at hand, by their places in telling_
};

StoryWords::PartFeatures StoryWords::features(const PartWords& part, const std::vector<WordKind>& kinds) const {
  std::vector<WordKind> own(part.numbers.size());
  for (std::size_t word = 0; word < own.size(); ++word) own[word] = kinds[part.numbers[word]];
  std::optional<std::uint64_t> key;
  if (part.key) key = hash_items(own, *part.key);
  const auto make = [&] {
    FeatureMaker maker(part, own);
    for (std::uint32_t story = 0; story < part.stories.size(); ++story) maker.add(part.stories.of(story));
    return maker.packed();
  };
  const auto read = [&](std::string_view bytes) {
    std::optional<PartFeatures> features = FeatureMaker::read(bytes);
    const std::size_t stories = part.stories.size();
    if (features && (features->words.size() != stories || features->phrases.size() != stories ||
                     features->telling.size() != stories || features->lengths.size() != stories ||
                     features->identities.size() != stories))
      features.reset();
    return features;
  };
  return cache_->find_or_make(key, *kept_, make, read);
}

WordFeatures StoryWords::features(const std::vector<WordKind>& kinds) const {
  std::vector<PartFeatures> parts(parts_.size());
  parallel_for(parts.size(), [&](std::size_t at) {
    parts[at] = features(parts_[at], kinds);
    kept_->release_if_many();
  });
  WordFeatures all;
  all.lengths.reserve(part_of_.size());
  all.identities.reserve(part_of_.size());
  for (const PartFeatures& part : parts) {
    all.words.append(part.words);
    all.phrases.append(part.phrases);
    all.telling.append(part.telling);
    all.lengths.insert(all.lengths.end(), part.lengths.begin(), part.lengths.end());
    all.identities.insert(all.identities.end(), part.identities.begin(), part.identities.end());
  }
  return all;
}

}  // namespace broadsheet::link
