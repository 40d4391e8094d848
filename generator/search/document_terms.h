// The terms of one document with their places, made anew from its stored text: for phrases in a database without
// places, and for explaining scores.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/analysis.h"
#include "search/document.h"

namespace broadsheet::search {

class DocumentTerms {
 public:
  /// `analyser` is used only here; give the same one for many documents.
  DocumentTerms(const Document& document, Analyser& analyser);

  /// How much the document has of a term, with or without a prefix; 0 where it has none, and for boolean terms.
  std::uint32_t wdf(const std::string& term) const;
  bool has(const std::string& term) const { return places_.contains(term); }
  /// Whether the terms stand one after the other somewhere.
  bool has_phrase(const std::vector<std::string>& terms) const;
  /// As Xapian has it: rounded up.
  std::uint32_t length() const { return length_; }

 private:
  struct Places {
    std::uint32_t wdf = 0;
    std::vector<std::uint32_t> positions;  ///< ascending
  };

  std::unordered_map<std::string, Places> places_;
  std::uint32_t length_ = 0;
};

}  // namespace broadsheet::search
