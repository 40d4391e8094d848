#include "content/issue_hash.h"

#include "base/hash.h"
#include "base/stored_bytes.h"
#include "content/stored.h"

namespace broadsheet::content {

namespace {

/// A hash of values in their order. A text counts with its length, so that no two of them are taken for another two.
class Hash {
 public:
  void add(std::string_view text) { hash_ = hash64(text, hash_ + text.size()); }
  void add(std::uint64_t number) { add(std::string_view(reinterpret_cast<const char*>(&number), sizeof number)); }
  void add(const model::BylineName& v) { texts(v.separator, v.name); }
  void add(const model::StoryTitle& v) { texts(v.separator, v.text, v.html, v.url); }
  void add(const model::StoryCredit& v) { texts(v.text, v.url, v.lead); }
  template <class Item>
  void add(const KeptList<Item>& items) {
    add(items.size());
    for (const Item& item : items) add(item);
  }
  template <class... Texts>
  void texts(const Texts&... texts) {
    (add(texts.view()), ...);
  }
  /// Never 0, which says that there is none.
  std::uint64_t take() const { return hash_ == 0 ? 1 : hash_; }

 private:
  std::uint64_t hash_ = 0;
};

std::uint64_t hash_of(const model::Story& story, std::string_view section) {
  Hash hash;
  hash.add(section);
  hash.texts(story.id, story.mark, story.title, story.body_html, story.body_text);
  hash.add(story.titles);
  hash.add(story.byline);
  hash.add(story.authors);
  hash.add(story.sources);
  return hash.take();
}

}  // namespace

void set_hashes(model::Issue& issue) {
  Hash all;
  for (const model::Section& section : issue.sections) {
    all.texts(section.title, section.title_html, section.id);
    all.add(static_cast<std::uint64_t>(section.kind));
    all.add(section.blocks.size());
    for (const model::Block& block : section.blocks) {
      all.add(static_cast<std::uint64_t>(block.kind));
      if (block.kind == model::Block::Kind::story) {
        model::Story& story = issue.stories[block.story];
        story.hash = hash_of(story, section.title);
        all.add(block.story);
        all.add(story.hash);
      } else {
        all.texts(block.html, block.id);
        all.add(static_cast<std::uint64_t>(block.level));
      }
    }
  }
  all.add(issue.words);
  all.add(to_bytes([&](auto& archive) { archive(issue.front_matter, issue.source_lists); }));
  issue.body_hash = all.take();
}

}  // namespace broadsheet::content
