#include "search/xapian_query.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

#include "search/database.h"
#include "search/document_terms.h"
#include "search/stored_document.h"

namespace broadsheet::search {
namespace {

using Xapian::Query;

/// Documents that were found already, ascending, without weight.
class Listed : public Xapian::PostingSource {
 public:
  explicit Listed(std::vector<Xapian::docid> documents) : documents_(std::move(documents)) {}

  Xapian::doccount get_termfreq_min() const override { return get_termfreq_est(); }
  Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(documents_.size()); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_est(); }
  void next(double) override {
    at_ = started_ ? at_ + 1 : 0;
    started_ = true;
  }
  void skip_to(Xapian::docid document, double) override {
    const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), document) - documents_.begin());
    started_ = true;
  }
  bool at_end() const override { return started_ && at_ >= documents_.size(); }
  Xapian::docid get_docid() const override { return documents_[at_]; }
  Xapian::PostingSource* clone() const override { return new Listed(documents_); }
  void init(const Xapian::Database&) override {
    at_ = 0;
    started_ = false;
  }

 private:
  std::vector<Xapian::docid> documents_;
  std::size_t at_ = 0;
  bool started_ = false;
};

class Builder {
 public:
  Builder(const Xapian::Database& database, const std::string& site_language)
      : database_(database), analyser_(site_language) {}

  Query build(const Node& node) {
    const auto of_terms = [&node](Query::op op) { return Query(op, node.terms.begin(), node.terms.end()); };
    switch (node.kind) {
      case Node::Kind::nothing:
        return {};
      case Node::Kind::all:
        return Query::MatchAll;
      case Node::Kind::term:
        return Query(node.terms[0]);
      case Node::Kind::phrase:
        return phrase(node);
      case Node::Kind::synonym:
        return of_terms(Query::OP_SYNONYM);
      case Node::Kind::any:
        return combine(Query::OP_OR, build_all(node.children));
      case Node::Kind::every:
        return combine(Query::OP_AND, build_all(node.children));
      case Node::Kind::without:
        return without(node);
      case Node::Kind::days:
        return days(node);
    }
    return {};
  }

 private:
  static Query combine(Query::op op, const std::vector<Query>& queries) { return {op, queries.begin(), queries.end()}; }

  std::vector<Query> build_all(const std::vector<Node>& nodes) {
    std::vector<Query> queries;
    for (const Node& node : nodes) queries.push_back(build(node));
    return queries;
  }

  static Query days(const Node& node) {
    return {Query::OP_VALUE_RANGE, kDateSlot, fmt::format("{:08}", std::max(node.first, 0)),
            fmt::format("{:08}", std::max(node.last, 0))};
  }

  Query without(const Node& node) {
    const std::vector<Query> queries = build_all(node.children);
    return {Query::OP_AND_NOT, queries[0], combine(Query::OP_OR, {queries.begin() + 1, queries.end()})};
  }

  Query phrase(const Node& node) {
    if (database_.has_positions())
      return {Query::OP_PHRASE, node.terms.begin(), node.terms.end(),
              static_cast<Xapian::termcount>(node.terms.size())};
    const Query words(Query::OP_AND, node.terms.begin(), node.terms.end());
    std::vector<Xapian::docid> found = with_all(words);
    std::erase_if(found, [&](Xapian::docid document) {
      const std::string stored = database_.get_document(document).get_value(kDocumentSlot);
      return !DocumentTerms(restore_document(stored), analyser_).has_phrase(node.terms);
    });
    return {Query::OP_FILTER, words, Query((new Listed(std::move(found)))->release())};
  }

  std::vector<Xapian::docid> with_all(const Query& words) const {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(words);
    const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
    std::vector<Xapian::docid> found(matches.begin(), matches.end());
    std::sort(found.begin(), found.end());
    return found;
  }

  const Xapian::Database& database_;
  Analyser analyser_;
};

}  // namespace

Query xapian_query(const Node& node, const Xapian::Database& database, const std::string& site_language) {
  return Builder(database, site_language).build(node);
}

}  // namespace broadsheet::search
