#include "link/related.h"

#include <algorithm>
#include <array>
#include <span>

#include "link/short_lists.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kMostJoined = 3;  // words of a phrase
constexpr float kLeastNamed = 0.2f;     // weight of a company or topic that a reason names

void sort_by_weight(std::vector<Feature>& features) {
  std::stable_sort(features.begin(), features.end(),
                   [](const Feature& a, const Feature& b) { return a.weight > b.weight; });
}

using Terms = decltype(model::RelatedStory::companies);
using Words = decltype(model::RelatedStory::words);

Terms heaviest(std::vector<Feature> features) {
  sort_by_weight(features);
  Terms numbers;
  for (const Feature& feature : features)
    if (numbers.size() < Terms::kMost && feature.weight >= kLeastNamed) numbers.push_back(feature.number);
  return numbers;
}

/// What two stories say in the same words, as one of them writes it: phrases of both, and telling words of both.
class Shared {
 public:
  Shared(const StoryIndex& index, std::uint32_t story, std::uint32_t other)
      : all_(index.all_words().of(story)),
        words_(index.telling_words(story, other)),
        phrases_(index.common_phrases(story, other)) {
    for (const Feature& word : words_) mask_ |= bit_of(word.number);
  }

  /// Words of a name say nothing new beside it.
  void leave_out(std::span<const std::uint32_t> name) { left_out_.insert(left_out_.end(), name.begin(), name.end()); }

  /// Reads neighbouring words of the story, which stand in its title or text `in`.
  void read(std::string_view in, std::span<const StoryWord> words) {
    Expression open;  // still growing, where it has words
    for (const StoryWord& word : words) {
      if (word.length == 0) break;
      const std::uint32_t id = all_.id(word), number = word_feature(id, true);
      const Feature* telling = (mask_ & bit_of(number)) == 0 ? nullptr : find(words_, number);
      const bool grows = open.count > 0 && open.count < kMostJoined && !phrases_.empty() && word.is_joined();
      const Feature* phrase = grows ? find(phrases_, phrase_number(open.words[open.count - 1], id)) : nullptr;
      if (phrase == nullptr) {
        keep(open);
        open = {in.substr(word.begin, 0), 0, false, 0, {}};
      }
      for (const Feature* feature : {phrase, telling}) {
        if (feature == nullptr) continue;
        open.weight += feature->weight;
        open.tells = true;
      }
      const auto begin = static_cast<std::size_t>(open.text.data() - in.data());
      open.text = in.substr(begin, word.begin + word.length - begin);
      open.words[open.count++] = id;
    }
    keep(open);
  }

  /// The heaviest, no word in two of them.
  Words take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Expression& a, const Expression& b) { return a.weight > b.weight; });
    Words texts;
    for (const Expression& expression : found_) {
      if (texts.size() == Words::kMost) break;
      const auto end = expression.words.begin() + expression.count;
      const auto is_said = [&](std::uint32_t word) { return contains(left_out_, word); };
      if (std::any_of(expression.words.begin(), end, is_said)) continue;
      left_out_.insert(left_out_.end(), expression.words.begin(), end);
      texts.push_back(expression.text);
    }
    return texts;
  }

 private:
  /// Words side by side.
  struct Expression {
    std::string_view text;
    float weight = 0;
    bool tells = false;
    std::uint32_t count = 0;
    std::array<std::uint32_t, kMostJoined> words{};  // their ids
  };

  static std::uint64_t bit_of(std::uint32_t number) { return std::uint64_t{1} << (number / 2 % 64); }

  static const Feature* find(const std::vector<Feature>& features, std::uint32_t number) {
    const auto found = std::lower_bound(features.begin(), features.end(), number,
                                        [](const Feature& feature, std::uint32_t n) { return feature.number < n; });
    return found != features.end() && found->number == number ? &*found : nullptr;
  }

  void keep(const Expression& expression) {
    if (expression.tells) found_.push_back(expression);
  }

  WordsOfStory all_;
  std::vector<Feature> words_, phrases_;  // ascending by number
  std::uint64_t mask_ = 0;                // bits of words_: most words are not among them
  std::vector<std::uint32_t> left_out_;
  std::vector<Expression> found_;
};

/// What both stories say, as the first one writes it: in its text before its title, whose words may all have capitals.
Words shared_words(const StoryIndex& index, std::uint32_t story, const model::RelatedStory& related) {
  Shared shared(index, story, index.number(related.story));
  for (std::uint32_t company : related.companies) shared.leave_out(index.company_name(company));
  for (std::uint32_t topic : related.topics) shared.leave_out(index.topic_name(topic));
  const std::span<const StoryWord> words = index.all_words().of(story).words;
  const auto text = std::find_if(words.begin(), words.end(), [](const StoryWord& word) { return !word.in_title(); });
  shared.read(index.story(story).body_text, {text, words.end()});
  shared.read(index.story(story).title, {words.begin(), text});
  return shared.take();
}

