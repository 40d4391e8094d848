// Turns documents around: from each term to the documents and places that have it, in memory, a run of documents at a
// time. Runs are independent, so that they are made at the same time; their lists, one after the other, are the list
// of all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/analysis.h"
#include "search/index.h"

namespace broadsheet::search {

/// One document in a list.
struct Posting {
  std::uint32_t document = 0;            ///< counted from the start of the segment
  std::uint32_t wdf = 0;                 ///< sum of weights; 0 for a boolean term
  std::vector<std::uint32_t> positions;  ///< ascending
};

/// Packed postings of a term, ascending by document.
class PostingList {
 public:
  void add(std::uint32_t document, const Occurrence* first, const Occurrence* last);
  std::uint32_t size() const { return size_; }

  /// Appends all to `out`, whose elements are reused.
  void read(std::vector<Posting>& out, std::size_t& count) const;

 private:
  std::string bytes_;
  std::uint32_t size_ = 0;
  std::uint32_t last_ = 0;
};

/// The inversion of the documents from `first` to before `last`.
class Run {
 public:
  /// `origin`: the first document of the segment that the run belongs to.
  Run(const std::vector<Document>& documents, std::size_t first, std::size_t last, std::size_t origin,
      const IndexOptions& options);

  const Analyser& analyser() const { return analyser_; }
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }  ///< sum of wdf, a document
  const std::vector<std::uint32_t>& order() const { return order_; }      ///< term numbers, by the terms' bytes
  const PostingList& list(std::uint32_t term) const { return lists_[term]; }
  const std::string& term(std::uint32_t number) const { return analyser_.terms()[number]; }

 private:
  Analyser analyser_;
  std::vector<PostingList> lists_;
  std::vector<std::uint32_t> lengths_;
  std::vector<std::uint32_t> order_;
};

}  // namespace broadsheet::search
