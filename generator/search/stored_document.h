// A document as bytes, as the database keeps it: what results show of it, what facets count, and the text in which
// phrases are looked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "search/document.h"

namespace broadsheet::search {

/// Everything of a document; two are equal where their documents are.
std::string store_document(const Document& document);

/// A hash of the same: the document's own, where it has one.
std::uint64_t hash_document(const Document& document);

/// A hash of what results can be narrowed to, likewise.
std::uint64_t hash_tags(const Document& document);

/// The document that store_document() was given.
/// Throws Damaged (bits.h).
Document restore_document(std::string_view bytes);

}  // namespace broadsheet::search
