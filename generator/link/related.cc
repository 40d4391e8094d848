#include "link/related.h"

#include <algorithm>
#include <array>

namespace broadsheet::link {

namespace {

constexpr std::size_t kMostTerms = 3;    // companies, and topics, of a reason
constexpr std::size_t kMostPhrases = 3;  // words of a reason
constexpr std::size_t kMostJoined = 3;   // words of a phrase
constexpr float kLeastNamed = 0.2f;      // weight of a company or topic that a reason names

void sort_by_weight(std::vector<Feature>& features) {
  std::stable_sort(features.begin(), features.end(),
                   [](const Feature& a, const Feature& b) { return a.weight > b.weight; });
}

std::vector<std::uint32_t> heaviest(std::vector<Feature> features) {
  sort_by_weight(features);
  std::vector<std::uint32_t> numbers;
  for (const Feature& feature : features)
    if (numbers.size() < kMostTerms && feature.weight >= kLeastNamed) numbers.push_back(feature.number);
  return numbers;
}

/// A text as its words, read once for all that it is compared with.
struct ReadText {
  std::string_view text;
  std::vector<Word> words;
  std::vector<std::uint32_t> numbers;  // of the words

  ReadText(const StoryIndex& index, std::string_view from) : text(from), words(read_words(from)) {
    for (const Word& word : words) numbers.push_back(index.word_number(word));
  }
};

/// What two stories say in the same words, as one of them writes it: phrases of both, and telling words of both.
class Shared {
 public:
  Shared(const StoryIndex& index, std::uint32_t story, std::uint32_t other)
      : index_(index), words_(index.telling_words(story, other)), phrases_(index.common_phrases(story, other)) {
    for (const Feature& word : words_) mask_ |= bit_of(word.number);
  }

  /// Words of a name say nothing new beside it.
  void leave_out(const std::string& name) {
    for (const Word& word : read_words(name)) left_out_.push_back(index_.word_number(word));
  }

  void read(const ReadText& in) {
    Expression open;  // still growing, where it has words
    for (std::size_t at = 0; at < in.words.size(); ++at) {
      const Word& word = in.words[at];
      const std::uint32_t number = in.numbers[at];
      const Feature* telling = (mask_ & bit_of(number)) == 0 ? nullptr : find(words_, number);
      const bool grows =
          open.count > 0 && open.count < kMostJoined && !phrases_.empty() && is_joined(in.text, in.words[at - 1], word);
      const Feature* phrase = grows ? find(phrases_, phrase_number(open.words[open.count - 1], number)) : nullptr;
      if (phrase == nullptr) {
        keep(open);
        open = {in.text.substr(word.begin, 0), 0, false, 0, {}};
      }
      for (const Feature* feature : {phrase, telling}) {
        if (feature == nullptr) continue;
        open.weight += feature->weight;
        open.tells = true;
      }
      const auto begin = static_cast<std::size_t>(open.text.data() - in.text.data());
      open.text = in.text.substr(begin, word.begin + word.length - begin);
      open.words[open.count++] = number;
    }
    keep(open);
  }

  /// The heaviest, no word in two of them.
  std::vector<std::string> take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Expression& a, const Expression& b) { return a.weight > b.weight; });
    std::vector<std::string> texts;
    for (const Expression& expression : found_) {
      if (texts.size() == kMostPhrases) break;
      const auto end = expression.words.begin() + expression.count;
      const auto is_said = [&](std::uint32_t word) { return contains(left_out_, word); };
      if (std::any_of(expression.words.begin(), end, is_said)) continue;
      left_out_.insert(left_out_.end(), expression.words.begin(), end);
      texts.emplace_back(expression.text);
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
    std::array<std::uint32_t, kMostJoined> words{};
  };

  static std::uint64_t bit_of(std::uint32_t number) { return std::uint64_t{1} << (number % 64); }

  static bool contains(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
  }

  static const Feature* find(const std::vector<Feature>& features, std::uint32_t number) {
    const auto found = std::lower_bound(features.begin(), features.end(), number,
                                        [](const Feature& feature, std::uint32_t n) { return feature.number < n; });
    return found != features.end() && found->number == number ? &*found : nullptr;
  }

  void keep(const Expression& expression) {
    if (expression.tells) found_.push_back(expression);
  }

  const StoryIndex& index_;
  std::vector<Feature> words_, phrases_;  // ascending by number
  std::uint64_t mask_ = 0;                // bits of words_: most words are not among them
  std::vector<std::uint32_t> left_out_;
  std::vector<Expression> found_;
};

/// `texts` of the story: its text before its title, whose words may all have capitals.
model::RelatedStory explain(const StoryIndex& index, std::uint32_t story, const std::vector<ReadText>& texts,
                            const Likeness& likeness) {
  const model::Archive& archive = index.archive();
  model::RelatedStory related;
  related.story = index.ref(likeness.story);
  related.companies = heaviest(index.common_companies(story, likeness.story));
  related.topics = heaviest(index.common_topics(story, likeness.story));
  related.days = index.days_apart(story, likeness.story);
  related.same_issue = index.ref(story).issue == related.story.issue;
  related.score = likeness.score();
  Shared shared(index, story, likeness.story);
  for (std::uint32_t company : related.companies) shared.leave_out(archive.companies[company].name);
  for (std::uint32_t topic : related.topics) shared.leave_out(archive.topics[topic].name);
  for (const ReadText& text : texts) shared.read(text);
  related.words = shared.take();
  return related;
}

bool contains(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  return std::binary_search(numbers.begin(), numbers.end(), number);
}

/// The weight of the rarest company that stands in both bylines; 0 where there is none.
float byline_weight(const StoryIndex& index, std::uint32_t a, std::uint32_t b) {
  const auto& ours = index.archive().story_links(index.ref(a)).companies;
  const auto& theirs = index.archive().story_links(index.ref(b)).companies;
  const auto stands_in = [](const std::vector<std::uint32_t>& byline, std::uint32_t company) {
    return std::find(byline.begin(), byline.end(), company) != byline.end();
  };
  float most = 0;
  for (const Feature& company : index.common_companies(a, b))
    if (stands_in(ours, company.number) && stands_in(theirs, company.number)) most = std::max(most, company.weight);
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
  return static_cast<std::size_t>(std::count_if(ours.topics.begin(), ours.topics.begin() + ours.main_topics,
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

std::vector<model::RelatedStory> find_related(const StoryIndex& index, std::uint32_t story,
                                              const std::vector<Likeness>& neighbours,
                                              const std::vector<std::vector<std::uint32_t>>& tellings) {
  std::vector<model::RelatedStory> related;
  std::vector<std::uint32_t> taken;
  std::vector<ReadText> texts;
  const auto take = [&](const Likeness& likeness, bool by_words) {
    if (contains(tellings[story], likeness.story)) return;
    const auto tells = [&](std::uint32_t other) {
      return other == likeness.story || contains(tellings[likeness.story], other);
    };
    if (std::any_of(taken.begin(), taken.end(), tells)) return;
    taken.push_back(likeness.story);
    if (by_words && texts.empty())
      texts = {{index, index.story(story).body_text}, {index, index.story(story).title}};
    related.push_back(explain(index, story, texts, likeness));
  };
  for (const Likeness& likeness : neighbours)
    if (related.size() < kMostRelated && are_related(index, story, likeness)) take(likeness, true);
  texts.clear();  // a single word in common is no reason that a reader would see
  for (const Likeness& likeness : neighbours)
    if (related.size() < kEnoughRelated && concern_the_same(index, story, likeness)) take(likeness, false);
  return related;
}

}  // namespace broadsheet::link
