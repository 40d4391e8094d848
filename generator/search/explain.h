// Why a document scores what it scores: BM25 as Xapian 1.4 has it, taken apart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/document.h"
#include "search/query_tree.h"

namespace Xapian {
class Database;
}

namespace broadsheet::search {

/// What one word of the query (with all that it stands for) adds to the score of one document.
struct Contribution {
  std::string terms;            ///< as they are indexed, joined by `|`
  std::uint32_t frequency = 0;  ///< documents that have one of them (Xapian's estimate where there are several)
  double weight = 0;            ///< 2 ln((N - frequency + 0.5) / (frequency + 0.5)), kept above 0
  std::uint32_t wdf = 0;        ///< how often the document has them, words of the title counting more
  std::uint32_t length = 0;     ///< of the document
  double normal_length = 0;     ///< length in relation to the mean, 0.5 at least
  double score = 0;             ///< weight * wdf / (normal_length / 2 + 0.5 + wdf)
};

/// Takes `score`, a tree that `document` fits, apart. `site_language`: BCP 47. Throws Xapian::Error.
std::vector<Contribution> explain(const Node& score, const Document& document, const Xapian::Database& database,
                                  const std::string& site_language);

}  // namespace broadsheet::search
