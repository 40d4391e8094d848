#include "link/kept_related.h"

#include <algorithm>

#include "base/hash.h"
#include "link/packed_lists.h"

namespace broadsheet::link {

std::uint64_t KeptRelated::key(const StoryWords::StoryPart& part) const {
  std::vector<std::uint64_t> facts;
  const auto add = [&](std::uint32_t story) {
    facts.push_back(index_.identity(story));
    facts.push_back(tellings_[story].size());
    for (const std::uint32_t other : tellings_[story]) facts.push_back(index_.identity(other));
  };
  for (std::uint32_t story = part.first_story; story < part.end_story; ++story) {
    add(story);
    facts.push_back(neighbours_[story].size());
    for (const Likeness& likeness : neighbours_[story]) add(likeness.story);
  }
  return hash_items(facts, hash64("related"));
}

// A related story stands there by its place among the neighbours, terms by their places among those of the story, and
// words by theirs in its title or text.

class KeptRelated::Writer {
 public:
  Writer(const StoryIndex& index, const Neighbours& neighbours) : index_(index), neighbours_(neighbours) {}

  void add(std::uint32_t story, const std::vector<model::RelatedStory>& list) {
    number(list.size());
    for (const model::RelatedStory& related : list) {
      const std::uint32_t other = index_.number(related.story);
      number(place(neighbours_[story], [&](const Likeness& likeness) { return likeness.story == other; }));
      terms(related.companies, index_.companies(story));
      terms(related.topics, index_.topics(story));
      number(related.words.size());
      for (const std::string_view word : related.words) text(word, index_.story(story));
    }
  }
  std::string take() {
    PackedListWriter out;
    out.add(numbers_);
    return out.take();
  }

 private:
  void number(std::size_t number) { numbers_.push_back(static_cast<std::uint32_t>(number)); }

  template <class Item>
  static std::size_t place(std::span<const Item> items, auto is_it) {
    return static_cast<std::size_t>(std::find_if(items.begin(), items.end(), is_it) - items.begin());
  }
  void terms(const auto& terms, std::span<const PostedFeature> all) {
    number(terms.size());
    for (const std::uint32_t term : terms)
      number(place(all, [&](const PostedFeature& feature) { return feature.number == term; }));
  }
  void text(std::string_view word, const model::Story& story) {
    const std::string_view title = story.title, body = story.body_text;
    const bool in_title = word.data() >= title.data() && word.data() < title.data() + title.size();
    number(in_title);
    number(static_cast<std::size_t>(word.data() - (in_title ? title : body).data()));
    number(word.size());
  }

  const StoryIndex& index_;
  const Neighbours& neighbours_;
  std::vector<std::uint32_t> numbers_;
};

/// Whoever finds a number that cannot be gives up: is_whole() tells.
class KeptRelated::Reader {
 public:
  Reader(const StoryIndex& index, const Neighbours& neighbours, std::span<const std::uint32_t> numbers)
      : index_(index), neighbours_(neighbours), numbers_(numbers) {}

  std::vector<model::RelatedStory> next(std::uint32_t story) {
    std::vector<model::RelatedStory> list(below(kMostRelated + 1));
    for (model::RelatedStory& related : list) {
      const std::uint32_t neighbour = below(neighbours_[story].size());
      if (!whole_) return {};
      related = related_story(index_, story, neighbours_[story][neighbour]);
      terms(related.companies, index_.companies(story));
      terms(related.topics, index_.topics(story));
      for (std::uint32_t left = below(related.words.kMost + 1); left > 0; --left) {
        const std::string_view in = below(2) == 1 ? index_.story(story).title : index_.story(story).body_text;
        const std::uint32_t begin = below(in.size()), length = below(in.size() - begin + 1);
        related.words.push_back(in.substr(begin, length));
      }
    }
    return list;
  }
  bool is_whole() const { return whole_; }

 private:
  /// The next number, which must be less than `end`; else 0.
  std::uint32_t below(std::size_t end) {
    whole_ = whole_ && at_ < numbers_.size() && numbers_[at_] < end;
    return whole_ ? numbers_[at_++] : 0;
  }
  void terms(auto& terms, std::span<const PostedFeature> all) {
    for (std::uint32_t left = below(terms.kMost + 1); left > 0; --left) {
      const std::uint32_t place = below(all.size());
      if (whole_) terms.push_back(all[place].number);
    }
  }

  const StoryIndex& index_;
  const Neighbours& neighbours_;
  std::span<const std::uint32_t> numbers_;
  std::size_t at_ = 0;
  bool whole_ = true;
};

std::string KeptRelated::packed(const StoryWords::StoryPart& part, const Lists& lists) const {
  Writer writer(index_, neighbours_);
  for (std::uint32_t story = part.first_story; story < part.end_story; ++story)
    writer.add(story, lists[story - part.first_story]);
  return writer.take();
}

std::optional<KeptRelated::Lists> KeptRelated::read(const StoryWords::StoryPart& part, std::string_view bytes) const {
  Reader reader(index_, neighbours_, PackedListReader(bytes).next<std::uint32_t>());
  Lists lists;
  lists.reserve(part.end_story - part.first_story);
  for (std::uint32_t story = part.first_story; story < part.end_story; ++story) lists.push_back(reader.next(story));
  return reader.is_whole() ? std::optional(std::move(lists)) : std::nullopt;
}

}  // namespace broadsheet::link
