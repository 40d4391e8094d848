#include "search/segment.h"

#include <algorithm>
#include <bit>
#include <memory>

#include "base/parallel.h"
#include "search/bits.h"
#include "search/front_coding.h"
#include "search/gzip.h"
#include "search/inversion.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kShardSize = 8192;   ///< bytes; a heavier term has a shard to itself
constexpr std::size_t kRunSize = 6000;     ///< documents
constexpr std::size_t kTermsAtOnce = 512;  ///< terms that a thread packs in one go
constexpr unsigned kPositionRice = 5;      ///< fits gaps of about 45 words, which stories have

using Runs = std::vector<std::unique_ptr<Run>>;

Runs invert(const std::vector<Document>& documents, std::size_t first, std::size_t last, const IndexOptions& options) {
  const std::size_t size = last - first;
  Runs runs(std::max<std::size_t>((size + kRunSize - 1) / kRunSize, size > 1000 ? 2 : 1));
  parallel_for(runs.size(), [&](std::size_t i) {
    runs[i] = std::make_unique<Run>(documents, first + size * i / runs.size(), first + size * (i + 1) / runs.size(),
                                    first, options);
  });
  return runs;
}

/// A term and its lists, in the order of the runs.
struct Term {
  std::string_view text;
  std::vector<const PostingList*> lists;
  std::uint32_t documents = 0;
  std::string postings;
  std::string positions;
};

/// The terms of all runs, by their bytes.
std::vector<Term> merge(const Runs& runs) {
  std::vector<Term> terms;
  std::vector<std::size_t> next(runs.size(), 0);
  while (true) {
    const std::string* least = nullptr;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (next[i] == runs[i]->order().size()) continue;
      const std::string& term = runs[i]->term(runs[i]->order()[next[i]]);
      if (least == nullptr || term < *least) least = &term;
    }
    if (least == nullptr) return terms;
    Term& merged = terms.emplace_back();
    merged.text = *least;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (next[i] == runs[i]->order().size()) continue;
      const std::uint32_t number = runs[i]->order()[next[i]];
      if (runs[i]->term(number) != *least) continue;
      merged.lists.push_back(&runs[i]->list(number));
      merged.documents += merged.lists.back()->size();
      ++next[i];
    }
  }
}

/// Gaps as Rice codes with wdf in unary between them; the positions apart.
void pack(Term& term, std::uint64_t range, std::vector<Posting>& buffer) {
  std::size_t count = 0;
  for (const PostingList* list : term.lists) list->read(buffer, count);
  const bool boolean = is_boolean_term(term.text);
  const unsigned k = rice_parameter(term.documents, range);
  BitWriter postings, positions;
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Posting& posting = buffer[i];
    postings.rice(posting.document - expected, k);
    expected = posting.document + 1;
    if (boolean) continue;
    postings.unary(posting.wdf - 1);
    positions.unary(posting.positions.size() - 1);
    std::uint32_t free = 1;
    for (const std::uint32_t position : posting.positions) {
      positions.rice(position - free, kPositionRice);
      free = position + 1;
    }
  }
  term.postings = postings.take();
  term.positions = positions.take();
}

void pack_all(std::vector<Term>& terms, std::uint64_t range) {
  parallel_for((terms.size() + kTermsAtOnce - 1) / kTermsAtOnce, [&](std::size_t block) {
    std::vector<Posting> buffer;
    const std::size_t end = std::min(terms.size(), (block + 1) * kTermsAtOnce);
    for (std::size_t i = block * kTermsAtOnce; i < end; ++i) pack(terms[i], range, buffer);
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

void cut_shards(const std::vector<Term>& terms, Segment& segment) {
  FrontCoder coder;
  std::string_view before;
  for (const Term& term : terms) {
    const std::size_t entry = term.text.size() + term.postings.size();
    if (segment.shards.empty() || segment.shards.back().size() + entry > kShardSize) {
      segment.starts.push_back(segment.shards.empty() ? std::string() : separator(before, term.text));
      segment.shards.emplace_back();
      segment.positions.emplace_back();
      coder.restart();
    }
    std::string& shard = segment.shards.back();
    coder.put(shard, term.text);
    put_varint(shard, term.documents);
    put_varint(shard, term.postings.size());
    shard += term.postings;
    if (!is_boolean_term(term.text)) put_varint(segment.positions.back(), term.positions.size());
    segment.positions.back() += term.positions;
    before = term.text;
  }
  for (std::string& shard : segment.shards) seal(shard);
  for (std::string& positions : segment.positions) seal(positions);
}

}  // namespace

Segment index_segment(const std::vector<Document>& documents, std::size_t first, std::size_t last,
                      const IndexOptions& options, Lexicon& lexicon) {
  Segment segment;
  segment.documents = last - first;
  const Runs runs = invert(documents, first, last, options);
  std::string lengths;
  for (const auto& run : runs) {
    run->analyser().each_word([&](const std::string& word, std::uint32_t count) { lexicon.add(word, count); });
    for (const std::uint32_t length : run->lengths()) {
      put_varint(lengths, length);
      segment.length += length;
    }
  }
  segment.lengths = gzip(lengths);
  std::vector<Term> terms = merge(runs);
  pack_all(terms, std::bit_ceil(std::max<std::uint64_t>(1, segment.documents)));
  cut_shards(terms, segment);
  return segment;
}

}  // namespace broadsheet::search
