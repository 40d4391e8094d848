#include "link/related.h"

#include <algorithm>

namespace broadsheet::link {

namespace {

constexpr std::size_t kMostTerms = 3;    // companies, and topics, of a reason
constexpr std::size_t kMostPhrases = 3;  // words of a reason
constexpr std::size_t kMostJoined = 3;   // words of a phrase

void sort_by_weight(std::vector<Feature>& features) {
  std::stable_sort(features.begin(), features.end(),
                   [](const Feature& a, const Feature& b) { return a.weight > b.weight; });
}

std::vector<std::uint32_t> heaviest(std::vector<Feature> features) {
  sort_by_weight(features);
  std::vector<std::uint32_t> numbers;
  for (const Feature& feature : features)
    if (numbers.size() < kMostTerms && feature.weight > 0) numbers.push_back(feature.number);
  return numbers;
}

/// Words side by side in a text, all of them shared.
struct Phrase {
  std::string_view text;
  float weight = 0;
  std::vector<std::uint32_t> words;  // their numbers
};

/// Finds the words that two stories share as one of them writes them.
class Phrases {
 public:
  Phrases(const StoryIndex& index, std::vector<Feature> shared) : index_(index), shared_(std::move(shared)) {}

  /// Words of a name say nothing new beside it.
  void leave_out(const std::string& name) {
    for (const Word& word : read_words(name)) {
      const std::uint32_t number = index_.word_number(word);
      std::erase_if(shared_, [&](const Feature& feature) { return feature.number == number; });
    }
  }

  void read(std::string_view text) {
    std::uint32_t last = 0;
    bool open = false;
    for (const Word& word : read_words(text)) {
      const Feature* feature = find(index_.word_number(word));
      if (feature == nullptr) {
        open = false;
        continue;
      }
      if (open && word.place == last + 1 && joins(text, word))
        extend(text, word, *feature);
      else
        phrases_.push_back({text.substr(word.begin, word.length), feature->weight, {feature->number}});
      open = true;
      last = word.place;
    }
  }

  /// The heaviest phrases, no word in two of them.
  std::vector<std::string> take() {
    std::stable_sort(phrases_.begin(), phrases_.end(),
                     [](const Phrase& a, const Phrase& b) { return a.weight > b.weight; });
    std::vector<std::string> texts;
    std::vector<std::uint32_t> used;
    for (const Phrase& phrase : phrases_) {
      if (texts.size() == kMostPhrases) break;
      const auto is_used = [&](std::uint32_t word) { return std::find(used.begin(), used.end(), word) != used.end(); };
      if (std::any_of(phrase.words.begin(), phrase.words.end(), is_used)) continue;
      used.insert(used.end(), phrase.words.begin(), phrase.words.end());
      texts.emplace_back(phrase.text);
    }
    return texts;
  }

 private:
  const Feature* find(std::uint32_t number) const {
    const auto found = std::lower_bound(shared_.begin(), shared_.end(), number,
                                        [](const Feature& feature, std::uint32_t n) { return feature.number < n; });
    return found != shared_.end() && found->number == number ? &*found : nullptr;
  }

  /// Whether nothing but a blank or a hyphen stands between the phrase at hand and `word`.
  bool joins(std::string_view text, const Word& word) const {
    const std::string_view phrase = phrases_.back().text;
    const std::size_t end = static_cast<std::size_t>(phrase.data() - text.data()) + phrase.size();
    const std::string_view between = text.substr(end, word.begin - end);
    return phrases_.back().words.size() < kMostJoined && (between == " " || between == "-" || between.empty());
  }

  void extend(std::string_view text, const Word& word, const Feature& feature) {
    Phrase& phrase = phrases_.back();
    const auto begin = static_cast<std::size_t>(phrase.text.data() - text.data());
    phrase.text = text.substr(begin, word.begin + word.length - begin);
    phrase.weight += feature.weight;
    phrase.words.push_back(feature.number);
  }

  const StoryIndex& index_;
  std::vector<Feature> shared_;  // ascending by number
  std::vector<Phrase> phrases_;
};

model::RelatedStory explain(const StoryIndex& index, std::uint32_t story, const Likeness& likeness) {
  const model::Archive& archive = index.archive();
  model::RelatedStory related;
  related.story = index.ref(likeness.story);
  related.companies = heaviest(index.common_companies(story, likeness.story));
  related.topics = heaviest(index.common_topics(story, likeness.story));
  related.days = index.days_apart(story, likeness.story);
  related.score = likeness.score();
  Phrases phrases(index, index.telling_words(story, likeness.story));
  for (std::uint32_t company : related.companies) phrases.leave_out(archive.companies[company].name);
  for (std::uint32_t topic : related.topics) phrases.leave_out(archive.topics[topic].name);
  phrases.read(index.story(story).body_text);  // before the title, whose words may all have capitals
  phrases.read(index.story(story).title);
  related.words = phrases.take();
  return related;
}

bool contains(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  return std::binary_search(numbers.begin(), numbers.end(), number);
}

}  // namespace

std::vector<model::RelatedStory> find_related(const StoryIndex& index, std::uint32_t story,
                                              const std::vector<Likeness>& neighbours,
                                              const std::vector<std::vector<std::uint32_t>>& tellings) {
  std::vector<model::RelatedStory> related;
  std::vector<std::uint32_t> taken;
  for (const Likeness& likeness : neighbours) {
    if (related.size() == kMostRelated || likeness.score() < kRelatedScore) break;
    if (likeness.words < kRelatedWords || likeness.telling < kRelatedTelling ||
        (likeness.companies == 0 && likeness.topics == 0))
      continue;
    if (contains(tellings[story], likeness.story)) continue;
    const auto tells = [&](std::uint32_t other) { return contains(tellings[likeness.story], other); };
    if (std::any_of(taken.begin(), taken.end(), tells)) continue;
    taken.push_back(likeness.story);
    related.push_back(explain(index, story, likeness));
  }
  return related;
}

}  // namespace broadsheet::link
