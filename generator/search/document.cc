#include "search/document.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/text.h"
#include "model/address.h"

namespace broadsheet::search {
namespace {

/// All terms of one kind as documents show them, and a hash of each.
class Tags {
 public:
  Tags(const std::vector<model::Term>& terms, TextStore& texts) {
    TextStore::Filler kept(texts);
    all_.reserve(terms.size());
    hashes_.reserve(terms.size());
    for (const model::Term& term : terms) {
      all_.push_back({KeptText::view_of(term.slug), KeptText::view_of(term.name)});
      hashes_.push_back(hash64(term.name, hash64(term.slug)));
    }
    kept.keep(all_);
  }

  /// Most documents have one or none, for which nothing is copied.
  KeptList<Tag> of(std::span<const std::uint32_t> terms, TextStore::Filler& kept) const {
    if (terms.empty()) return {};
    if (terms.size() == 1) return KeptList<Tag>::view_of({const_cast<Tag*>(&all_[terms[0]]), 1});
    KeptList<Tag> some;
    some.reserve(terms.size());
    for (const std::uint32_t term : terms) some.push_back(all_[term]);
    kept.keep(some);
    return some;
  }
  void add_hashes(std::span<const std::uint32_t> terms, std::vector<std::uint64_t>& facts) const {
    facts.push_back(terms.size());
    for (const std::uint32_t term : terms) facts.push_back(hashes_[term]);
  }

 private:
  KeptList<Tag> all_;
  std::vector<std::uint64_t> hashes_;
};

bool is_prose(const model::Block& block) {
  return block.kind != model::Block::Kind::story && !trim(block.text).empty();
}

/// How many documents an issue makes.
std::size_t count_documents(const model::Issue& issue) {
  std::size_t count = 0;
  for (const model::Section& section : issue.sections) {
    count += std::any_of(section.blocks.begin(), section.blocks.end(), is_prose) ? 1 : 0;
    for (const model::Block& block : section.blocks) count += block.kind == model::Block::Kind::story ? 1 : 0;
  }
  return count;
}

/// The text of a section that is no story's: paragraphs and headings of its own. Several are put together in `joined`.
std::string_view prose_of(const model::Section& section, std::string& joined) {
  std::string_view only;
  joined.clear();
  for (const model::Block& block : section.blocks) {
    if (!is_prose(block)) continue;
    if (only.empty()) {
      only = trim(block.text);
      continue;
    }
    if (joined.empty()) joined = only;
    (joined += '\n') += trim(block.text);
  }
  return joined.empty() ? only : joined;
}

/// Makes the documents of one issue after another; texts that the archive has not go to a store.
class DocumentMaker {
 public:
  /// What is given must outlive this.
  DocumentMaker(const model::Archive& archive, const Tags& companies, const Tags& topics)
      : archive_(archive), companies_(companies), topics_(topics), kept_(*archive.texts) {}

  /// Those of an issue, from `out` on: as many as count_documents() says.
  void make(std::size_t index, Document* out) {
    out_ = out;
    const model::Issue& issue = archive_.issues[index];
    for (const model::Story& story : issue.stories) prefetch(story.id);
    begin(issue, archive_.series[archive_.links[index].series].rule);
    for (const model::Section& section : issue.sections) {
      common_.section = KeptText::view_of(section.title);
      add_prose(issue, section);
      for (const model::Block& block : section.blocks)
        if (block.kind == model::Block::Kind::story)
          add_story(issue.stories[block.story], archive_.links[index].stories[block.story]);
    }
  }

 private:
  /// Puts down what the documents of an issue have in common.
  void begin(const model::Issue& issue, const model::SeriesRule& series) {
    address_ = model::issue_address(issue);
    common_ = Document();
    common_.issue_title = KeptText::view_of(issue.title);
    common_.series_slug = KeptText::view_of(series.slug);
    common_.series_name = KeptText::view_of(series.name);
    common_.date = issue.last;
    common_.language = KeptText::view_of(issue.language);
    series_hash_ = hash64(series.name, hash64(series.slug));
    facts_ = {series_hash_, hash64(iso_date(issue.last)), hash64(address_), hash64(issue.title),
              hash64(issue.language)};
    issue_hash_ = hash_items(facts_);
  }

  void add_prose(const model::Issue& issue, const model::Section& section) {
    std::string_view text = prose_of(section, joined_);
    if (text.empty()) return;
    if (text.data() == joined_.data()) text = kept_.add(text);
    const std::string_view title = section.title.empty() ? std::string_view(issue.headline) : section.title.view();
    facts_ = {hash64(text), hash64(title), hash64(section.title)};
    add(title, text, section.id, {}, {});
  }

  void add_story(const model::Story& story, const model::StoryLinks& links) {
    facts_ = {story.hash};
    if (story.hash == 0) facts_ = {hash64(story.body_text), hash64(story.title), hash64(common_.section)};
    add(story.title, story.body_text, story.id, links.companies, links.topics);
  }

  /// `facts_` stand for the texts.
  void add(std::string_view title, std::string_view body, std::string_view fragment,
           std::span<const std::uint32_t> companies, std::span<const std::uint32_t> topics) {
    url_ = address_;
    if (!fragment.empty()) (url_ += '#') += fragment;
    Document& document = *out_++;
    document = common_;
    document.title = KeptText::view_of(title);
    document.body = KeptText::view_of(body);
    document.url = KeptText::view_of(kept_.add(url_));
    document.companies = companies_.of(companies, kept_);
    document.topics = topics_.of(topics, kept_);
    facts_.insert(facts_.end(), {issue_hash_, hash64(fragment)});
    const std::size_t texts = facts_.size();
    companies_.add_hashes(companies, facts_);
    topics_.add_hashes(topics, facts_);
    document.tags_hash = hash_items(std::span<const std::uint64_t>(facts_).subspan(texts), series_hash_);
    document.hash = hash_items(facts_);
  }

  const model::Archive& archive_;
  const Tags& companies_;
  const Tags& topics_;
  TextStore::Filler kept_;
  Document common_;
  std::uint64_t issue_hash_ = 0, series_hash_ = 0;
  Document* out_ = nullptr;
  // Of the issue or document at hand; used again and again.
  std::string address_, url_, joined_;
  std::vector<std::uint64_t> facts_;
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
  const Tags companies(archive.companies, *archive.texts), topics(archive.topics, *archive.texts);
  std::vector<std::size_t> firsts(archive.issues.size() + 1);
  parallel_runs(archive.issues.size(), kAtOnce, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) firsts[i + 1] = count_documents(archive.issues[i]);
    archive.texts->release_if_many();
  });
  std::partial_sum(firsts.begin(), firsts.end(), firsts.begin());
  std::vector<Document> out(firsts.back());
  parallel_runs(archive.issues.size(), kAtOnce, [&](std::size_t begin, std::size_t end) {
    DocumentMaker maker(archive, companies, topics);
    for (std::size_t i = begin; i < end; ++i) maker.make(i, out.data() + firsts[i]);
    archive.texts->release_if_many();
  });
  return out;
}

std::vector<SynonymGroup> synonyms(const model::Archive& archive) {
  std::vector<SynonymGroup> groups;
  add_synonyms(archive.companies, groups);
  add_synonyms(archive.topics, groups);
  return groups;
}

}  // namespace broadsheet::search
