#include "link/story_words.h"

#include <algorithm>
#include <cereal/types/vector.hpp>
#include <cmath>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/stored_bytes.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kParts = 64;      // of the archive, worked on in parallel
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

}  // namespace

/// Reads the stories of one part, and gives their words numbers that hold within the part.
class StoryWords::PartReader {
 public:
  explicit PartReader(PartWords& out) : out_(out) {}

  void add(const model::Story& story) {
    ++story_;
    add_text(story.title, StoryWord::kInTitle);
    add_text(story.body_text, 0);
    out_.words.close();
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
      out_.words.items.push_back(made);
    }
  }

  std::uint32_t number(std::uint64_t key) {
    const std::uint32_t number = numbers_.add(key);
    if (number == out_.keys.size()) {
      out_.keys.push_back(key);
      out_.counts.push_back(0);
      last_.push_back(0);
    }
    out_.counts[number] += last_[number] != story_;
    last_[number] = story_;
    return number;
  }

  PartWords& out_;
  KeyTable numbers_;
  std::vector<Word> words_;
  std::uint32_t story_ = 0;
  std::vector<std::uint32_t> last_;  // the story that has each word and came last
};

template <class Archive>
void StoryWords::visit(Archive& archive, PartWords& part) {
  cereal::size_type size = part.words.items.size();
  archive(part.words.first, part.keys, part.counts, size);
  part.words.items.resize(size);
  archive(cereal::binary_data(part.words.items.data(), size * sizeof(StoryWord)));
}

StoryWords::PartWords StoryWords::read_part(const model::Archive& archive, Part part, PartCache& cache) {
  const auto for_stories = [&](auto use) {
    for (std::size_t issue = part.begin; issue < part.end; ++issue)
      for (const model::Story& story : archive.issues[issue].stories) use(story);
  };
  std::uint64_t key = hash64("words");
  if (cache.is_kept())
    for_stories([&](const model::Story& story) { key = hash64(story.body_text, hash64(story.title, key)); });
  PartWords words;
  if (const auto bytes = cache.find(key)) {
    StoredBytes stored(*bytes);
    visit(stored, words);
    return words;
  }
  PartReader reader(words);
  for_stories([&](const model::Story& story) { reader.add(story); });
  if (cache.is_kept()) cache.add(key, to_bytes([&](auto& stored) { visit(stored, words); }));
  return words;
}

StoryWords::StoryWords(const model::Archive& archive, PartCache& cache, TextStore& kept) : kept_(&kept) {
  const std::vector<Part> parts = parts_of(archive.issues);
  std::vector<PartWords> words(parts.size());
  parallel_for(parts.size(), [&](std::size_t at) {
    words[at] = read_part(archive, parts[at], cache);
    archive.texts->release_if_many();
  });
  number_words(std::move(words));
}

/// Gives the words numbers that hold in all parts, in the order in which they first come.
void StoryWords::number_words(std::vector<PartWords> parts) {
  std::vector<std::vector<std::uint32_t>> numbers(parts.size());  // in all parts, for those within each
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const PartWords& part = parts[at];
    numbers[at].reserve(part.keys.size());
    for (std::size_t word = 0; word < part.keys.size(); ++word) {
      const std::uint32_t number = numbers_.add(part.keys[word]);
      if (number == counts_.size()) counts_.push_back(0);
      counts_[number] += part.counts[word];
      numbers[at].push_back(number);
    }
  }
  std::vector<KeptLists<StoryWord>> stories(parts.size());
  parallel_for(parts.size(), [&](std::size_t at) {
    Lists<StoryWord>& words = parts[at].words;
    for (StoryWord& word : words.items)
      word.number_and_flags = 4 * numbers[at][word.number()] + word.number_and_flags % 4;
    TextStore::Filler filler(*kept_);
    stories[at] = {std::move(words), filler};
  });
  for (const KeptLists<StoryWord>& part : stories) stories_.append(part);
}

/// Makes the features of neighbouring stories.
class StoryWords::PartFeatures {
 public:
  PartFeatures(const std::vector<WordKind>& kinds, const std::vector<std::uint32_t>& counts)
      : kinds_(kinds), counts_(counts) {}

  void add(std::span<const StoryWord> story) {
    add_words(story);
    add_phrases(story);
  }

