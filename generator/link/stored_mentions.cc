#include "link/stored_mentions.h"

#include <cereal/types/vector.hpp>

#include "base/hash.h"
#include "base/stored_bytes.h"
#include "link/text_mentions.h"

namespace broadsheet::link {

StoredMentions::StoredMentions(const std::vector<Name>& names, const model::Archive& archive)
    : archive_(archive), places_(archive.companies.size() + archive.topics.size(), kNone) {
  std::vector<std::uint32_t> facts;
  for (std::uint32_t at = 0; at < names.size(); ++at) {
    const Name& name = names[at];
    terms_.push_back(name.entry);
    if (places_[name.entry] == kNone) places_[name.entry] = at;
    const bool is_company = name.entry < archive.companies.size();
    const bool is_left_out = is_company && !counts_as_mention(archive.companies[name.entry]);
    names_hash_ = hash64(name.text, names_hash_);
    facts.insert(facts.end(), {static_cast<std::uint32_t>(name.letters), name.in_compounds, places_[name.entry],
                               is_company, is_left_out});
  }
  names_hash_ = hash_items(facts, names_hash_);
}

std::uint64_t StoredMentions::key(Part part) const {
  std::uint64_t hash = names_hash_;
  std::vector<std::uint32_t> others;  // companies of bylines, and where stories, sections and issues end
  for (std::size_t at = part.begin; at < part.end; ++at) {
    const model::Issue& issue = archive_.issues[at];
    const bool is_hashed = issue.body_hash != 0;  // of all that stands in its sections and stories
    if (is_hashed) hash = hash_items(std::span(&issue.body_hash, 1), hash);
    for (std::size_t s = 0; s < issue.stories.size(); ++s) {
      if (!is_hashed) hash = hash64(issue.stories[s].body_html, hash64(issue.stories[s].title, hash));
      for (std::uint32_t company : archive_.links[at].stories[s].companies) others.push_back(places_[company]);
      others.push_back(kNone);
    }
    for (const model::Section& section : issue.sections) {
      for (const model::Block& block : section.blocks) {
        if (!is_hashed) hash = hash64(block.html, hash);
        others.push_back(static_cast<std::uint32_t>(block.kind));
      }
      others.push_back(kNone);
    }
  }
  return hash_items(others, hash);
}

/// Lists of numbers, each behind its length.
class StoredMentions::Writer {
 public:
  explicit Writer(const StoredMentions& stored) : stored_(stored) {}

  void number(std::size_t number) { numbers.push_back(static_cast<std::uint32_t>(number)); }
  void company(std::uint32_t company) { number(stored_.places_[company]); }

  void story(const model::StoryLinks& links) {
    number(links.main_topics);
    number(links.topics.size());
    for (std::uint32_t topic : links.topics) number(stored_.places_[stored_.archive_.companies.size() + topic]);
    number(links.mentioned.size());
    for (std::uint32_t one : links.mentioned) company(one);
    mentions(links.mentions);
  }

  void mentions(std::span<const model::ProseMention> mentions) {
    number(mentions.size());
    for (const model::ProseMention& mention : mentions) {
      number(mention.begin);
      number(mention.end);
      company(mention.company);
    }
  }

  std::vector<std::uint32_t> numbers;

 private:
  const StoredMentions& stored_;
};

class StoredMentions::Reader {
 public:
  Reader(const StoredMentions& stored, const std::vector<std::uint32_t>& numbers)
      : stored_(stored), numbers_(numbers) {}

  std::uint32_t number() { return numbers_.at(at_++); }
  std::uint32_t term() { return stored_.terms_.at(number()); }

  void story(model::StoryLinks& links) {
    links.main_topics = number();
    for (std::uint32_t left = number(); left > 0; --left)
      links.topics.push_back(term() - static_cast<std::uint32_t>(stored_.archive_.companies.size()));
    for (std::uint32_t left = number(); left > 0; --left) links.mentioned.push_back(term());
    links.mentions = mentions();
  }

  std::vector<model::ProseMention> mentions() {
    std::vector<model::ProseMention> mentions(number());
    for (model::ProseMention& mention : mentions) {
      mention.begin = number();
      mention.end = number();
      mention.company = term();
    }
    return mentions;
  }

 private:
  const StoredMentions& stored_;
  const std::vector<std::uint32_t>& numbers_;
  std::size_t at_ = 0;
};

std::string StoredMentions::write(Part part) const {
  Writer writer(*this);
  for (std::size_t at = part.begin; at < part.end; ++at) {
    const model::IssueLinks& links = archive_.links[at];
    for (const model::StoryLinks& story : links.stories) writer.story(story);
    writer.number(links.mentions.size());
    for (const model::BlockMentions& block : links.mentions) {
      writer.number(block.section);
      writer.number(block.block);
      writer.mentions(block.mentions);
    }
  }
  return to_bytes([&](auto& archive) { archive(writer.numbers); });
}

void StoredMentions::read(std::string_view bytes, Part part, std::vector<model::IssueLinks>& links) const {
  std::vector<std::uint32_t> numbers;
  StoredBytes archive(bytes);
  archive(numbers);
  Reader reader(*this, numbers);
  for (std::size_t at = part.begin; at < part.end; ++at) {
    for (model::StoryLinks& story : links[at].stories) reader.story(story);
    for (std::uint32_t left = reader.number(); left > 0; --left) {
      model::BlockMentions& block = links[at].mentions.emplace_back();
      block.section = reader.number();
      block.block = reader.number();
      block.mentions = reader.mentions();
    }
  }
}

}  // namespace broadsheet::link
