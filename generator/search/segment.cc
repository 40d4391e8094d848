#include "search/segment.h"

#include <algorithm>
#include <span>

#include "base/hash.h"
#include "base/parallel.h"
#include "search/bits.h"
#include "search/content_cuts.h"
#include "search/front_coding.h"
#include "search/lengths.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kShardSize = 4096;   ///< bytes
constexpr std::size_t kPlacesSize = 8192;  ///< bytes of a file of positions

/// The shortest start of `term`, in whole characters, that is greater than `before`.
std::string separator(std::string_view before, std::string_view term) {
  std::size_t size = 0;
  while (size < before.size() && size < term.size() && before[size] == term[size]) ++size;
  ++size;
  while (size < term.size() && (static_cast<unsigned char>(term[size]) & 0xC0) == 0x80) ++size;
  return std::string(term.substr(0, size));
}

/// First the terms, then all their postings as one stream of bits.
std::string write_shard(std::span<const PackedTerm> terms) {
  std::string shard;
  put_varint(shard, terms.size());
  FrontCoder coder;
  BitWriter postings;
  for (const PackedTerm& term : terms) {
    coder.put(shard, term.text);
    postings.append(term.postings);
  }
  return shard + postings.take();
}

std::string write_positions(std::span<const PackedTerm> terms) {
  BitWriter all;
  for (const PackedTerm& term : terms) all.append(term.positions);
  return all.take();
}

/// Of the terms, and of one kind of their lists.
std::uint64_t hash_of(std::span<const PackedTerm> terms, BitSpan PackedTerm::*lists, std::uint64_t seed) {
  std::uint64_t hash = seed;
  for (const PackedTerm& term : terms) {
    const BitSpan& list = term.*lists;
    hash = hash64(list.bytes, hash64(term.text, hash ^ list.size));
  }
  return hash;
}

/// What `make(i)` gives, side by side.
template <typename Make>
std::vector<std::uint64_t> hashes(std::size_t count, Make make) {
  std::vector<std::uint64_t> all(count);
  parallel_for(count, [&](std::size_t i) { all[i] = make(i); });
  return all;
}

}  // namespace

SegmentFiles::SegmentFiles(const Packed& packed) : packed_(packed) {
  std::vector<Piece> pieces;
  pieces.reserve(packed.terms.size());
  for (const PackedTerm& term : packed.terms)
    pieces.push_back({term.text.size() / 2 + 2 + term.postings.size / 8, hash64(term.text)});
  ends_ = content_cuts(pieces, kShardSize);
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const std::size_t first = i == 0 ? 0 : ends_[i - 1];
    starts_.push_back(i == 0 ? std::string() : separator(packed.terms[first - 1].text, packed.terms[first].text));
  }
  pieces.clear();
  for (std::size_t i = 0; i < ends_.size(); ++i) pieces.push_back({places_size(i), hash64(starts_[i])});
  place_ends_ = content_cuts(pieces, kPlacesSize);
}

std::span<const PackedTerm> SegmentFiles::terms(std::size_t first_shard, std::size_t end_shard) const {
  const std::size_t first = first_shard == 0 ? 0 : ends_[first_shard - 1];
  return std::span(packed_.terms).subspan(first, ends_[end_shard - 1] - first);
}

/// The bytes of the positions of a shard's terms.
std::size_t SegmentFiles::places_size(std::size_t shard) const {
  std::size_t bits = 0;
  for (const PackedTerm& term : terms(shard, shard + 1)) bits += term.positions.size;
  return (bits + 7) / 8;
}

std::string SegmentFiles::shard(std::size_t number) const {
  std::string shard = write_shard(terms(number, number + 1));
  seal(shard);
  return shard;
}

/// First the size of the positions of each shard but the last, then all.
std::string SegmentFiles::places(std::size_t number) const {
  const std::size_t first = first_shard(number), end = place_ends_[number];
  std::string file;
  for (std::size_t i = first; i + 1 < end; ++i) put_varint(file, places_size(i));
  for (std::size_t i = first; i < end; ++i) file += write_positions(terms(i, i + 1));
  seal(file);
  return file;
}

std::vector<std::uint64_t> SegmentFiles::shard_sources() const {
  const std::uint64_t seed = hash64("shard");
  return hashes(ends_.size(), [&](std::size_t i) { return hash_of(terms(i, i + 1), &PackedTerm::postings, seed); });
}

std::vector<std::uint64_t> SegmentFiles::places_sources() const {
  const std::uint64_t seed = hash64("places");
  return hashes(place_ends_.size(), [&](std::size_t i) {
    std::uint64_t hash = seed;
    for (std::size_t shard = first_shard(i); shard < place_ends_[i]; ++shard)
      hash = hash_of(terms(shard, shard + 1), &PackedTerm::positions, hash + 1);
    return hash;
  });
}

std::vector<std::size_t> SegmentFiles::in_one_file() const {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < place_ends_.size(); ++i) counts.push_back(place_ends_[i] - first_shard(i));
  return counts;
}

std::uint64_t SegmentFiles::length() const {
  std::uint64_t length = 0;
  for (const char step : packed_.steps) length += step_length(static_cast<unsigned char>(step));
  return length;
}

}  // namespace broadsheet::search
