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

  std::size_t end() const { return first + steps.size(); }
};

/// Numbers that ascend as Rice-coded gaps: first the number of documents, or of runs of neighbours for boolean terms
/// (Elias's gamma code), then where they are. Of runs their lengths follow (gamma); of other terms the documents that
/// have it not just once elsewhere than in the title: one more than there are (gamma), which of the list, and for each
/// how often in the title and elsewhere, both in unary, of the latter what is not known by then.
void pack_postings(std::string_view term, const Scale& scale, const std::vector<Posting>& list, BitWriter& out);
/// Appends to `list`. Throws Damaged, as all that unpacks.
void unpack_postings(std::string_view term, std::string_view bytes, const Scale& scale, std::vector<Posting>& list);

/// Appends the documents alone.
void unpack_documents(std::string_view term, std::string_view bytes, const Scale& scale,
                      std::vector<std::uint32_t>& documents);

/// The gaps between places; how many there are is known from the postings.
void pack_positions(const Scale& scale, const Postings& postings, BitWriter& out);
/// Appends the positions of `postings.list`.
void unpack_positions(std::string_view bytes, const Scale& scale, Postings& postings);

}  // namespace broadsheet::search
