// Turns documents around: from each term to the documents and places that have it, in memory, a run of documents at a
// time. Runs are independent, so that they are made at the same time; their lists, one after the other, are the list
// of all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.h"

namespace broadsheet::search {

/// One document in a list.
struct Posting {
  std::uint32_t document = 0;  ///< index into all documents
  std::uint32_t title = 0;     ///< how often in the title
  std::uint32_t other = 0;     ///< how often elsewhere; both are 0 for a boolean term
};

/// The list of a term, unpacked; what it is read into is reused.
struct Postings {
  std::vector<Posting> list;  ///< ascending by document
  std::vector<std::uint32_t>
      positions;  ///< of all documents: for each `title + other` ascending ones, the title's first
};

/// Documents from `first` to before `last`.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;

  std::size_t size() const { return last - first; }
};

/// Documents as an analyser sees them; its numbers are those of the terms.
struct Analysed {
  Span span;
  std::vector<Occurrence> found;  ///< of all documents, one after the other
  std::vector<std::size_t> ends;  ///< of each document, in `found`

  /// Calls `use(document, first, last)` for each document, with its occurrences.
  template <typename Use>
  void each_document(Use use) const {
    for (std::size_t i = 0; i < ends.size(); ++i)
      use(span.first + i, found.data() + (i == 0 ? 0 : ends[i - 1]), found.data() + ends[i]);
  }
};

Analysed analyse(const std::vector<Document>& documents, Span span, Analyser& analyser);

/// The inversion of a span of documents.
class Run {
 public:
  /// The analyser must stay as long as the run.
  Run(const Analysed& documents, const Analyser& analyser);

  const Span& span() const { return span_; }
  const Analyser& analyser() const { return *analyser_; }
  const std::vector<std::uint8_t>& steps() const { return steps_; }  ///< of the documents' lengths (lengths.h)
  std::size_t size() const { return terms_.size(); }                 ///< the number of lists
  std::uint32_t term(std::size_t list) const { return terms_[list]; }
  std::string_view text(std::size_t list) const { return analyser_->term(terms_[list]); }
  /// Appends a list to `out`.
  void read(std::size_t list, Postings& out) const;

 private:
  Span span_;
  const Analyser* analyser_;
  std::vector<std::uint8_t> steps_;
  std::vector<std::uint32_t> terms_;  ///< of the lists, in no order
  std::vector<std::uint32_t> ends_;   ///< of the lists, in `bytes_`
  std::string bytes_;                 ///< packed postings
};

}  // namespace broadsheet::search
