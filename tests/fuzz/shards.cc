// Any bytes as what search keeps of its index: read as what was written, or damaged, without a crash.
#include <cstdint>
#include <string>

#include "search/lexicon.h"
#include "search/packed.h"
#include "search/stored_document.h"

using namespace broadsheet;

namespace {

/// Reads all lists of a packed segment.
void unpack(const search::Packed& packed) {
  const search::Scale scale{packed.first, packed.range, packed.steps};
  for (const search::PackedTerm& term : packed.terms) {
    search::Postings postings;
    std::vector<std::uint32_t> documents;
    search::unpack_postings(term.text, term.postings.bytes, scale, postings.list);
    search::unpack_positions(term.positions.bytes, scale, postings);
    search::unpack_documents(term.text, term.postings.bytes, scale, documents);
  }
}

template <class Read>
void read(Read read) {
  try {
    read();
  } catch (const Damaged&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read([&] { search::read_lexicon(bytes); });
  read([&] { search::restore_document(bytes); });
  read([&] {
    if (const auto packed = search::read_packed(bytes, "k")) unpack(*packed);
  });
  return 0;
}
