#include "search/packed.h"

#include <algorithm>

#include "base/parallel.h"
#include "search/lengths.h"
#include "search/list_packing.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kTermsAtOnce = 512;  ///< terms that a thread packs in one go

/// A term and its lists, in the order of the runs.
struct Term {
  std::string_view text;
  std::vector<const PostingList*> lists;
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
    terms.back().lists.push_back(&next.run->list(next.number()));
    ++next.at;
    if (next.done())
      heap.pop_back();
    else
      std::push_heap(heap.begin(), heap.end(), later);
  }
  return terms;
}

std::uint64_t range_of(std::size_t documents) {
  return step_length(length_step(static_cast<std::uint32_t>(documents)));
}

/// The places where documents differ from those that were there.
std::vector<std::size_t> changes(const Packed& packed, const SegmentDocuments& segment) {
  std::vector<std::size_t> changed;
  const std::size_t most = std::max(packed.hashes.size(), segment.hashes.size());
  for (std::size_t i = 0; i < most; ++i)
    if (i >= packed.hashes.size() || i >= segment.hashes.size() || packed.hashes[i] != segment.hashes[i])
      changed.push_back(i);
  return changed;
}

/// A segment whose documents at some places are replaced.
class Update {
 public:
  Update(Packed& packed, const SegmentDocuments& segment, const std::vector<std::size_t>& changed,
         const IndexOptions& options)
      : packed_(packed), old_steps_(packed.steps), changed_(std::max(packed.hashes.size(), segment.hashes.size()), 0) {
    for (const std::size_t i : changed) {
      changed_[i] = 1;
      if (i >= segment.documents.size()) continue;
      places_.push_back(segment.first + i);
      documents_.push_back(segment.documents[i]);
    }
    run_ = std::make_unique<Run>(documents_, Span{0, documents_.size()}, options);
    packed_.steps.resize(segment.documents.size());
    for (std::size_t i = 0; i < places_.size(); ++i)
      packed_.steps[places_[i] - segment.first] = static_cast<char>(run_->steps()[i]);
    packed_.hashes.assign(segment.hashes.begin(), segment.hashes.end());
  }

  void run() {
    const std::vector<char> affected = affected_terms();
    std::vector<PackedTerm> terms;
    terms.reserve(packed_.terms.size() + run_->order().size());
    Cursor added{run_.get(), 0};
    const auto add_before = [&](const PackedTerm* old) {
      for (; !added.done() && (old == nullptr || added.term() < old->text); ++added.at)
        repack(nullptr, &added, terms);
    };
    for (std::size_t i = 0; i < packed_.terms.size(); ++i) {
      const PackedTerm& old = packed_.terms[i];
      add_before(&old);
      const bool both = !added.done() && added.term() == old.text;
      if (both || affected[i])
        repack(&old, both ? &added : nullptr, terms);
      else
        terms.push_back(old);
      if (both) ++added.at;
    }
    add_before(nullptr);
    packed_.terms = std::move(terms);
  }

 private:
  Scale scale(const std::string& steps) const { return {packed_.first, packed_.range, steps}; }

  /// Of each term whether a document that changes has had it.
  std::vector<char> affected_terms() const {
    std::vector<char> affected(packed_.terms.size(), 0);
    const auto old_end = changed_.begin() + static_cast<std::ptrdiff_t>(old_steps_.size());
    if (std::find(changed_.begin(), old_end, 1) == old_end) return affected;
    parallel_for((affected.size() + kTermsAtOnce - 1) / kTermsAtOnce, [&](std::size_t block) {
      const std::size_t end = std::min(affected.size(), (block + 1) * kTermsAtOnce);
      std::vector<Posting> list;
      for (std::size_t i = block * kTermsAtOnce; i < end; ++i) {
        list.clear();
        unpack_postings(packed_.terms[i].text, packed_.terms[i].postings.bytes, scale(old_steps_), list);
        affected[i] = std::any_of(list.begin(), list.end(), [this](const Posting& one) { return changes(one); }) ? 1 : 0;
      }
    });
    return affected;
  }

  bool changes(const Posting& posting) const { return changed_[posting.document - packed_.first] != 0; }