model::RelatedStory explain(const StoryIndex& index, std::uint32_t story, const Likeness& likeness, bool by_words) {
  model::RelatedStory related = related_story(index, story, likeness);
  related.companies = heaviest(index.common_companies(story, likeness.story));
  related.topics = heaviest(index.common_topics(story, likeness.story));
  if (by_words) related.words = shared_words(index, story, related);
  return related;
}

/// The weight of the rarest company that stands in both bylines; 0 where there is none.
float byline_weight(const StoryIndex& index, std::uint32_t a, std::uint32_t b) {
  const auto& ours = index.archive().story_links(index.ref(a)).companies;
  const auto& theirs = index.archive().story_links(index.ref(b)).companies;
  float most = 0;
  for (const Feature& company : index.common_companies(a, b))
    if (contains(ours, company.number) && contains(theirs, company.number)) most = std::max(most, company.weight);
  return most;
}

/// The weight of the rarest topic in common; one that a story names in passing is light.
float topic_weight(const StoryIndex& index, std::uint32_t a, std::uint32_t b) {
  float most = 0;
  for (const Feature& topic : index.common_topics(a, b)) most = std::max(most, topic.weight);
  return most;
}

/// The rules of related.h.
bool are_related(const StoryIndex& index, std::uint32_t story, const Likeness& likeness) {
  const float least = likeness.telling >= kManyTelling ? kManyTellingScore : kRelatedScore;
  if (likeness.score() < least) return false;
  if (likeness.words >= kRelatedWords && likeness.telling >= kRelatedTelling)
    return likeness.companies > 0 || likeness.topics > 0 || likeness.phrases > 0;
  if (likeness.words >= kCloseWords && likeness.topics > 0 && likeness.companies > 0) return true;
  const float company = byline_weight(index, story, likeness.story);
  const float topic = topic_weight(index, story, likeness.story);
  if (company >= kRareTogether && topic >= kRareTogether) return true;
  if (likeness.telling == 0 || likeness.words < kRelatedWords) return false;
  return company >= kRareAlone || (topic >= kRareAlone && likeness.words >= kTopicWords);
}

/// How many topics are main ones of both.
std::size_t main_topics_of_both(const StoryIndex& index, std::uint32_t a, std::uint32_t b) {
  const model::StoryLinks& ours = index.archive().story_links(index.ref(a));
  const model::StoryLinks& theirs = index.archive().story_links(index.ref(b));
  const auto begin = theirs.topics.begin(), end = begin + theirs.main_topics;
  return static_cast<std::size_t>(
      std::count_if(ours.topics.begin(), ours.topics.begin() + ours.main_topics,
                    [&](std::uint32_t topic) { return std::find(begin, end, topic) != end; }));
}

/// The rules of related.h for a list that would else be short.
bool concern_the_same(const StoryIndex& index, std::uint32_t story, const Likeness& likeness) {
  const float company = byline_weight(index, story, likeness.story);
  if (company >= kRareAlone) return true;
  if (company > 0) return likeness.telling > 0 || likeness.topics > 0;
  return likeness.telling > 0 && main_topics_of_both(index, story, likeness.story) >= 2;
}

}  // namespace

model::RelatedStory related_story(const StoryIndex& index, std::uint32_t story, const Likeness& likeness) {
  model::RelatedStory related;
  related.story = index.ref(likeness.story);
  related.days = index.days_apart(story, likeness.story);
  related.same_issue = index.ref(story).issue == related.story.issue;
  return related;
}

std::vector<model::RelatedStory> find_related(const StoryIndex& index, std::uint32_t story,
                                              std::span<const Likeness> neighbours,
                                              const std::vector<std::vector<std::uint32_t>>& tellings) {
  std::vector<model::RelatedStory> related;
  std::vector<std::uint32_t> taken;
  const auto take = [&](const Likeness& likeness, bool by_words) {
    if (contains(tellings[story], likeness.story)) return;
    const auto tells = [&](std::uint32_t other) {
      return other == likeness.story || contains(tellings[likeness.story], other);
    };
    if (std::any_of(taken.begin(), taken.end(), tells)) return;
    taken.push_back(likeness.story);
    related.push_back(explain(index, story, likeness, by_words));
  };
  for (const Likeness& likeness : neighbours)
    if (related.size() < kMostRelated && are_related(index, story, likeness)) take(likeness, true);
  // A single word in common is no reason that a reader would see.
  for (const Likeness& likeness : neighbours)
    if (related.size() < kEnoughRelated && concern_the_same(index, story, likeness)) take(likeness, false);
  return related;
}

}  // namespace broadsheet::link
