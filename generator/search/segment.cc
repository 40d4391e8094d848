#include "search/segment.h"

#include <algorithm>
#include <numeric>

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
constexpr std::size_t kTermsAtOnce = 512;  ///< terms that a thread packs in one go
constexpr unsigned kTitleRice = 2;         ///< for gaps in titles, which are short

/// A term and its lists, in the order of the runs.
struct Term {
  std::string_view text;
  std::vector<const PostingList*> lists;
  std::uint32_t documents = 0;
  BitWriter postings;
  BitWriter positions;
};

/// Goes through the terms of a run, ascending.
struct Cursor {
  const Run* run = nullptr;
  std::size_t at = 0;

  bool done() const { return at == run->order().size(); }
  std::uint32_t number() const { return run->order()[at]; }
  std::string_view term() const { return run->term(number()); }
};

/// The terms of all runs, by their bytes.
std::vector<Term> merge(Runs runs) {
  std::vector<Cursor> heap;
  for (const auto& run : runs)
    if (const Cursor cursor{run.get(), 0}; !cursor.done()) heap.push_back(cursor);
  const auto later = [](const Cursor& a, const Cursor& b) {
    const int order = a.term().compare(b.term());
    return order != 0 ? order > 0 : a.run->span().first > b.run->span().first;
  };
  std::make_heap(heap.begin(), heap.end(), later);
  std::vector<Term> terms;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    Cursor& next = heap.back();
    if (terms.empty() || terms.back().text != next.term()) terms.emplace_back().text = next.term();
    Term& term = terms.back();
    term.lists.push_back(&next.run->list(next.number()));
    term.documents += term.lists.back()->size();
    ++next.at;
    if (next.done())
      heap.pop_back();
    else
      std::push_heap(heap.begin(), heap.end(), later);
  }
  return terms;
}

/// What packing a list needs to know of its segment.
struct Scale {
  std::size_t first = 0;    ///< document
  std::uint64_t range = 1;  ///< Segment::range
  std::string_view steps;
};

/// The number of documents (Elias's gamma code); then for each the gap (Rice) and how often it has the term: a zero
/// for once, and not in the title; or else a one, and how often in the title and elsewhere, both in unary, of the
/// latter what is not known by then. Boolean terms have gaps alone.
void pack_postings(Term& term, const Scale& scale, const std::vector<Posting>& list) {
  const bool boolean = is_boolean_term(term.text);
  const unsigned k = rice_parameter(term.documents, scale.range);
  term.postings.gamma(term.documents);
  std::size_t expected = scale.first;
  for (const Posting& posting : list) {
    term.postings.rice(posting.document - expected, k);
    expected = posting.document + 1;
    if (boolean) continue;
    const bool once = posting.title == 0 && posting.other == 1;
    term.postings.bits(once ? 0 : 1, 1);
    if (once) continue;
    term.postings.unary(posting.title);
    term.postings.unary(posting.other - (posting.title > 0 ? 0 : 2));
  }
}

/// The gaps between places; how many there are is known from the postings.
void pack_positions(Term& term, const Scale& scale, const Postings& postings) {
  const std::uint32_t* position = postings.positions.data();
  for (const Posting& posting : postings.list) {
    const unsigned k = place_rice(static_cast<unsigned char>(scale.steps[posting.document - scale.first]));
    std::uint32_t free = 1;
    for (std::uint32_t i = 0; i < posting.title + posting.other; ++i) {
      term.positions.rice(*position - free, i < posting.title ? kTitleRice : k);
      free = *position++ + 1;
    }
  }
}

void pack_all(std::vector<Term>& terms, const Scale& scale) {
  parallel_for((terms.size() + kTermsAtOnce - 1) / kTermsAtOnce, [&](std::size_t block) {
    Postings postings;
    const std::size_t end = std::min(terms.size(), (block + 1) * kTermsAtOnce);
    for (std::size_t i = block * kTermsAtOnce; i < end; ++i) {
      postings.list.clear();
      postings.positions.clear();
      for (const PostingList* list : terms[i].lists) list->read(postings);
      pack_postings(terms[i], scale, postings.list);
      pack_positions(terms[i], scale, postings);
    }
  });
}

/// The shortest start of `term`, in whole characters, that is greater than `before`.
std::string separator(std::string_view before, std::string_view term) {
  std::size_t size = 0;
  while (size < before.size() && size < term.size() && before[size] == term[size]) ++size;
  ++size;
  while (size < term.size() && (static_cast<unsigned char>(term[size]) & 0xC0) == 0x80) ++size;
  return std::string(term.substr(0, size));
}

/// First the terms, then all their postings as one stream of bits.
std::string write_shard(std::span<const Term> terms) {
  std::string shard;
  put_varint(shard, terms.size());
  FrontCoder coder;
  BitWriter postings;
  for (const Term& term : terms) {
    coder.put(shard, term.text);
    postings.append(term.postings);
  }
  return shard + postings.take();
}

std::string write_positions(std::span<const Term> terms) {
  BitWriter all;
  for (const Term& term : terms) all.append(term.positions);
  return all.take();
}

void cut_shards(const std::vector<Term>& terms, Segment& segment, std::vector<std::string>& places) {
  std::vector<Piece> pieces;
  for (const Term& term : terms)
    pieces.push_back({term.text.size() / 2 + 2 + term.postings.size() / 8, hash64(term.text)});
  const std::vector<std::size_t> ends = content_cuts(pieces, kShardSize);
  segment.shards.resize(ends.size());
  segment.starts.resize(ends.size());
  places.resize(ends.size());
  parallel_for(ends.size(), [&](std::size_t i) {
    const std::size_t first = i == 0 ? 0 : ends[i - 1];
    const std::span<const Term> own(&terms[first], ends[i] - first);
    segment.shards[i] = write_shard(own);
    seal(segment.shards[i]);
    places[i] = write_positions(own);
    if (i > 0) segment.starts[i] = separator(terms[first - 1].text, own.front().text);
  });
}

/// Puts the positions of neighbouring shards into one file: first the size of each but the last, then all.
void cut_positions(const std::vector<std::string>& places, Segment& segment) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < places.size(); ++i) pieces.push_back({places[i].size(), hash64(segment.starts[i])});
  std::size_t first = 0;
  for (const std::size_t end : content_cuts(pieces, kPlacesSize)) {
    std::string& file = segment.positions.emplace_back();
    for (std::size_t i = first; i + 1 < end; ++i) put_varint(file, places[i].size());
    for (std::size_t i = first; i < end; ++i) file += places[i];
    seal(file);
    segment.in_one_file.push_back(end - first);
    first = end;
  }
}

}  // namespace

Segment pack_segment(Runs runs) {
  Segment segment;
  const std::size_t first = runs.front()->span().first;
  segment.documents = runs.back()->span().last - first;
  for (const auto& run : runs) segment.steps.append(run->steps().begin(), run->steps().end());
  for (const char step : segment.steps) segment.length += step_length(static_cast<unsigned char>(step));
  std::vector<Term> terms = merge(runs);
  segment.range = step_length(length_step(static_cast<std::uint32_t>(segment.documents)));
  pack_all(terms, {first, segment.range, segment.steps});
  std::vector<std::string> places;
  cut_shards(terms, segment, places);
  cut_positions(places, segment);
  return segment;
}

}  // namespace broadsheet::search
