#include "search/query.h"

#include <xapian.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/diagnostics.h"
#include "base/text.h"
#include "search/database.h"
#include "search/query_parser.h"

namespace broadsheet::search {
namespace {

Xapian::Query xapian_query(const Node& node);

std::vector<Xapian::Query> xapian_queries(const std::vector<Node>& nodes) {
  std::vector<Xapian::Query> queries;
  for (const Node& node : nodes) queries.push_back(xapian_query(node));
  return queries;
}

Xapian::Query combine(Xapian::Query::op op, const std::vector<Xapian::Query>& queries) {
  return {op, queries.begin(), queries.end()};
}

Xapian::Query days_query(const Node& node) {
  return {Xapian::Query::OP_VALUE_RANGE, kDateSlot, fmt::format("{:08}", std::max(node.first, 0)),
          fmt::format("{:08}", std::max(node.last, 0))};
}

Xapian::Query without_query(const Node& node) {
  std::vector<Xapian::Query> queries = xapian_queries(node.children);
  const std::vector<Xapian::Query> excluded(queries.begin() + 1, queries.end());
  return {Xapian::Query::OP_AND_NOT, queries[0], combine(Xapian::Query::OP_OR, excluded)};
}

Xapian::Query xapian_query(const Node& node) {
  using Query = Xapian::Query;
  const auto of_terms = [&node](Query::op op) { return Query(op, node.terms.begin(), node.terms.end()); };
  switch (node.kind) {
    case Node::Kind::nothing:
      return {};
    case Node::Kind::all:
      return Query::MatchAll;
    case Node::Kind::term:
      return Query(node.terms[0]);
    case Node::Kind::phrase:
      return {Query::OP_PHRASE, node.terms.begin(), node.terms.end(),
              static_cast<Xapian::termcount>(node.terms.size())};
    case Node::Kind::synonym:
      return of_terms(Query::OP_SYNONYM);
    case Node::Kind::any:
      return combine(Query::OP_OR, xapian_queries(node.children));
    case Node::Kind::every:
      return combine(Query::OP_AND, xapian_queries(node.children));
    case Node::Kind::without:
      return without_query(node);
    case Node::Kind::days:
      return days_query(node);
  }
  return {};
}

/// Lets pass the documents that a query without a score gives.
class Filter : public Xapian::MatchDecider {
 public:
  Filter(const Xapian::Database& database, const Xapian::Query& query) : passes_(database.get_lastdocid() + 1, false) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(query);
    const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
    for (auto i = found.begin(); i != found.end(); ++i) passes_[*i] = true;
  }

  bool operator()(const Xapian::Document& document) const override { return passes_[document.get_docid()]; }

 private:
  std::vector<bool> passes_;
};

struct Hit {
  Xapian::docid document;
  double score;
};

/// Filters are applied to the unfiltered ranking: Xapian 1.4.22 weighs a phrase inside OP_FILTER wrongly.
std::vector<Hit> find(const Xapian::Database& database, const ParsedQuery& parsed) {
  if (parsed.score.kind == Node::Kind::nothing || database.get_doccount() == 0) return {};
  Xapian::Enquire enquire(database);
  enquire.set_query(xapian_query(parsed.score));
  std::optional<Filter> filter;
  if (!parsed.filters.empty() || !parsed.excluded.empty()) {
    Xapian::Query query = Xapian::Query::MatchAll;
    for (const Node& node : parsed.filters) query &= xapian_query(node);
    if (!parsed.excluded.empty())
      query = {Xapian::Query::OP_AND_NOT, query, combine(Xapian::Query::OP_OR, xapian_queries(parsed.excluded))};
    filter.emplace(database, query);
  }
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount(), 0, nullptr, filter ? &*filter : nullptr);
  std::vector<Hit> hits;
  for (auto i = found.begin(); i != found.end(); ++i) hits.push_back({*i, i.get_weight()});
  return hits;
}

Result result_of(const Xapian::Database& database, const Hit& hit) {
  Result result;
  result.document = hit.document - 1;
  result.score = hit.score;
  const nlohmann::json row = nlohmann::json::parse(database.get_document(hit.document).get_data());
  result.title = row.at(0);
  result.url = row.at(1);
  result.date = parse_iso_date(row.at(2).get<std::string>()).value_or(Date{});
  result.series = row.at(3);
  result.issue_title = row.at(4);
  result.companies = row.at(5);
  result.excerpt = row.at(6);
  return result;
}

/// The query with each unknown word replaced by a near one, or empty.
std::string suggestion(const Xapian::Database& database, const ParsedQuery& parsed, const Vocabulary& vocabulary) {
  std::string text = parsed.text;
  bool changed = false;
  for (auto typed = parsed.words.rbegin(); typed != parsed.words.rend(); ++typed) {
    const auto known = [&database](const std::string& term) { return database.term_exists(term); };
    if (std::any_of(typed->terms.begin(), typed->terms.end(), known)) continue;
    const std::string near = near_word(vocabulary.lexicon, typed->word);
    if (near.empty()) continue;
    text.replace(typed->begin, typed->end - typed->begin, near);
    changed = true;
  }
  return changed ? text : std::string();
}

Vocabulary vocabulary_of(const Xapian::Database& database) {
  const std::string language = database.get_metadata("language"), stemmers = database.get_metadata("stemmers");
  Vocabulary vocabulary;
  for (const std::string_view name : split(stemmers, ' ')) vocabulary.stemmers.emplace_back(name);
  for (const std::string_view word : split(stop_words(language), ' ')) vocabulary.stop_words.emplace(word);
  vocabulary.synonyms = read_synonyms(database.get_metadata("synonyms"));
  vocabulary.lexicon = read_lexicon(database.get_metadata("lexicon"));
  return vocabulary;
}

Results answer(const Xapian::Database& database, const std::string& query, const Options& options) {
  const Vocabulary vocabulary = vocabulary_of(database);
  const ParsedQuery parsed = parse_query(query, vocabulary, options.all_words, options.partial);
  std::vector<Hit> hits = find(database, parsed);
  if (options.by_date || parsed.score.kind == Node::Kind::all)
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.document > b.document; });
  Results results;
  results.total = hits.size();
  const std::size_t first = std::min(options.offset, hits.size());
  const std::size_t count = std::min(options.limit, hits.size() - first);
  for (std::size_t i = first; i < first + count; ++i) results.results.push_back(result_of(database, hits[i]));
  results.suggestion = suggestion(database, parsed, vocabulary);
  return results;
}

}  // namespace

Results search(const std::string& path, const std::string& query, const Options& options) {
  try {
    return answer(Xapian::Database(path), query, options);
  } catch (const Xapian::Error& error) {
    throw Error("search", {path, 0, 0, {}}, "the search database cannot be read: " + error.get_description(),
                "build the site first");
  }
}

}  // namespace broadsheet::search
