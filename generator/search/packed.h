// The terms of a segment with their lists, packed as static files have them, but not cut into files yet. A build keeps
// them in its cache: where few documents changed since, only the lists of their terms are packed anew.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/bits.h"
#include "search/index.h"
#include "search/inversion.h"
#include "search/list_packing.h"

namespace broadsheet::search {

/// Inverted documents that follow one another.
using Runs = std::span<const std::unique_ptr<Run>>;

/// A term and its lists; the bytes belong to Packed::storage, or to what was read, or the text to a run's analyser.
struct PackedTerm {
  std::string_view text;
  std::uint32_t documents = 0;
  BitSpan postings;
  BitSpan positions;
};

/// All that lists depend on, and the lists. Terms ascend by their bytes.
struct Packed {
  std::size_t first = 0;              ///< document
  std::uint64_t range = 1;            ///< the number of documents, rounded up as lengths are, so that it seldom changes
  std::string steps;                  ///< of the documents' lengths, a byte each
  std::vector<std::uint64_t> hashes;  ///< of the documents
  std::vector<PackedTerm> terms;
  std::vector<std::unique_ptr<std::string>> storage;  ///< of what was packed since it was read
};

/// The documents of a segment, and their hashes, of which each says what a document has in the index.
struct SegmentDocuments {
  std::size_t first = 0;
  std::span<const Document> documents;
  std::span<const std::uint64_t> hashes;
};

inline constexpr std::size_t kTermsAtOnce = 512;  ///< terms that a thread packs in one go

/// Packed::range of so many documents.
std::uint64_t range_of(std::size_t documents);

/// Packs terms into one string, which becomes a part of Packed::storage.
class Shelf {
 public:
  /// Packs all of a term; what it refers to is set by finish().
  void put(PackedTerm& term, const Scale& scale, const Postings& postings);
  void put_postings(PackedTerm& term, const Scale& scale, const std::vector<Posting>& list);
  /// Copies a text, to which the view refers from finish() on.
  void put_text(std::string_view& text);
  /// To be called once, at the end. The terms must stand where they stood.
  std::unique_ptr<std::string> finish();

 private:
  /// A view to be set.
  struct Kept {
    std::string_view* view;
    std::size_t start;  ///< it ends where the next starts
  };

  void keep(BitSpan& bits);

  std::unique_ptr<std::string> bytes_ = std::make_unique<std::string>();
  std::vector<Kept> kept_;
  BitWriter writer_;
};

/// Packs a segment anew; the terms' texts stay with the analysers of `runs`.
Packed pack(Runs runs, std::span<const std::uint64_t> hashes);

/// Makes `packed` what pack() would give for these documents, if that is less work: where few of them came, went or
/// were changed. False where it is not, and then nothing is done.
bool update(Packed& packed, const SegmentDocuments& segment, const IndexOptions& options);

/// For a file of the cache, and back; nothing where the bytes are of another kind. `kind`: what else the lists depend
/// on. Reading throws Damaged where the bytes are not what was written; they must stay as long as what it gives.
bool write_packed(const std::string& path, const Packed& packed, std::string_view kind);
std::optional<Packed> read_packed(std::string_view bytes, std::string_view kind);

}  // namespace broadsheet::search
