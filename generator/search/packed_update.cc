// A packed segment brought up to date: documents leave, come, or move to other places, and only what of a list differs
// then is made anew.
#include <algorithm>
#include <unordered_map>

#include "base/parallel.h"
#include "search/packed.h"

namespace broadsheet::search {
namespace {

constexpr std::uint32_t kGone = 0xFFFFFFFF;

/// What became of the documents of a segment.
struct Moves {
  std::vector<std::uint32_t> places;  ///< of each old document its new place, or kGone; ascending
  std::vector<std::uint32_t> fresh;   ///< places of documents that were not there
  std::size_t gone = 0;
  bool moved = false;  ///< whether a document has another place than before
};

using Hashes = std::span<const std::uint64_t>;

/// The first place of each hash.
std::unordered_map<std::uint64_t, std::size_t> index(Hashes hashes) {
  std::unordered_map<std::uint64_t, std::size_t> found;
  found.reserve(hashes.size());
  for (std::size_t i = 0; i < hashes.size(); ++i) found.emplace(hashes[i], i);
  return found;
}

/// Finds documents again in their order: where two sides differ, the nearest document that both have goes on.
Moves compare(Hashes old, Hashes now) {
  Moves moves;
  moves.places.resize(old.size(), kGone);
  if (std::equal(old.begin(), old.end(), now.begin(), now.end())) {
    for (std::uint32_t i = 0; i < old.size(); ++i) moves.places[i] = i;
    return moves;
  }
  const auto in_old = index(old), in_now = index(now);
  const auto ahead = [](const auto& places, std::uint64_t hash, std::size_t from) {
    const auto place = places.find(hash);
    return place == places.end() || place->second < from ? std::size_t{kGone} : place->second - from;
  };
  std::size_t i = 0, j = 0;
  const auto leave = [&](std::size_t count) { moves.gone += count, i += count; };
  const auto come = [&](std::size_t count) {
    for (; count > 0; --count) moves.fresh.push_back(static_cast<std::uint32_t>(j++));
  };
  while (i < old.size() && j < now.size()) {
    if (old[i] == now[j]) {
      moves.moved = moves.moved || i != j;
      moves.places[i++] = static_cast<std::uint32_t>(j++);
      continue;
    }
    const std::size_t left = ahead(in_old, now[j], i), right = ahead(in_now, old[i], j);
    if (left == kGone && right == kGone) {
      leave(1);
      come(1);
    } else if (left <= right) {
      leave(left);
    } else {
      come(right);
    }
  }
  leave(old.size() - i);
  come(now.size() - j);
  return moves;
}

/// A term, as it was and as the documents that come have it; either may be missing.
struct ListedTerm {
  const PackedTerm* old = nullptr;
  std::optional<std::uint32_t> list;  ///< of the run
};

class Update {
 public:
  Update(Packed& packed, const SegmentDocuments& segment, const Moves& moves, const IndexOptions& options)
      : packed_(packed),
        moves_(moves),
        old_steps_(packed.steps),
        old_range_(packed.range),
        analyser_(options.language) {
    std::vector<Document> documents;
    for (const std::uint32_t place : moves.fresh) documents.push_back(segment.documents[place]);
    run_.emplace(analyse(documents, {0, documents.size()}, analyser_), analyser_);
    packed_.range = range_of(segment.documents.size());
    packed_.hashes.assign(segment.hashes.begin(), segment.hashes.end());
    packed_.steps.assign(segment.documents.size(), '\0');
    for (std::size_t i = 0; i < moves.places.size(); ++i)
      if (moves.places[i] != kGone) packed_.steps[moves.places[i]] = old_steps_[i];
    for (std::size_t i = 0; i < moves.fresh.size(); ++i)
      packed_.steps[moves.fresh[i]] = static_cast<char>(run_->steps()[i]);
  }

  void run() {
    const std::vector<ListedTerm> items = merge();
    std::vector<PackedTerm> terms(items.size());
    const std::size_t old_blocks = packed_.storage.size();
    packed_.storage.resize(old_blocks + (items.size() + kTermsAtOnce - 1) / kTermsAtOnce);
    parallel_for(packed_.storage.size() - old_blocks, [&](std::size_t block) {
      Shelf shelf;
      for (std::size_t i = block * kTermsAtOnce; i < std::min(items.size(), (block + 1) * kTermsAtOnce); ++i)
        renew(items[i], terms[i], shelf);
      packed_.storage[old_blocks + block] = shelf.finish();
    });
    std::erase_if(terms, [](const PackedTerm& term) { return term.documents == 0; });
    packed_.terms = std::move(terms);
  }

 private:
  Scale old_scale() const { return {packed_.first, old_range_, old_steps_}; }
  Scale scale() const { return {packed_.first, packed_.range, packed_.steps}; }

