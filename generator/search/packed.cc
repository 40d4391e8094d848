#include "search/packed.h"

#include <algorithm>

#include "base/parallel.h"
#include "search/lengths.h"

namespace broadsheet::search {
namespace {

/// A term of some run; ordered by its first eight bytes, which decide nearly always, then by all.
struct Key {
  std::uint64_t start = 0;
  std::string_view text;
  std::uint32_t term = 0;      ///< number in its analyser
  std::uint32_t analyser = 0;  ///< index into Merged::analysers_

  bool operator<(const Key& other) const { return start != other.start ? start < other.start : text < other.text; }
};

std::uint64_t start_of(std::string_view text) {
  std::uint64_t start = 0;
  for (std::size_t i = 0; i < 8; ++i) start = start << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  return start;
}

/// A list of a run.
struct Slice {
  std::uint32_t run;
  std::uint32_t list;
};

/// The terms of all runs, by their bytes, and where their lists are.
class Merged {
 public:
  explicit Merged(Runs runs) {
    for (const auto& run : runs) {
      if (analyser_of(run->analyser()) == analysers_.size()) analysers_.push_back(&run->analyser());
    }
    rank(runs);
    collect(runs);
  }

  std::size_t size() const { return texts_.size(); }
  std::string_view text(std::size_t rank) const { return texts_[rank]; }
  /// The lists of a term, in the order of the runs.
  std::span<const Slice> lists(std::size_t rank) const {
    return {slices_.data() + starts_[rank], slices_.data() + starts_[rank + 1]};
  }

 private:
  std::size_t analyser_of(const Analyser& analyser) const {
    return static_cast<std::size_t>(std::find(analysers_.begin(), analysers_.end(), &analyser) - analysers_.begin());
  }

  /// Gives each term that has a list its place in the order of all.
  void rank(Runs runs) {
    for (const Analyser* analyser : analysers_) ranks_.emplace_back(analyser->term_count(), 0);
    std::vector<Key> keys;
    for (const auto& run : runs) {
      const auto own = static_cast<std::uint32_t>(analyser_of(run->analyser()));
      for (std::size_t i = 0; i < run->size(); ++i)
        if (ranks_[own][run->term(i)]++ == 0) keys.push_back({start_of(run->text(i)), run->text(i), run->term(i), own});
    }
    std::sort(keys.begin(), keys.end());
    for (const Key& key : keys) {
      if (texts_.empty() || texts_.back() != key.text) {
        texts_.push_back(key.text);
        starts_.push_back(0);
      }
      std::uint32_t& rank = ranks_[key.analyser][key.term];
      starts_.back() += rank;  // which has been the number of its lists
      rank = static_cast<std::uint32_t>(texts_.size() - 1);
    }
  }

  void collect(Runs runs) {
    std::uint32_t start = 0;
    for (std::uint32_t& count : starts_) count = std::exchange(start, start + count);
    slices_.resize(start);
    std::vector<std::uint32_t> next = starts_;
    starts_.push_back(start);
    for (std::uint32_t r = 0; r < runs.size(); ++r) {
      const std::vector<std::uint32_t>& ranks = ranks_[analyser_of(runs[r]->analyser())];
      for (std::uint32_t i = 0; i < runs[r]->size(); ++i) slices_[next[ranks[runs[r]->term(i)]]++] = {r, i};
    }
  }

  std::vector<const Analyser*> analysers_;
  std::vector<std::vector<std::uint32_t>> ranks_;  ///< of each analyser's terms
  std::vector<std::string_view> texts_;            ///< by rank
  std::vector<std::uint32_t> starts_;              ///< by rank, in `slices_`; and the end
  std::vector<Slice> slices_;
};

}  // namespace

std::uint64_t range_of(std::size_t documents) {
  return step_length(length_step(static_cast<std::uint32_t>(documents)));
}

void Shelf::put(PackedTerm& term, const Scale& scale, const Postings& postings) {
  term.documents = static_cast<std::uint32_t>(postings.list.size());
  pack_postings(term.text, scale, postings.list, writer_);
  keep(term.postings);
  pack_positions(scale, postings, writer_);
  keep(term.positions);
}

void Shelf::put_postings(PackedTerm& term, const Scale& scale, const std::vector<Posting>& list) {
  pack_postings(term.text, scale, list, writer_);
  keep(term.postings);
}

void Shelf::keep(BitSpan& bits) {
  bits.size = writer_.size();
  kept_.push_back({&bits.bytes, bytes_->size()});
  writer_.take(*bytes_);
}

void Shelf::put_text(std::string_view& text) {
  kept_.push_back({&text, bytes_->size()});
  *bytes_ += text;
}

std::unique_ptr<std::string> Shelf::finish() {
  bytes_->shrink_to_fit();
  std::size_t end = bytes_->size();
  for (auto one = kept_.rbegin(); one != kept_.rend(); ++one) {
    *one->view = std::string_view(*bytes_).substr(one->start, end - one->start);
    end = one->start;
  }
  return std::move(bytes_);
}

Packed pack(Runs runs, std::span<const std::uint64_t> hashes) {
  Packed packed;
  packed.first = runs.empty() ? 0 : runs.front()->span().first;
  packed.range = range_of(hashes.size());
  packed.hashes.assign(hashes.begin(), hashes.end());
  for (const auto& run : runs) packed.steps.append(run->steps().begin(), run->steps().end());
  const Merged merged(runs);
  packed.terms.resize(merged.size());
  packed.storage.resize((merged.size() + kTermsAtOnce - 1) / kTermsAtOnce);
  const Scale scale{packed.first, packed.range, packed.steps};
  parallel_for(packed.storage.size(), [&](std::size_t block) {
    Shelf shelf;
    Postings all;
    for (std::size_t i = block * kTermsAtOnce; i < std::min(merged.size(), (block + 1) * kTermsAtOnce); ++i) {
      all.list.clear();
      all.positions.clear();
      for (const Slice& slice : merged.lists(i)) runs[slice.run]->read(slice.list, all);
      packed.terms[i].text = merged.text(i);
      shelf.put(packed.terms[i], scale, all);
    }
    packed.storage[block] = shelf.finish();
  });
  return packed;
}

}  // namespace broadsheet::search
