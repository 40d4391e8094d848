#include "search/segment.h"

#include <algorithm>
#include <span>
#include <utility>

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

void cut_shards(const std::vector<PackedTerm>& terms, Segment& segment, std::vector<std::string>& places) {
  std::vector<Piece> pieces;
  for (const PackedTerm& term : terms)
    pieces.push_back({term.text.size() / 2 + 2 + term.postings.size / 8, hash64(term.text)});
  const std::vector<std::size_t> ends = content_cuts(pieces, kShardSize);
  segment.shards.resize(ends.size());
  segment.starts.resize(ends.size());
  places.resize(ends.size());
  parallel_for(ends.size(), [&](std::size_t i) {
    const std::size_t first = i == 0 ? 0 : ends[i - 1];
    const std::span<const PackedTerm> own(&terms[first], ends[i] - first);
    segment.shards[i] = write_shard(own);
    seal(segment.shards[i]);
    places[i] = write_positions(own);
    if (i > 0) segment.starts[i] = separator(terms[first - 1].text, own.front().text);
  });
}

/// Puts the positions of neighbouring shards into one file: first the size of each but the last, then all.
void cut_positions(std::vector<std::string> places, Segment& segment) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < places.size(); ++i) pieces.push_back({places[i].size(), hash64(segment.starts[i])});
  std::size_t first = 0;
  for (const std::size_t end : content_cuts(pieces, kPlacesSize)) {
    std::string& file = segment.positions.emplace_back();
    for (std::size_t i = first; i + 1 < end; ++i) put_varint(file, places[i].size());
    for (std::size_t i = first; i < end; ++i)
      file += std::exchange(places[i], std::string());  // rather than have all twice
    seal(file);
    segment.in_one_file.push_back(end - first);
    first = end;
  }
}

}  // namespace

Segment cut_segment(const Packed& packed) {
  Segment segment;
  segment.documents = packed.steps.size();
  segment.range = packed.range;
  segment.steps = packed.steps;
  for (const char step : segment.steps) segment.length += step_length(static_cast<unsigned char>(step));
  std::vector<std::string> places;
  cut_shards(packed.terms, segment, places);
  cut_positions(std::move(places), segment);
  return segment;
}

}  // namespace broadsheet::search
