// The query language: from what a reader types to a tree. search.js has the same grammar; a test holds them together.
//
//     query       = { alternative }                     joined by OR (or AND, see parse_query), filters by AND
//     alternative = conjunction { "OR" conjunction }
//     conjunction = item { "AND" item }
//     item        = { "NOT" | "-" } ( "(" query ")" | phrase | word | field ":" value )
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "search/language.h"
#include "search/lexicon.h"
#include "search/query_tree.h"
#include "search/tokens.h"

namespace broadsheet::search {

/// What the parser needs to know of an index.
struct Vocabulary {
  std::vector<Stemmer> stemmers;  ///< one or more
  std::set<std::string, std::less<>> stop_words;
  std::map<std::string, SynonymGroup> synonyms;
  std::vector<LexiconEntry> lexicon;
};

/// Reads any text. `all_words` joins words by AND instead of OR; `partial` lets the last word go on.
ParsedQuery parse_query(const std::string& query, const Vocabulary& vocabulary, bool all_words, bool partial);

}  // namespace broadsheet::search
