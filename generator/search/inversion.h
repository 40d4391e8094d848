// Turns documents around: from each term to the documents and places that have it, in memory, a run of documents at a
// time. Runs are independent, so that they are made at the same time; their lists, one after the other, are the list
// of all.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.h"
#include "search/index.h"

namespace broadsheet::search {

/// One document in a list.
struct Posting {
  std::uint32_t document = 0;  ///< index into all documents
  std::uint32_t title = 0;     ///< how often in the title
  std::uint32_t other = 0;     ///< how often elsewhere; both are 0 for a boolean term
};

/// The list of a term, unpacked; what it is read into is reused.
struct Postings {
  std::vector<Posting> list;              ///< ascending by document
  std::vector<std::uint32_t> positions;  ///< of all documents: for each `title + other` ascending ones, the title's first
};

/// Packed postings of a term, ascending by document.
class PostingList {
 public:
  void add(std::uint32_t document, const TermCount& count, const Occurrence* first);
  std::uint32_t size() const { return size_; }

  /// Appends all to `out`.
  void read(Postings& out) const;

 private:
  std::string bytes_;
  std::uint32_t size_ = 0;
  std::uint32_t last_ = 0;
};

/// Documents from `first` to before `last`.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Is shown each document on its way into a run: its index, its occurrences, the terms that these number.
using Watcher = std::function<void(std::size_t, const std::vector<Occurrence>&, const Analyser&)>;

/// The inversion of a span of documents.
class Run {
 public:
  Run(const std::vector<Document>& documents, Span span, const IndexOptions& options, const Watcher& watcher = {});

  const Span& span() const { return span_; }
  const Analyser& analyser() const { return analyser_; }
  const std::vector<std::uint8_t>& steps() const { return steps_; }   ///< of the documents' lengths (lengths.h)
  const std::vector<std::uint32_t>& order() const { return order_; }  ///< term numbers, by the terms' bytes
  const PostingList& list(std::uint32_t term) const { return lists_[term]; }
  const std::string& term(std::uint32_t number) const { return analyser_.terms()[number]; }

 private:
  void add(std::size_t document, const std::vector<Occurrence>& found);

  Span span_;
  Analyser analyser_;
  std::vector<PostingList> lists_;
  std::vector<std::uint8_t> steps_;
  std::vector<std::uint32_t> order_;
};

}  // namespace broadsheet::search
