#include "search/inversion.h"

#include "search/bits.h"
#include "search/lengths.h"

namespace broadsheet::search {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// All that one document has of one term.
struct Group {
  std::uint32_t document;
  TermCount count;
  const Occurrence* first;
};

/// A list for each term, the lists one after the other; groups come ascending by document.
struct Lists {
  std::vector<std::uint32_t> terms;
  std::vector<std::uint32_t> ends;
  std::vector<Group> groups;
};

Lists group(const Analysed& documents, std::size_t term_count) {
  std::vector<std::uint32_t> list_of(term_count, kNone);
  std::vector<Group> groups;
  groups.reserve(documents.found.size());
  Lists lists;
  documents.each_document([&](std::size_t document, const Occurrence* begin, const Occurrence* end) {
    each_term(begin, end, [&](const TermCount& count, const Occurrence* first, const Occurrence*) {
      std::uint32_t& list = list_of[count.term];
      if (list == kNone) {
        list = static_cast<std::uint32_t>(lists.terms.size());
        lists.terms.push_back(count.term);
        lists.ends.push_back(0);
      }
      ++lists.ends[list];
      groups.push_back({static_cast<std::uint32_t>(document), count, first});
    });
  });
  std::uint32_t start = 0;
  for (std::uint32_t& end : lists.ends) {
    start += end;
    end = start - end;  // where the next group goes
  }
  lists.groups.resize(groups.size());
  for (const Group& one : groups) lists.groups[lists.ends[list_of[one.count.term]]++] = one;
  return lists;
}

}  // namespace

Analysed analyse(const std::vector<Document>& documents, Span span, Analyser& analyser) {
  Analysed analysed{span, {}, {}};
  for (std::size_t i = span.first; i < span.last; ++i) {
    const std::vector<Occurrence>& found = analyser.analyse(documents[i]);
    analysed.found.insert(analysed.found.end(), found.begin(), found.end());
    analysed.ends.push_back(analysed.found.size());
  }
  return analysed;
}

// Packed, a posting is the gap to the document before it, doubled, with a one where the document has the term once, and
// not in the title; or else how often in the title and elsewhere; and the gaps between places.
Run::Run(const Analysed& documents, const Analyser& analyser) : span_(documents.span), analyser_(&analyser) {
  documents.each_document([this](std::size_t, const Occurrence* first, const Occurrence* last) {
    steps_.push_back(static_cast<std::uint8_t>(length_step(length_of(first, last))));
  });
  Lists lists = group(documents, analyser.term_count());
  bytes_.reserve(lists.groups.size() * 3);
  std::size_t at = 0;
  for (std::uint32_t& end : lists.ends) {
    auto before = static_cast<std::uint32_t>(span_.first);
    for (; at < end; ++at) {
      const auto& [document, count, first] = lists.groups[at];
      const bool once = count.title == 0 && count.other == 1;
      put_varint(bytes_, std::uint64_t{document - before} << 1 | (once ? 1 : 0));
      before = document;
      if (!once) {
        put_varint(bytes_, count.title);
        put_varint(bytes_, count.other);
      }
      std::uint32_t position = 0;
      for (const Occurrence* i = first; i != first + count.title + count.other; ++i) {
        put_varint(bytes_, i->position - position);
        position = i->position;
      }
    }
    end = static_cast<std::uint32_t>(bytes_.size());
  }
  bytes_.shrink_to_fit();
  terms_ = std::move(lists.terms);
  ends_ = std::move(lists.ends);
}

void Run::read(std::size_t list, Postings& out) const {
  std::size_t offset = list == 0 ? 0 : ends_[list - 1];
  const auto number = [&] { return static_cast<std::uint32_t>(get_varint(bytes_, offset)); };
  auto document = static_cast<std::uint32_t>(span_.first);
  while (offset < ends_[list]) {
    const std::uint32_t gap = number();
    Posting posting{document += gap >> 1, 0, 1};
    if ((gap & 1) == 0) {
      posting.title = number();
      posting.other = number();
    }
    out.list.push_back(posting);
    std::uint32_t position = 0;
    for (std::uint32_t left = posting.title + posting.other; left > 0; --left)
      out.positions.push_back(position += number());
  }
}

}  // namespace broadsheet::search
