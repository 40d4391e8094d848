// The lists of one term as bits, and back. FORMAT.md has the format.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "search/bits.h"
#include "search/inversion.h"

namespace broadsheet::search {

/// What packing a list needs to know of its segment.
struct Scale {
  std::size_t first = 0;    ///< document
  std::uint64_t range = 1;  ///< Packed::range
  std::string_view steps;   ///< Packed::steps
};

/// The number of documents (Elias's gamma code); then for each the gap (Rice) and how often it has the term: a zero
/// for once, and not in the title; or else a one, and how often in the title and elsewhere, both in unary, of the
/// latter what is not known by then. Boolean terms have gaps alone.
void pack_postings(std::string_view term, const Scale& scale, const std::vector<Posting>& list, BitWriter& out);
/// Appends to `list`.
void unpack_postings(std::string_view term, std::string_view bytes, const Scale& scale, std::vector<Posting>& list);

/// The gaps between places; how many there are is known from the postings.
void pack_positions(const Scale& scale, const Postings& postings, BitWriter& out);
/// Appends the positions of `postings.list`.
void unpack_positions(std::string_view bytes, const Scale& scale, Postings& postings);

}  // namespace broadsheet::search
