#include "search/inversion.h"

#include <algorithm>
#include <numeric>

#include "search/bits.h"

namespace broadsheet::search {

void PostingList::add(std::uint32_t document, const Occurrence* first, const Occurrence* last) {
  put_varint(bytes_, document - last_);
  last_ = document;
  ++size_;
  std::uint32_t wdf = 0;
  for (const Occurrence* i = first; i != last; ++i) wdf += i->weight;
  put_varint(bytes_, wdf);
  if (wdf == 0) return;
  put_varint(bytes_, static_cast<std::uint64_t>(last - first));
  std::uint32_t position = 0;
  for (const Occurrence* i = first; i != last; ++i) {
    put_varint(bytes_, i->position - position);
    position = i->position;
  }
}

void PostingList::read(std::vector<Posting>& out, std::size_t& count) const {
  std::uint32_t document = 0;
  for (std::size_t offset = 0; offset < bytes_.size(); ++count) {
    if (count == out.size()) out.emplace_back();
    Posting& posting = out[count];
    document += static_cast<std::uint32_t>(get_varint(bytes_, offset));
    posting.document = document;
    posting.wdf = static_cast<std::uint32_t>(get_varint(bytes_, offset));
    posting.positions.resize(posting.wdf == 0 ? 0 : get_varint(bytes_, offset));
    std::uint32_t position = 0;
    for (std::uint32_t& place : posting.positions) {
      position += static_cast<std::uint32_t>(get_varint(bytes_, offset));
      place = position;
    }
  }
}

Run::Run(const std::vector<Document>& documents, std::size_t first, std::size_t last, std::size_t origin,
         const IndexOptions& options)
    : analyser_(options.language) {
  lengths_.reserve(last - first);
  for (std::size_t i = first; i < last; ++i) {
    const std::vector<Occurrence>& found = analyser_.analyse(documents[i]);
    lists_.resize(analyser_.terms().size());
    std::uint32_t length = 0;
    for (std::size_t begin = 0, end = 0; begin < found.size(); begin = end) {
      while (end < found.size() && found[end].term == found[begin].term) length += found[end++].weight;
      lists_[found[begin].term].add(static_cast<std::uint32_t>(i - origin), &found[begin], found.data() + end);
    }
    lengths_.push_back(length);
  }
  order_.resize(analyser_.terms().size() - 1);
  std::iota(order_.begin(), order_.end(), 1U);
  std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) { return term(a) < term(b); });
}

}  // namespace broadsheet::search
