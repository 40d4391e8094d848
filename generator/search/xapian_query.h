// From a tree (query_tree.h) to a query that Xapian answers.
#pragma once

#include <string>

#include "search/query_tree.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace broadsheet::search {

/// `site_language`: BCP 47. Where the database has no places, phrases are looked for in the text of all documents that
/// have their words; Xapian then weighs what was found as it weighs a phrase of its own: as the AND of the words.
/// Throws Xapian::Error.
Xapian::Query xapian_query(const Node& node, const Xapian::Database& database, const std::string& site_language);

}  // namespace broadsheet::search
