#include "search/list_packing.h"

#include "search/analysis.h"
#include "search/lengths.h"

namespace broadsheet::search {
namespace {

constexpr unsigned kTitleRice = 2;  ///< for gaps in titles, which are short

unsigned rice_of_places(const Scale& scale, std::uint32_t document) {
  return place_rice(static_cast<unsigned char>(scale.steps[document - scale.first]));
}

}  // namespace

void pack_postings(std::string_view term, const Scale& scale, const std::vector<Posting>& list, BitWriter& out) {
  const bool boolean = is_boolean_term(term);
  const unsigned k = rice_parameter(list.size(), scale.range);
  out.gamma(list.size());
  std::size_t expected = scale.first;
  for (const Posting& posting : list) {
    out.rice(posting.document - expected, k);
    expected = posting.document + 1;
    if (boolean) continue;
    const bool once = posting.title == 0 && posting.other == 1;
    out.bits(once ? 0 : 1, 1);
    if (once) continue;
    out.unary(posting.title);
    out.unary(posting.other - (posting.title > 0 ? 0 : 2));
  }
}

void unpack_postings(std::string_view term, std::string_view bytes, const Scale& scale, std::vector<Posting>& list) {
  const bool boolean = is_boolean_term(term);
  BitReader in(bytes);
  const std::uint64_t count = in.gamma();
  const unsigned k = rice_parameter(count, scale.range);
  list.reserve(list.size() + count);
  std::uint64_t expected = scale.first;
  for (std::uint64_t i = 0; i < count; ++i) {
    Posting posting{static_cast<std::uint32_t>(expected + in.rice(k)), 0, 0};
    expected = posting.document + std::uint64_t{1};
    if (!boolean) {
      posting.other = 1;
      if (in.bits(1) != 0) {
        posting.title = static_cast<std::uint32_t>(in.unary());
        posting.other = static_cast<std::uint32_t>(in.unary()) + (posting.title > 0 ? 0 : 2);
      }
    }
    list.push_back(posting);
  }
}

void pack_positions(const Scale& scale, const Postings& postings, BitWriter& out) {
  const std::uint32_t* position = postings.positions.data();
  for (const Posting& posting : postings.list) {
    const unsigned k = rice_of_places(scale, posting.document);
    std::uint32_t free = 1;
    for (std::uint32_t i = 0; i < posting.title + posting.other; ++i) {
      out.rice(*position - free, i < posting.title ? kTitleRice : k);
      free = *position++ + 1;
    }
  }
}

void unpack_positions(std::string_view bytes, const Scale& scale, Postings& postings) {
  BitReader in(bytes);
  for (const Posting& posting : postings.list) {
    const unsigned k = rice_of_places(scale, posting.document);
    std::uint32_t free = 1;
    for (std::uint32_t i = 0; i < posting.title + posting.other; ++i) {
      const auto position = static_cast<std::uint32_t>(free + in.rice(i < posting.title ? kTitleRice : k));
      postings.positions.push_back(position);
      free = position + 1;
    }
  }
}

}  // namespace broadsheet::search
