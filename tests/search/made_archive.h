// A made archive and made queries for the tests of search: nonsense, but with the shape of real text. The same seed
// gives the same archive on every machine.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "search/document.h"
#include "search/index.h"
#include "search/query.h"

namespace broadsheet::search {

/// Numbers that look random: xorshift64*.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2654435769U + 1) {}
  std::size_t below(std::size_t limit);
  bool chance(std::size_t in) { return below(in) == 0; }
  template <typename List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }
  /// An index below `limit`, small ones far more often (Zipf's law, nearly).
  std::size_t zipf(std::size_t limit);

 private:
  std::uint64_t state_;
};

std::vector<Document> made_documents(std::size_t count, std::uint64_t seed);
IndexOptions made_options();

struct MadeQuery {
  std::string text;
  Options options;
};
/// Queries of every kind about documents, and some that are typed by a cat.
std::vector<MadeQuery> made_queries(const std::vector<Document>& documents, std::size_t count, std::uint64_t seed);

/// What a database answers, for client_test.mjs.
nlohmann::json answer_of(const std::string& database, const MadeQuery& query);

}  // namespace broadsheet::search
