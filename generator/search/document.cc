#include "search/document.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "base/parallel.h"
#include "base/text.h"
#include "model/address.h"

namespace broadsheet::search {
namespace {

std::vector<Tag> tags(const std::vector<model::Term>& terms, const std::vector<std::uint32_t>& indexes) {
  std::vector<Tag> found;
  found.reserve(indexes.size());
  for (const std::uint32_t index : indexes)
    found.emplace_back(Text::view(terms[index].slug), Text::view(terms[index].name));
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
    common_.issue_title = Text::view(issue_.title);
    const model::SeriesRule& series = archive.series[links_.series].rule;
    common_.series_slug = Text::view(series.slug);
    common_.series_name = Text::view(series.name);
    common_.date = issue_.last;
    common_.language = Text::view(issue_.language);
    address_ = model::issue_address(issue_);
  }

  void add() {
    for (const model::Section& section : issue_.sections) {
      common_.section = Text::view(section.title);
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
    document.title = Text::view(section.title.empty() ? issue_.headline : section.title);
    document.body = std::move(text);
    document.url = section.id.empty() ? address_ : address_ + '#' + section.id;
    out_.push_back(std::move(document));
  }

  void add_story(std::uint32_t index) {
    const model::Story& story = issue_.stories[index];
    const model::StoryLinks& links = links_.stories[index];
    Document document = common_;
    document.title = Text::view(story.title);
    document.body = Text::view(story.body_text);
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
  constexpr std::size_t kAtOnce = 64;  // issues
  std::vector<std::vector<Document>> parts((archive.issues.size() + kAtOnce - 1) / kAtOnce);
  parallel_for(parts.size(), [&](std::size_t part) {
    for (std::size_t i = part * kAtOnce; i < std::min(archive.issues.size(), (part + 1) * kAtOnce); ++i)
      IssueDocuments(archive, i, parts[part]).add();
  });
  std::vector<Document> out;
  out.reserve(std::accumulate(parts.begin(), parts.end(), std::size_t{0},
                              [](std::size_t sum, const auto& part) { return sum + part.size(); }));
  for (std::vector<Document>& part : parts) std::move(part.begin(), part.end(), std::back_inserter(out));
  return out;
}

std::vector<SynonymGroup> synonyms(const model::Archive& archive) {
  std::vector<SynonymGroup> groups;
  add_synonyms(archive.companies, groups);
  add_synonyms(archive.topics, groups);
  return groups;
}

}  // namespace broadsheet::search
