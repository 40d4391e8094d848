#include "link/story_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/parallel.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kParts = 64;  // of the archive, worked on in parallel
constexpr std::uint64_t kInTitle = 1;
constexpr std::uint64_t kJoined = 2;  // to the word before
constexpr float kTitleWeight = 1.5f;
constexpr float kLeastWeight = 0.25f;  // lighter words and phrases are in so many stories that they tell nothing

bool by_number(const Feature& a, const Feature& b) {
  return a.number < b.number;
}

}  // namespace

bool is_joined(std::string_view text, const Word& last, const Word& word) {
  const std::size_t end = last.begin + last.length;
  return word.place == last.place + 1 && word.begin == end + 1 && (text[end] == ' ' || text[end] == '-');
}

StoryWords::StoryWords(const model::Archive& archive) : parts_(kParts) {
  parallel_for(kParts, [&](std::size_t part) { read_part(archive, part); });
  number_words();
}

void StoryWords::read_part(const model::Archive& archive, std::size_t part) {
  const std::size_t count = archive.issues.size();
  std::vector<Word> words;
  Part& out = parts_[part];
  const auto add = [&](const std::string& text, std::uint64_t where) {
    read_words(text, words);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const bool joined = at > 0 && is_joined(text, words[at - 1], words[at]);
      out.words.push_back(words[at].key / 4 * 4 + where + (joined ? kJoined : 0));
    }
  };
  for (std::size_t issue = part * count / kParts; issue < (part + 1) * count / kParts; ++issue) {
    for (const model::Story& story : archive.issues[issue].stories) {
      add(story.title, kInTitle);
      add(story.body_text, 0);
      out.ends.push_back(static_cast<std::uint32_t>(out.words.size()));
    }
  }
}

void StoryWords::number_words() {
  std::vector<std::uint32_t> last;  // the story that has each word and came last
  std::uint32_t story = 0;
  for (Part& part : parts_) {
    std::size_t at = 0;
    for (std::uint32_t end : part.ends) {
      ++story;
      for (; at < end; ++at) {
        const std::uint32_t number = numbers_.add(part.words[at] / 4);
        part.words[at] = part.words[at] % 4 + 4 * std::uint64_t{number};
        if (number == counts_.size()) {
          counts_.push_back(0);
          last.push_back(0);
        }
        counts_[number] += last[number] != story;
        last[number] = story;
      }
    }
  }
}

/// Makes the features of one part's stories.
class StoryWords::PartFeatures {
 public:
  PartFeatures(const std::vector<WordKind>& kinds, const std::vector<std::uint32_t>& counts)
      : kinds_(kinds), counts_(counts) {}

  void add(const std::uint64_t* begin, const std::uint64_t* end) {
    add_words(begin, end);
    add_phrases(begin, end);
  }

  WordFeatures out;

 private:
  void add_words(const std::uint64_t* begin, const std::uint64_t* end) {
    numbers_.clear();  // each twice, and one more where it stands in the text, so that titles come first
    for (const std::uint64_t* word = begin; word != end; ++word)
      if ((kinds_[*word / 4] & kCompanyName) == 0)
        numbers_.push_back(static_cast<std::uint32_t>(*word / 4 * 2 + (*word & kInTitle ? 0 : 1)));
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

  void add_phrases(const std::uint64_t* begin, const std::uint64_t* end) {
    std::vector<Feature>& phrases = out.phrases.items;
    const auto start = static_cast<std::ptrdiff_t>(phrases.size());
    for (const std::uint64_t* word = begin; word != end; ++word)
      if ((*word & kJoined) != 0)
        add_phrase(static_cast<std::uint32_t>(word[-1] / 4), static_cast<std::uint32_t>(*word / 4));
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

WordFeatures StoryWords::features(const std::vector<WordKind>& kinds) {
  std::vector<WordFeatures> made(kParts);
  parallel_for(kParts, [&](std::size_t part) {
    PartFeatures features(kinds, counts_);
    const std::uint64_t* words = parts_[part].words.data();
    std::uint32_t begin = 0;
    for (std::uint32_t end : parts_[part].ends) features.add(words + std::exchange(begin, end), words + end);
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