  /// Packs a term anew, from what it has of documents that stay and of those that come; it may end.
  void repack(const PackedTerm* old, const Cursor* added, std::vector<PackedTerm>& terms) {
    Postings before, fresh, all;
    if (old != nullptr) {
      unpack_postings(old->text, old->postings.bytes, scale(old_steps_), before.list);
      unpack_positions(old->positions.bytes, scale(old_steps_), before);
    }
    if (added != nullptr) run_->list(added->number()).read(fresh);
    for (Posting& one : fresh.list) one.document = static_cast<std::uint32_t>(places_[one.document]);
    join(before, fresh, all);
    if (all.list.empty()) return;
    auto bytes = std::make_unique<std::string>();
    if (old == nullptr) *bytes += added->term();
    const std::size_t text = bytes->size();
    PackedTerm term{old != nullptr ? old->text : std::string_view(), static_cast<std::uint32_t>(all.list.size()), {}, {}};
    BitWriter postings, positions;
    pack_postings(old != nullptr ? old->text : added->term(), scale(packed_.steps), all.list, postings);
    pack_positions(scale(packed_.steps), all, positions);
    term.postings.size = postings.size();
    term.positions.size = positions.size();
    const std::string first = postings.take(), second = positions.take();
    *bytes += first + second;
    if (old == nullptr) term.text = std::string_view(*bytes).substr(0, text);
    term.postings.bytes = std::string_view(*bytes).substr(text, first.size());
    term.positions.bytes = std::string_view(*bytes).substr(text + first.size());
    packed_.storage.push_back(std::move(bytes));
    terms.push_back(term);
  }

  /// The postings of documents that do not change and of those that do, by document.
  void join(const Postings& before, const Postings& fresh, Postings& all) const {
    std::size_t i = 0, j = 0;
    const std::uint32_t* place = before.positions.data();
    const std::uint32_t* fresh_place = fresh.positions.data();
    const auto take = [&all](const Posting& one, const std::uint32_t*& from, bool keep) {
      const std::uint32_t count = one.title + one.other;
      if (keep) {
        all.list.push_back(one);
        all.positions.insert(all.positions.end(), from, from + count);
      }
      from += count;
    };
    while (i < before.list.size() || j < fresh.list.size()) {
      if (j == fresh.list.size() || (i < before.list.size() && before.list[i].document <= fresh.list[j].document)) {
        take(before.list[i], place, !changes(before.list[i]));
        ++i;
      } else {
        take(fresh.list[j++], fresh_place, true);
      }
    }
  }

  Packed& packed_;
  std::string old_steps_;
  std::vector<char> changed_;            ///< of each place, old or new
  std::vector<std::size_t> places_;      ///< of the documents that come, ascending
  std::vector<Document> documents_;      ///< parallel
  std::unique_ptr<Run> run_;
};

}  // namespace

Packed pack(Runs runs, std::span<const std::uint64_t> hashes) {
  Packed packed;
  packed.first = runs.empty() ? 0 : runs.front()->span().first;
  packed.range = range_of(hashes.size());
  packed.hashes.assign(hashes.begin(), hashes.end());
  for (const auto& run : runs) packed.steps.append(run->steps().begin(), run->steps().end());
  const std::vector<Term> terms = merge(runs);
  packed.terms.resize(terms.size());
  packed.storage.resize((terms.size() + kTermsAtOnce - 1) / kTermsAtOnce);
  const Scale scale{packed.first, packed.range, packed.steps};
  parallel_for(packed.storage.size(), [&](std::size_t block) {
    auto bytes = std::make_unique<std::string>();
    const std::size_t begin = block * kTermsAtOnce, end = std::min(terms.size(), begin + kTermsAtOnce);
    std::vector<std::size_t> ends;
    Postings all;
    for (std::size_t i = begin; i < end; ++i) {
      all.list.clear();
      all.positions.clear();
      for (const PostingList* list : terms[i].lists) list->read(all);
      BitWriter postings, positions;
      pack_postings(terms[i].text, scale, all.list, postings);
      pack_positions(scale, all, positions);
      packed.terms[i] = {terms[i].text, static_cast<std::uint32_t>(all.list.size()), {{}, postings.size()}, {{}, positions.size()}};
      *bytes += postings.take();
      ends.push_back(bytes->size());
      *bytes += positions.take();
      ends.push_back(bytes->size());
    }
    std::size_t at = 0;
    const auto next = [&](std::size_t stop) {
      const std::string_view part = std::string_view(*bytes).substr(at, stop - at);
      at = stop;
      return part;
    };
    for (std::size_t i = begin; i < end; ++i) {
      packed.terms[i].postings.bytes = next(ends[2 * (i - begin)]);
      packed.terms[i].positions.bytes = next(ends[2 * (i - begin) + 1]);
    }
    packed.storage[block] = std::move(bytes);
  });
  return packed;
}

bool update(Packed& packed, const SegmentDocuments& segment, const IndexOptions& options) {
  if (packed.first != segment.first || segment.documents.empty()) return false;
  if (packed.range != range_of(segment.documents.size())) return false;
  const std::vector<std::size_t> changed = changes(packed, segment);
  if (changed.size() * 8 > segment.documents.size()) return false;
  if (!changed.empty()) Update(packed, segment, changed, options).run();
  return true;
}

}  // namespace broadsheet::search