  Lists<Feature> words, phrases;
  Lists<PostedFeature> telling;
  std::vector<float> lengths;

 private:
  void add_words(std::span<const StoryWord> story) {
    numbers_.clear();  // each twice, and one more where it stands in the text, so that titles come first
    for (const StoryWord& word : story)
      if ((kinds_[word.number()] & kCompanyName) == 0)
        numbers_.push_back(2 * word.number() + (word.in_title() ? 0 : 1));
    std::sort(numbers_.begin(), numbers_.end());
    float length = 0;
    for (std::size_t at = 0; at < numbers_.size(); ++at) {
      const std::uint32_t number = numbers_[at] / 2;
      if (at > 0 && numbers_[at - 1] / 2 == number) continue;
      const WordKind kind = kinds_[number];
      const float weight = weight_of(kind) * (numbers_[at] % 2 == 0 ? kTitleWeight : 1);
      length += weight * weight;
      if (counts_[number] == 1 || weight < kLeastWeight) continue;
      words.items.push_back({number, weight});
      if (is_telling(kind)) telling_.push_back({number, weight});
    }
    lengths.push_back(std::sqrt(length));
    words.close();
    close_telling();
  }

  void close_telling() {
    if (telling_.size() > kMostTelling) {
      std::nth_element(telling_.begin(), telling_.begin() + kMostTelling, telling_.end(),
                       [](const Feature& a, const Feature& b) {
                         return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
                       });
      telling_.resize(kMostTelling);
      std::sort(telling_.begin(), telling_.end(), by_number);
    }
    for (const Feature& word : telling_) telling.items.push_back({word.number, word.weight, 0, 0});
    telling_.clear();
    telling.close();
  }

  void add_phrases(std::span<const StoryWord> story) {
    std::vector<Feature>& items = phrases.items;
    const auto start = static_cast<std::ptrdiff_t>(items.size());
    for (std::size_t at = 1; at < story.size(); ++at)
      if (story[at].is_joined()) add_phrase(story[at - 1].number(), story[at].number());
    std::sort(items.begin() + start, items.end(), by_number);
    items.erase(std::unique(items.begin() + start, items.end(),
                            [](const Feature& a, const Feature& b) { return a.number == b.number; }),
                items.end());
    phrases.close();
  }

  void add_phrase(std::uint32_t first, std::uint32_t second) {
    if (counts_[first] == 1 || counts_[second] == 1) return;
    if (((kinds_[first] | kinds_[second]) & kCompanyName) != 0 || (kinds_[first] & kinds_[second] & kVague) != 0)
      return;
    const float weight = (weight_of(kinds_[first]) + weight_of(kinds_[second])) / 2;
    if (weight >= kLeastWeight) phrases.items.push_back({phrase_number(first, second), weight});
  }

  const std::vector<WordKind>& kinds_;
  const std::vector<std::uint32_t>& counts_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Feature> telling_;
};

WordFeatures StoryWords::features(const std::vector<WordKind>& kinds) const {
  std::vector<PartFeatures> parts(kParts, PartFeatures(kinds, counts_));
  std::vector<KeptLists<Feature>> words(kParts), phrases(kParts);
  parallel_for(kParts, [&](std::size_t part) {
    const auto begin = static_cast<std::uint32_t>(part * stories_.size() / kParts);
    const auto end = static_cast<std::uint32_t>((part + 1) * stories_.size() / kParts);
    for (std::uint32_t story = begin; story < end; ++story) parts[part].add(stories_.of(story));
    TextStore::Filler filler(*kept_);
    words[part] = {std::move(parts[part].words), filler};
    phrases[part] = {std::move(parts[part].phrases), filler};
    kept_->release_if_many();
  });
  WordFeatures all;
  std::size_t telling = 0;
  for (const PartFeatures& part : parts) telling += part.telling.items.size();
  all.reserve(stories_.size(), telling);
  for (std::size_t part = 0; part < kParts; ++part) {
    all.words.append(words[part]);
    all.phrases.append(phrases[part]);
    all.telling.append(std::move(parts[part].telling));
    all.lengths.insert(all.lengths.end(), parts[part].lengths.begin(), parts[part].lengths.end());
  }
  return all;
}

}  // namespace broadsheet::link
