#include "search/document.h"

#include "base/text.h"
#include "model/address.h"

namespace broadsheet::search {
namespace {

std::vector<Tag> tags(const std::vector<model::Term>& terms, const std::vector<std::uint32_t>& indexes) {
  std::vector<Tag> found;
  found.reserve(indexes.size());
  for (const std::uint32_t index : indexes) found.emplace_back(terms[index].slug, terms[index].name);
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

/// Adds the documents of one issue; holds what they have in common.
class IssueDocuments {
 public:
  IssueDocuments(const model::Archive& archive, std::size_t index, std::vector<Document>& out)
      : archive_(archive), issue_(archive.issues[index]), links_(archive.links[index]), out_(out) {
    common_.issue_title = issue_.title;
    const model::SeriesRule& series = archive.series[links_.series].rule;
    common_.series_slug = series.slug;
    common_.series_name = series.name;
    common_.date = issue_.last;
    common_.language = issue_.language;
    address_ = model::issue_address(issue_);
  }

  void add() {
    for (const model::Section& section : issue_.sections) {
      common_.section = section.title;
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
    document.title = section.title.empty() ? issue_.headline : section.title;
    document.body = std::move(text);
    document.url = section.id.empty() ? address_ : address_ + '#' + section.id;
    out_.push_back(std::move(document));
  }

  void add_story(std::uint32_t index) {
    const model::Story& story = issue_.stories[index];
    const model::StoryLinks& links = links_.stories[index];
    Document document = common_;
    document.title = story.title;
    document.body = story.body_text;
    document.url = address_ + '#' + story.id;
    document.companies = tags(archive_.companies, links.companies);
    document.topics = tags(archive_.topics, links.topics);
    out_.push_back(std::move(document));
  }

  const model::Archive& archive_;
  const model::Issue& issue_;
  const model::IssueLinks& links_;
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
  std::vector<Document> out;
  for (std::size_t i = 0; i < archive.issues.size(); ++i) IssueDocuments(archive, i, out).add();
  return out;
}

std::vector<SynonymGroup> synonyms(const model::Archive& archive) {
  std::vector<SynonymGroup> groups;
  add_synonyms(archive.companies, groups);
  add_synonyms(archive.topics, groups);
  return groups;
}

}  // namespace broadsheet::search