  /// All terms, by their bytes.
  std::vector<ListedTerm> merge() const {
    std::vector<std::uint32_t> added(run_->size());
    for (std::uint32_t i = 0; i < added.size(); ++i) added[i] = i;
    std::sort(added.begin(), added.end(), [this](auto a, auto b) { return run_->text(a) < run_->text(b); });
    std::vector<ListedTerm> items;
    items.reserve(packed_.terms.size() + added.size());
    auto next = added.begin();
    for (const PackedTerm& old : packed_.terms) {
      for (; next != added.end() && run_->text(*next) < old.text; ++next) items.push_back({nullptr, *next});
      const bool both = next != added.end() && run_->text(*next) == old.text;
      items.push_back({&old, both ? std::optional(*next++) : std::nullopt});
    }
    for (; next != added.end(); ++next) items.push_back({nullptr, *next});
    return items;
  }

  /// Makes of an item what it is now; a term without documents has ended.
  void renew(const ListedTerm& item, PackedTerm& term, Shelf& shelf) const {
    if (item.old != nullptr) term = *item.old;
    const Change change = item.list ? Change::content : change_of(term);
    if (change == Change::none) return;
    Postings before;
    if (item.old != nullptr) unpack_postings(term.text, term.postings.bytes, old_scale(), before.list);
    if (change == Change::content) return renew_all(item, before, term, shelf);
    for (Posting& one : before.list) one.document = place(one);
    shelf.put_postings(term, scale(), before.list);
  }

  enum class Change { none, places, content };

  /// What becomes of an old list that no document comes to.
  Change change_of(const PackedTerm& term) const {
    Change change = packed_.range != old_range_ ? Change::places : Change::none;
    if (moves_.gone == 0 && !moves_.moved) return change;
    thread_local std::vector<std::uint32_t> documents;
    documents.clear();
    unpack_documents(term.text, term.postings.bytes, old_scale(), documents);
    for (const std::uint32_t document : documents) {
      const std::uint32_t old = document - static_cast<std::uint32_t>(packed_.first), now = moves_.places[old];
      if (now == kGone) return Change::content;
      if (now != old) change = Change::places;
    }
    return change;
  }

  void renew_all(const ListedTerm& item, Postings& before, PackedTerm& term, Shelf& shelf) const {
    Postings fresh, all;
    unpack_positions(term.positions.bytes, old_scale(), before);
    if (item.list) run_->read(*item.list, fresh);
    for (Posting& one : fresh.list)
      one.document = static_cast<std::uint32_t>(packed_.first) + moves_.fresh[one.document];
    join(before, fresh, all);
    term.documents = static_cast<std::uint32_t>(all.list.size());
    if (all.list.empty()) return;
    if (item.old == nullptr) term.text = run_->text(*item.list);
    shelf.put(term, scale(), all);
    if (item.old == nullptr) shelf.put_text(term.text);
  }

  /// The new document of an old posting, which may be gone.
  std::uint32_t place(const Posting& posting) const {
    const auto first = static_cast<std::uint32_t>(packed_.first);
    const std::uint32_t place = moves_.places[posting.document - first];
    return place == kGone ? kGone : first + place;
  }

  /// The postings of documents that stay and of those that come, by document.
  void join(const Postings& before, const Postings& fresh, Postings& all) const {
    const std::uint32_t* from = before.positions.data();
    const std::uint32_t* fresh_from = fresh.positions.data();
    const auto take = [&all](const Posting& one, std::uint32_t document, const std::uint32_t*& positions) {
      const std::uint32_t count = one.title + one.other;
      if (document != kGone) {
        all.list.push_back({document, one.title, one.other});
        all.positions.insert(all.positions.end(), positions, positions + count);
      }
      positions += count;
    };
    std::size_t j = 0;
    for (const Posting& one : before.list) {
      const std::uint32_t document = place(one);
      for (; document != kGone && j < fresh.list.size() && fresh.list[j].document < document; ++j)
        take(fresh.list[j], fresh.list[j].document, fresh_from);
      take(one, document, from);
    }
    for (; j < fresh.list.size(); ++j) take(fresh.list[j], fresh.list[j].document, fresh_from);
  }

  Packed& packed_;
  const Moves& moves_;
  std::string old_steps_;
  std::uint64_t old_range_;
  Analyser analyser_;
  std::optional<Run> run_;  ///< of the documents that come, numbered from 0
};

}  // namespace

bool update(Packed& packed, const SegmentDocuments& segment, const IndexOptions& options) {
  if (packed.first != segment.first || segment.documents.empty()) return false;
  const Moves moves = compare(packed.hashes, segment.hashes);
  if ((moves.gone + moves.fresh.size()) * 8 > segment.documents.size()) return false;
  if (moves.gone > 0 || !moves.fresh.empty()) Update(packed, segment, moves, options).run();
  return true;
}

}  // namespace broadsheet::search
