#include "search/list_packing.h"

#include <algorithm>

#include "search/analysis.h"
#include "search/lengths.h"

namespace broadsheet::search {
namespace {

constexpr unsigned kTitleRice = 2;  ///< for gaps in titles, which are short

unsigned rice_of_places(const Scale& scale, std::uint32_t document) {
  return place_rice(static_cast<unsigned char>(scale.steps[document - scale.first]));
}

/// `numbers` ascend from `from` on, and are below `from + range`; how many there are is known.
void pack_numbers(const std::vector<std::uint32_t>& numbers, std::uint64_t range, std::size_t from, BitWriter& out) {
  if (numbers.empty()) return;
  const unsigned k = rice_parameter(numbers.size(), range);
  for (const std::uint32_t number : numbers) {
    out.rice(number - from, k);
    from = number + std::size_t{1};
  }
}

/// Calls `use` with each of so many numbers, all below `end`.
template <typename Use>
void unpack_numbers(BitReader& in, std::uint64_t count, std::uint64_t range, std::uint64_t from, std::uint64_t end,
                    Use use) {
  if (count > end - from) throw Damaged();
  if (count == 0) return;
  const unsigned k = rice_parameter(count, range);
  for (; count > 0; --count) {
    const std::uint64_t gap = in.rice(k);
    if (gap >= end - from) throw Damaged();
    from += gap;
    use(static_cast<std::uint32_t>(from++));
  }
}

/// The documents of a list.
template <typename Use>
void unpack_numbers(BitReader& in, std::uint64_t count, const Scale& scale, Use use) {
  unpack_numbers(in, count, scale.range, scale.first, scale.end(), use);
}

/// Documents that follow one another.
struct DocumentRuns {
  std::vector<std::uint32_t> starts, lengths;
};

DocumentRuns runs_of(const std::vector<Posting>& list) {
  DocumentRuns runs;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i == 0 || list[i].document != list[i - 1].document + 1) {
      runs.starts.push_back(list[i].document);
      runs.lengths.push_back(0);
    }
    ++runs.lengths.back();
  }
  return runs;
}

void pack_boolean(const Scale& scale, const std::vector<Posting>& list, BitWriter& out) {
  const DocumentRuns runs = runs_of(list);
  out.gamma(runs.starts.size());
  pack_numbers(runs.starts, scale.range, scale.first, out);
  for (const std::uint32_t length : runs.lengths) out.gamma(length);
}

/// Documents of a boolean term.
void unpack_runs(BitReader& in, const Scale& scale, std::vector<std::uint32_t>& documents) {
  std::vector<std::uint32_t> starts;
  const std::uint64_t count = in.gamma();
  unpack_numbers(in, count, scale, [&starts](std::uint32_t start) { starts.push_back(start); });
  std::uint64_t end = scale.first;  // of the run before
  for (std::uint32_t document : starts) {
    const std::uint64_t length = in.gamma();
    if (document < end || length > scale.end() - document) throw Damaged();
    end = document + length;
    while (document < end) documents.push_back(document++);
  }
}

void unpack_boolean(BitReader& in, const Scale& scale, std::vector<Posting>& list) {
  std::vector<std::uint32_t> documents;
  unpack_runs(in, scale, documents);
  for (const std::uint32_t document : documents) list.push_back({document, 0, 0});
}

}  // namespace

void pack_postings(std::string_view term, const Scale& scale, const std::vector<Posting>& list, BitWriter& out) {
  if (is_boolean_term(term)) return pack_boolean(scale, list, out);
  std::vector<std::uint32_t> documents, others;
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    documents.push_back(list[i].document);
    if (list[i].title > 0 || list[i].other != 1) others.push_back(i);
  }
  out.gamma(list.size());
  pack_numbers(documents, scale.range, scale.first, out);
  out.gamma(others.size() + 1);
  pack_numbers(others, list.size(), 0, out);
  for (const std::uint32_t i : others) {
    out.unary(list[i].title);
    out.unary(list[i].other - (list[i].title > 0 ? 0 : 2));
  }
}

void unpack_postings(std::string_view term, std::string_view bytes, const Scale& scale, std::vector<Posting>& list) {
  BitReader in(bytes);
  if (is_boolean_term(term)) return unpack_boolean(in, scale, list);
  const std::size_t start = list.size();
  const std::uint64_t count = in.gamma();
  list.reserve(start + std::min<std::uint64_t>(count, scale.steps.size()));
  unpack_numbers(in, count, scale, [&list](std::uint32_t document) { list.push_back({document, 0, 1}); });
  std::vector<std::size_t> others;
  const std::uint64_t other_count = in.gamma() - 1;
  unpack_numbers(in, other_count, count, 0, count, [&](std::uint32_t i) { others.push_back(start + i); });
  for (const std::size_t i : others) {
    list[i].title = static_cast<std::uint32_t>(in.unary());
    list[i].other = static_cast<std::uint32_t>(in.unary()) + (list[i].title > 0 ? 0 : 2);
  }
}

void unpack_documents(std::string_view term, std::string_view bytes, const Scale& scale,
                      std::vector<std::uint32_t>& documents) {
  BitReader in(bytes);
  if (is_boolean_term(term)) return unpack_runs(in, scale, documents);
  const std::uint64_t count = in.gamma();
  unpack_numbers(in, count, scale, [&](std::uint32_t document) { documents.push_back(document); });
}

void pack_positions(const Scale& scale, const Postings& postings, BitWriter& out) {
  const std::uint32_t* position = postings.positions.data();
  for (const Posting& posting : postings.list) {
    const unsigned k = rice_of_places(scale, posting.document);
    std::uint32_t free = 1;
    for (std::uint32_t i = 0; i < posting.title + posting.other; ++i) {
      out.rice(*position - free, i < posting.title ? kTitleRice : k);
      free = *position++ + 1;
    }
  }
}

void unpack_positions(std::string_view bytes, const Scale& scale, Postings& postings) {
  BitReader in(bytes);
  for (const Posting& posting : postings.list) {
    const unsigned k = rice_of_places(scale, posting.document);
    std::uint32_t free = 1;
    for (std::uint32_t i = 0; i < posting.title + posting.other; ++i) {
      const auto position = static_cast<std::uint32_t>(free + in.rice(i < posting.title ? kTitleRice : k));
      postings.positions.push_back(position);
      free = position + 1;
    }
  }
}

}  // namespace broadsheet::search
