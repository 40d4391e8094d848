#include "search/segment.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <numeric>

#include "base/parallel.h"
#include "search/bits.h"
#include "search/front_coding.h"
#include "search/inversion.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kShardSize = 4096;       ///< bytes; a heavier term has a shard to itself
constexpr std::size_t kSmallShardSize = 2048;  ///< the same where all lists are light, in a second segment
constexpr std::size_t kPlacesSize = 12288;     ///< bytes of a file of positions
constexpr std::uint64_t kLight = 16;           ///< a term in at most so small a part of documents carries their lengths
constexpr std::size_t kRunSize = 6000;         ///< documents
constexpr std::size_t kTermsAtOnce = 512;      ///< terms that a thread packs in one go
constexpr unsigned kPositionRice = 5;          ///< fits gaps of about 45 words, which stories have

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

/// What packing a list needs to know of its segment.
struct Scale {
  bool all_light = false;
  std::uint64_t range = 1;  ///< the number of documents, rounded up to a power of two, so that it seldom changes
  unsigned length_rice = 0;
  const std::vector<std::uint32_t>& lengths;
};

bool is_light(const Term& term, const Scale& scale) {
  return scale.all_light || term.documents * kLight <= scale.range;
}

/// Gaps as Rice codes, wdf in unary, and the length of the document where the term is light: a query of light terms
/// then needs no file of all lengths. Boolean terms have gaps alone.
void pack_postings(Term& term, const Scale& scale, const std::vector<Posting>& postings) {
  const bool boolean = is_boolean_term(term.text);
  const bool light = !boolean && is_light(term, scale);
  const unsigned k = rice_parameter(term.documents, scale.range);
  BitWriter out;
  std::uint32_t expected = 0;
  for (std::size_t i = 0; i < term.documents; ++i) {
    const Posting& posting = postings[i];
    out.rice(posting.document - expected, k);
    expected = posting.document + 1;
    if (!boolean) out.unary(posting.wdf - 1);
    if (light) out.rice(scale.lengths[posting.document], scale.length_rice);
  }
  term.postings = out.take();
}

/// For each document how many positions there are, in unary, and the gaps between them.
void pack_positions(Term& term, const std::vector<Posting>& postings) {
  if (is_boolean_term(term.text)) return;
  BitWriter out;
  for (std::size_t i = 0; i < term.documents; ++i) {
    out.unary(postings[i].positions.size() - 1);
    std::uint32_t free = 1;
    for (const std::uint32_t position : postings[i].positions) {
      out.rice(position - free, kPositionRice);
      free = position + 1;
    }
  }
  term.positions = out.take();
}

void pack_all(std::vector<Term>& terms, const Scale& scale) {
  parallel_for((terms.size() + kTermsAtOnce - 1) / kTermsAtOnce, [&](std::size_t block) {
    std::vector<Posting> postings;
    const std::size_t end = std::min(terms.size(), (block + 1) * kTermsAtOnce);
    for (std::size_t i = block * kTermsAtOnce; i < end; ++i) {
      std::size_t count = 0;
      for (const PostingList* list : terms[i].lists) list->read(postings, count);
      pack_postings(terms[i], scale, postings);
      pack_positions(terms[i], postings);
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

/// Writes terms one after the other into shards, and their positions into files of their own size.
class Cutter {
 public:
  Cutter(Segment& segment, std::size_t shard_size) : segment_(segment), shard_size_(shard_size) {}

  void add(const Term& term) {
    if (segment_.shards.empty() ||
        segment_.shards.back().size() + term.text.size() + term.postings.size() > shard_size_)
      start_shard(term.text);
    const bool turned = !is_boolean_term(term.text) && add_positions(term.positions);
    std::string& shard = segment_.shards.back();
    coder_.put(shard, term.text);
    put_varint(shard, term.documents * 2ULL + (turned ? 1 : 0));
    put_varint(shard, term.postings.size());
    shard += term.postings;
    before_ = term.text;
  }

 private:
  /// A shard starts with where its terms' positions go on: number of the file, and how many terms that has already.
  void start_shard(std::string_view term) {
    segment_.starts.push_back(segment_.shards.empty() ? std::string() : separator(before_, term));
    std::string& shard = segment_.shards.emplace_back();
    put_varint(shard, segment_.positions.empty() ? 0 : segment_.positions.size() - 1);
    put_varint(shard, places_);
    coder_.restart();
  }

  /// Whether a file was full, so that another was started.
  bool add_positions(const std::string& positions) {
    const bool full = !segment_.positions.empty() && segment_.positions.back().size() + positions.size() > kPlacesSize;
    if (full || segment_.positions.empty()) {
      segment_.positions.emplace_back();
      places_ = 0;
    }
    put_varint(segment_.positions.back(), positions.size());
    segment_.positions.back() += positions;
    ++places_;
    return full;
  }

  Segment& segment_;
  std::size_t shard_size_;
  FrontCoder coder_;
  std::string_view before_;
  std::size_t places_ = 0;  ///< terms in the last file of positions
};

}  // namespace

Segment index_segment(const std::vector<Document>& documents, std::size_t first, std::size_t last, bool all_light,
                      const IndexOptions& options, Lexicon& lexicon) {
  Segment segment;
  segment.documents = last - first;
  const Runs runs = invert(documents, first, last, options);
  for (const auto& run : runs) {
    run->analyser().each_word([&](const std::string& word, std::uint32_t count) { lexicon.add(word, count); });
    segment.lengths.insert(segment.lengths.end(), run->lengths().begin(), run->lengths().end());
  }
  segment.length = std::accumulate(segment.lengths.begin(), segment.lengths.end(), std::uint64_t{0});
  std::vector<Term> terms = merge(runs);
  const std::uint64_t size = std::max<std::uint64_t>(1, segment.documents);
  const Scale scale{all_light, std::bit_ceil(size), rice_parameter(size, segment.length), segment.lengths};
  pack_all(terms, scale);
  Cutter cutter(segment, all_light ? kSmallShardSize : kShardSize);
  for (const Term& term : terms) {
    cutter.add(term);
    if (!is_boolean_term(term.text) && !is_light(term, scale)) segment.heavy.emplace_back(term.text);
  }
  for (std::string& shard : segment.shards) seal(shard);
  for (std::string& positions : segment.positions) seal(positions);
  return segment;
}

}  // namespace broadsheet::search
