#include "link/story_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/parallel.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kParts = 64;  // of the archive, worked on in parallel
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
  explicit PartReader(Part& out) : out_(out) {}

  void add(const model::Story& story) {
    ++story_;
    add_text(story.title, StoryWord::kInTitle);
    add_text(story.body_text, 0);
    out_.words.close();
  }

 private:
  void add_text(const std::string& text, std::uint32_t where) {
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

  Part& out_;
  KeyTable numbers_;
  std::vector<Word> words_;
  std::uint32_t story_ = 0;
  std::vector<std::uint32_t> last_;  // the story that has each word and came last
};

StoryWords::StoryWords(const model::Archive& archive) : parts_(kParts) {
  const std::size_t count = archive.issues.size();
  parallel_for(kParts, [&](std::size_t part) {
    PartReader reader(parts_[part]);
    for (std::size_t issue = part * count / kParts; issue < (part + 1) * count / kParts; ++issue)
      for (const model::Story& story : archive.issues[issue].stories) reader.add(story);
  });
  number_words();
  for (const Part& part : parts_)
    for (std::uint32_t story = 0; story < part.words.size(); ++story) stories_.push_back(part.words.of(story));
}

/// Gives the words numbers that hold in all parts, in the order in which they first come.
void StoryWords::number_words() {
  std::vector<std::vector<std::uint32_t>> numbers(kParts);  // in all parts, for those within each
  for (std::size_t at = 0; at < kParts; ++at) {
    Part& part = parts_[at];
    numbers[at].reserve(part.keys.size());
    for (std::size_t word = 0; word < part.keys.size(); ++word) {
      const std::uint32_t number = numbers_.add(part.keys[word]);
      if (number == counts_.size()) counts_.push_back(0);
      counts_[number] += part.counts[word];
      numbers[at].push_back(number);
    }
    part.keys = {};
    part.counts = {};
  }
  parallel_for(kParts, [&](std::size_t at) {
    for (StoryWord& word : parts_[at].words.items)
      word.number_and_flags = 4 * numbers[at][word.number()] + word.number_and_flags % 4;
  });
}

/// Makes the features of one part's stories.
class StoryWords::PartFeatures {
 public:
  PartFeatures(const std::vector<WordKind>& kinds, const std::vector<std::uint32_t>& counts)
      : kinds_(kinds), counts_(counts) {}

  void add(std::span<const StoryWord> words) {
    add_words(words);
    add_phrases(words);
  }

  WordFeatures out;

 private:
  void add_words(std::span<const StoryWord> words) {
    numbers_.clear();  // each twice, and one more where it stands in the text, so that titles come first
    for (const StoryWord& word : words)
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
      out.words.items.push_back({number, weight});
      if (is_telling(kind)) telling_.push_back({number, weight});
    }
    out.lengths.push_back(std::sqrt(length));
    out.words.close();
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
    for (const Feature& word : telling_) out.telling.items.push_back({word.number, word.weight, 0, 0});
    telling_.clear();
    out.telling.close();
  }

  void add_phrases(std::span<const StoryWord> words) {
    std::vector<Feature>& phrases = out.phrases.items;
    const auto start = static_cast<std::ptrdiff_t>(phrases.size());
    for (std::size_t at = 1; at < words.size(); ++at)
      if (words[at].is_joined()) add_phrase(words[at - 1].number(), words[at].number());
    std::sort(phrases.begin() + start, phrases.end(), by_number);
    phrases.erase(std::unique(phrases.begin() + start, phrases.end(),
                              [](const Feature& a, const Feature& b) { return a.number == b.number; }),
                  phrases.end());
    out.phrases.close();
  }

  void add_phrase(std::uint32_t first, std::uint32_t second) {
    if (counts_[first] == 1 || counts_[second] == 1) return;
    if (((kinds_[first] | kinds_[second]) & kCompanyName) != 0 || (kinds_[first] & kinds_[second] & kVague) != 0)
      return;
    const float weight = (weight_of(kinds_[first]) + weight_of(kinds_[second])) / 2;
    if (weight >= kLeastWeight) out.phrases.items.push_back({phrase_number(first, second), weight});
  }

  const std::vector<WordKind>& kinds_;
  const std::vector<std::uint32_t>& counts_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Feature> telling_;
};

WordFeatures StoryWords::features(const std::vector<WordKind>& kinds) const {
  std::vector<WordFeatures> made(kParts);
  parallel_for(kParts, [&](std::size_t part) {
    PartFeatures features(kinds, counts_);
    const Lists<StoryWord>& words = parts_[part].words;
    for (std::uint32_t story = 0; story < words.size(); ++story) features.add(words.of(story));
    made[part] = std::move(features.out);
  });
  WordFeatures all;
  const auto join = [&](auto list) {
    std::size_t items = 0;
    for (WordFeatures& part : made) items += (part.*list).items.size();
    (all.*list).items.reserve(items);
    for (WordFeatures& part : made) {
      (all.*list).append(part.*list);
      part.*list = {};
    }
  };
  parallel_invoke({[&] { join(&WordFeatures::words); }, [&] { join(&WordFeatures::phrases); },
                   [&] { join(&WordFeatures::telling); }});
  for (const WordFeatures& part : made) all.lengths.insert(all.lengths.end(), part.lengths.begin(), part.lengths.end());
  return all;
}

}  // namespace broadsheet::link
