#include "search/document.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "model/address.h"

namespace broadsheet::search {
namespace {

std::vector<Tag> tags(const std::vector<model::Term>& terms, std::span<const std::uint32_t> indexes) {
  std::vector<Tag> found;
  found.reserve(indexes.size());
  for (const std::uint32_t index : indexes)
    found.emplace_back(KeptText::view_of(terms[index].slug), KeptText::view_of(terms[index].name));
  return found;
}

/// The text of a section that is no story's: paragraphs and headings of its own.
std::string prose_of(const model::Section& section) {
  std::string text;
  for (const model::Block& block : section.blocks) {
    if (block.kind == model::Block::Kind::story || trim(block.text).empty()) continue;
    if (!text.empty()) text += '\n';
    text += trim(block.text);
  }
  return text;
}

/// Adds the documents of one issue; holds what they have in common. Texts that the archive has not go to `kept`.
class IssueDocuments {
 public:
  IssueDocuments(const model::Archive& archive, std::size_t index, TextStore::Filler& kept, std::vector<Document>& out)
      : archive_(archive), issue_(archive.issues[index]), links_(archive.links[index]), kept_(kept), out_(out) {
    common_.issue_title = KeptText::view_of(issue_.title);
    const model::SeriesRule& series = archive.series[links_.series].rule;
    common_.series_slug = KeptText::view_of(series.slug);
    common_.series_name = KeptText::view_of(series.name);
    common_.date = issue_.last;
    common_.language = KeptText::view_of(issue_.language);
    address_ = model::issue_address(issue_);
  }

  void add() {
    for (const model::Section& section : issue_.sections) {
      common_.section = KeptText::view_of(section.title);
      add_prose(section);
      for (const model::Block& block : section.blocks)
        if (block.kind == model::Block::Kind::story) add_story(block.story);
    }
  }

 private:
  void add_prose(const model::Section& section) {
    std::string text = prose_of(section);
    if (text.empty()) return;
    Document document = common_;
    document.title = section.title.empty() ? KeptText::view_of(issue_.headline) : KeptText::view_of(section.title);
    document.body = KeptText::view_of(kept_.add(text));
    document.url = KeptText::view_of(kept_.add(section.id.empty() ? address_ : address_ + "#" + section.id));
    out_.push_back(std::move(document));
  }

  void add_story(std::uint32_t index) {
    const model::Story& story = issue_.stories[index];
    const model::StoryLinks& links = links_.stories[index];
    Document document = common_;
    document.title = KeptText::view_of(story.title);
    document.body = KeptText::view_of(story.body_text);
    document.text_hash = story.hash;
    document.url = KeptText::view_of(kept_.add(address_ + "#" + story.id));
    document.companies = tags(archive_.companies, links.companies);
    document.topics = tags(archive_.topics, links.topics);
    for (KeptList<Tag>* list : {&document.companies, &document.topics}) kept_.keep(*list);
    out_.push_back(std::move(document));
  }

  const model::Archive& archive_;
  const model::Issue& issue_;
  const model::IssueLinks& links_;
  TextStore::Filler& kept_;
  std::vector<Document>& out_;
  std::string address_;
  Document common_;
};

void add_synonyms(const std::vector<model::Term>& terms, std::vector<SynonymGroup>& groups) {
  for (const model::Term& term : terms) {
    SynonymGroup group;
    const auto add = [&group](const std::string& name) {
      if (name.find_first_of(" \t\n") == std::string::npos) group.push_back(name);
    };
    add(term.name);
    for (const std::string& alias : term.aliases) add(alias);
    if (group.size() > 1) groups.push_back(std::move(group));
  }
}

}  // namespace

std::vector<Document> documents(const model::Archive& archive) {
  constexpr std::size_t kAtOnce = 64;  // issues
  std::vector<std::vector<Document>> parts((archive.issues.size() + kAtOnce - 1) / kAtOnce);
  parallel_for(parts.size(), [&](std::size_t part) {
    TextStore::Filler kept(*archive.texts);
    const std::size_t begin = part * kAtOnce, end = std::min(archive.issues.size(), begin + kAtOnce);
    std::size_t stories = 0;
    for (std::size_t i = begin; i < end; ++i) stories += archive.issues[i].stories.size();
    parts[part].reserve(stories);
    for (std::size_t i = begin; i < end; ++i) IssueDocuments(archive, i, kept, parts[part]).add();
    archive.texts->release_if_many();
  });
  std::vector<Document> out;
  out.reserve(std::accumulate(parts.begin(), parts.end(), std::size_t{0},
                              [](std::size_t sum, const auto& part) { return sum + part.size(); }));
  for (std::vector<Document>& part : parts) {
    std::move(part.begin(), part.end(), std::back_inserter(out));
    part = std::vector<Document>();  // rather than have all twice
  }
  return out;
}

std::vector<SynonymGroup> synonyms(const model::Archive& archive) {
  std::vector<SynonymGroup> groups;
  add_synonyms(archive.companies, groups);
  add_synonyms(archive.topics, groups);
  return groups;
}

}  // namespace broadsheet::search
