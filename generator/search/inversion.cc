#include "search/inversion.h"

#include <algorithm>
#include <numeric>

#include "search/bits.h"
#include "search/lengths.h"

namespace broadsheet::search {

void PostingList::add(std::uint32_t document, const TermCount& count, const Occurrence* first) {
  put_varint(bytes_, document - last_);
  last_ = document;
  ++size_;
  put_varint(bytes_, count.title);
  put_varint(bytes_, count.other);
  std::uint32_t position = 0;
  for (const Occurrence* i = first; i != first + count.title + count.other; ++i) {
    put_varint(bytes_, i->position - position);
    position = i->position;
  }
}

void PostingList::read(Postings& out) const {
  const auto number = [this](std::size_t& offset) { return static_cast<std::uint32_t>(get_varint(bytes_, offset)); };
  std::uint32_t document = 0;
  for (std::size_t offset = 0; offset < bytes_.size();) {
    document += number(offset);
    const std::uint32_t title = number(offset), other = number(offset);
    out.list.push_back({document, title, other});
    std::uint32_t position = 0;
    for (std::uint32_t left = title + other; left > 0; --left) out.positions.push_back(position += number(offset));
  }
}

Run::Run(const std::vector<Document>& documents, Span span, const IndexOptions& options, const Watcher& watcher)
    : span_(span), analyser_(options.language) {
  steps_.reserve(span.last - span.first);
  for (std::size_t i = span.first; i < span.last; ++i) {
    const std::vector<Occurrence>& found = analyser_.analyse(documents[i]);
    add(i, found);
    if (watcher) watcher(i, found, analyser_);
  }
  analyser_.finish();
  order_.resize(analyser_.terms().size() - 1);
  std::iota(order_.begin(), order_.end(), 1U);
  std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) { return term(a) < term(b); });
}

void Run::add(std::size_t document, const std::vector<Occurrence>& found) {
  lists_.resize(analyser_.terms().size());
  each_term(found, [&](const TermCount& count, const Occurrence* first, const Occurrence*) {
    lists_[count.term].add(static_cast<std::uint32_t>(document), count, first);
  });
  steps_.push_back(static_cast<std::uint8_t>(length_step(length_of(found))));
}

}  // namespace broadsheet::search
