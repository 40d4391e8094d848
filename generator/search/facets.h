// The columns behind "narrow to": which companies, topics and series each document has. A browser reads them only to
// count, never to search. And where issues begin, for results by issue.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.h"

namespace broadsheet::search {

enum class FacetKind { company, topic, series };

/// The column of some documents: the length of a JSON text (varint), the text, a list of [slug, name], the
/// most frequent first; then for each document a count and indexes into the list (varints).
std::string facet_column(std::span<const Document> documents, FacetKind kind);

/// How many documents stand in each page that documents lead to, in their order (varints): the documents of an issue
/// follow one another.
std::string issue_column(const std::vector<Document>& documents);

/// How many documents have a value.
struct FacetCount {
  std::string value;  ///< slug, or the year
  std::string name;
  std::size_t count = 0;

  bool operator==(const FacetCount&) const = default;
};

/// The values of `documents`, the most frequent first, then by the bytes of their slugs.
std::vector<FacetCount> count_facet(std::span<const Document> documents, FacetKind kind);
/// The newest first.
std::vector<FacetCount> count_years(std::span<const Document> documents);

}  // namespace broadsheet::search
