#include "search/query.h"

#include <xapian.h>

#include <algorithm>
#include <optional>

#include "base/diagnostics.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/bits.h"
#include "search/database.h"
#include "search/query_parser.h"
#include "search/stored_document.h"
#include "search/xapian_query.h"

namespace broadsheet::search {
namespace {

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

/// A database and how its queries are read.
struct Source {
  const Xapian::Database& database;
  std::string language;
  Vocabulary vocabulary;
};

Document stored(const Xapian::Database& database, Xapian::docid document) {
  return restore_document(database.get_document(document).get_value(kDocumentSlot));
}

/// Filters are applied to the unfiltered ranking: Xapian 1.4.22 weighs a phrase inside OP_FILTER wrongly.
std::vector<Hit> find(const Source& source, const ParsedQuery& parsed) {
  const Xapian::Database& database = source.database;
  const auto query_of = [&source](const Node& node) { return xapian_query(node, source.database, source.language); };
  if (parsed.score.kind == Node::Kind::nothing || database.get_doccount() == 0) return {};
  Xapian::Enquire enquire(database);
  enquire.set_query(query_of(parsed.score));
  std::optional<Filter> filter;
  if (!parsed.filters.empty() || !parsed.excluded.empty()) {
    Xapian::Query query = Xapian::Query::MatchAll;
    for (const Node& node : parsed.filters) query &= query_of(node);
    for (const Node& node : parsed.excluded) query = {Xapian::Query::OP_AND_NOT, query, query_of(node)};
    filter.emplace(database, query);
  }
  const Xapian::MSet found = enquire.get_mset(0, database.get_doccount(), 0, nullptr, filter ? &*filter : nullptr);
  std::vector<Hit> hits;
  for (auto i = found.begin(); i != found.end(); ++i) hits.push_back({*i, i.get_weight()});
  return hits;
}

Result result_of(const Hit& hit, const Document& document) {
  Result result;
  result.document = hit.document - 1;
  result.score = hit.score;
  result.title = document.title.str();
  result.url = document.url.str();
  result.date = document.date;
  result.series = document.series_name.str();
  result.issue_title = document.issue_title.str();
  for (const auto& [slug, name] : document.companies) result.companies.push_back(name.str());
  result.excerpt = excerpt_of(document.body);
  return result;
}

Facets facets_of(const Xapian::Database& database, const std::vector<Hit>& hits) {
  std::vector<Document> documents;
  for (const Hit& hit : hits) {
    documents.push_back(stored(database, hit.document));
    documents.back().body = {};
  }
  return {count_facet(documents, FacetKind::company), count_facet(documents, FacetKind::topic),
          count_facet(documents, FacetKind::series), count_years(documents)};
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

Source open(const Xapian::Database& database) {
  Source source{database, database.get_metadata("language"), {}};
  Vocabulary& vocabulary = source.vocabulary;
  const std::string stemmers = database.get_metadata("stemmers");
  for (const std::string_view name : split(stemmers, ' ')) vocabulary.stemmers.emplace_back(name);
  for (const std::string_view word : split(stop_words(source.language), ' ')) vocabulary.stop_words.emplace(word);
  vocabulary.synonyms = read_synonyms(database.get_metadata("synonyms"));
  vocabulary.lexicon = read_lexicon(database.get_metadata("lexicon"));
  return source;
}

Results answer(const Source& source, const std::string& query, const Options& options) {
  const ParsedQuery parsed = parse_query(query, source.vocabulary, options.all_words, options.partial);
  std::vector<Hit> hits = find(source, parsed);
  if (options.by_date || parsed.score.kind == Node::Kind::all)
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.document > b.document; });
  Results results;
  results.total = hits.size();
  results.meaning = describe(parsed);
  const std::size_t first = std::min(options.offset, hits.size());
  const std::size_t count = std::min(options.limit, hits.size() - first);
  for (std::size_t i = first; i < first + count; ++i) {
    const Document document = stored(source.database, hits[i].document);
    results.results.push_back(result_of(hits[i], document));
    if (options.explain)
      results.results.back().contributions = explain(parsed.score, document, source.database, source.language);
  }
  if (options.facets) results.facets = facets_of(source.database, hits);
  results.suggestion = suggestion(source.database, parsed, source.vocabulary);
  return results;
}

}  // namespace

Results search(const std::string& path, const std::string& query, const Options& options) {
  const auto fail = [&path](const std::string& why) {
    return Error("search", {path, 0, 0, {}}, "the search database cannot be read: " + why, "build the site first");
  };
  try {
    const Xapian::Database database(path);
    if (database.get_metadata("state").empty()) throw Xapian::DatabaseOpeningError("it was not made by this program");
    return answer(open(database), query, options);
  } catch (const Xapian::Error& error) {
    throw fail(error.get_description());
  } catch (const Damaged& error) {
    throw fail(error.what());
  }
}

}  // namespace broadsheet::search
