// The columns behind "narrow to": which companies, topics and series each document has, a file a kind. A browser reads
// them only to count, never to search. And where issues begin, for results by issue.
#pragma once

#include <string>
#include <vector>

#include "search/document.h"

namespace broadsheet::search {

enum class FacetKind { company, topic, series };

/// The compressed column of a kind: the length of a JSON text (varint), the text, a list of [slug, name], the most
/// frequent first; then for each document a count and indexes into the list (varints). Values of a single document are
/// left out, and all after the 2,000 most frequent.
std::string facet_column(const std::vector<Document>& documents, FacetKind kind);

/// How many documents stand in each page that documents lead to, in their order (varints), compressed: the documents of
/// an issue follow one another.
std::string issue_column(const std::vector<Document>& documents);

}  // namespace broadsheet::search
