// Searching a database from the command line, with the query language, the ranking and the results of the browser.
//
// Words are joined by OR, the best first (or by AND, see Options); "phrases"; -word; AND, OR, NOT and parentheses;
// title: company: topic: series: section: before: after: year: week:; word* stands for words that start so. Whatever
// is typed has a meaning: a stray sign or half a parenthesis is left out, never an error.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/date.h"
#include "search/explain.h"
#include "search/facets.h"

namespace broadsheet::search {

struct Options {
  std::size_t limit = 10;
  std::size_t offset = 0;
  bool all_words = false;  ///< words are joined by AND instead of OR
  bool partial = false;    ///< the reader is still typing: the last word may go on
  bool by_date = false;    ///< the newest first; a query without words is always answered so
  bool facets = false;     ///< count companies, topics, series and years of all that fits
  bool explain = false;    ///< say how each score comes about
};

/// A document that fits, with what its line in a list of results shows.
struct Result {
  std::size_t document = 0;  ///< index into what build_database() was given
  double score = 0;          ///< BM25, as Xapian gives it; 0 for a query without words
  std::string title;
  std::string url;  ///< below the site's base
  Date date{};
  std::string series;
  std::string issue_title;
  std::vector<std::string> companies;
  std::string excerpt;                      ///< the start of its text
  std::vector<Contribution> contributions;  ///< their sum is the score; where Options::explain
};

/// Counts of all that fits, where Options::facets.
struct Facets {
  std::vector<FacetCount> companies, topics, series, years;
};

struct Results {
  std::vector<Result> results;
  std::size_t total = 0;   ///< how many documents fit, exactly
  std::string suggestion;  ///< the query with unknown words replaced by near ones; empty where there is none
  std::string meaning;     ///< the query as it was understood, as a tree in one line
  Facets facets;
};

/// Answers `query` from the database at `path`. Throws Error (rule `search`) where there is no such database or
/// Xapian fails; nothing that can be typed is an error.
Results search(const std::string& path, const std::string& query, const Options& options = {});

}  // namespace broadsheet::search
