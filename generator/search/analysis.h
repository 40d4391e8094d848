// What the index knows of a document: its terms with their places and weights, and the row that results show. The
// database and the static files are both made from this, so that they cannot differ.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "search/document.h"
#include "search/language.h"
#include "search/tokens.h"

namespace broadsheet::search {

/// Prefixes of terms; words of the text have none, and start with no capital.
inline constexpr char kTitlePrefix[] = "S";
inline constexpr char kCompanyPrefix[] = "XC";
inline constexpr char kTopicPrefix[] = "XT";
inline constexpr char kSeriesPrefix[] = "XR";
inline constexpr char kSectionPrefix[] = "XS";

/// Whether a term only says yes or no: without weight or places.
inline bool is_boolean_term(std::string_view term) {
  return term.starts_with('X');
}

/// A term at a place of a document. Weights of one term in one document add up to Xapian's wdf.
struct Occurrence {
  std::uint32_t term = 0;      ///< index into Analyser::terms()
  std::uint32_t position = 0;  ///< from 1; 0 for a boolean term
  std::uint32_t weight = 0;

  auto operator<=>(const Occurrence&) const = default;
};

/// Analyses documents, ascending; numbers the terms as they come. For one thread.
class Analyser {
 public:
  /// `site_language`: BCP 47.
  explicit Analyser(std::string site_language) : site_language_(std::move(site_language)) {}

  /// The occurrences of a document, by term, then by position; valid until the next call.
  const std::vector<Occurrence>& analyse(const Document& document);

  const std::deque<std::string>& terms() const { return terms_; }
  /// Calls `use(word, documents)` for each word as it was written (lower case, not stemmed; no CJK), in no order; for a
  /// word of several languages once for each.
  template <typename Use>
  void each_word(Use use) const {
    for (const auto& [name, language] : languages_)
      for (const auto& [text, word] : language.words)
        if (!word.cjk) use(text, word.documents);
  }

 private:
  struct Word {
    std::uint32_t stem = 0;
    std::uint32_t title_stem = 0;  ///< with kTitlePrefix; 0 until it is needed
    std::uint32_t documents = 0;
    std::uint32_t last = 0;  ///< the number of the last document that was counted, from 1
    bool cjk = false;
  };

  /// Words by the language that they stand in: the same word has another stem in another language.
  struct Language {
    Stemmer stemmer;
    std::unordered_map<std::string, Word> words;
  };

  Language& language_of(const Document& document);
  std::uint32_t number(std::string term);
  Word& know(const std::string& word);
  void add_text(const std::string& text, bool title);
  void add_boolean(const char* prefix, const std::string& slug, const std::string& name);

  Tokenizer tokenizer_;
  std::string site_language_;
  std::map<std::string, Language> languages_;  ///< by the names of their stemmers
  Language* language_ = nullptr;               ///< of the document at hand
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::deque<std::string> terms_{std::string()};  ///< 0 is no term
  std::vector<Occurrence> found_;
  std::uint32_t position_ = 0;
  std::uint32_t document_ = 0;
};

/// What results show of a document, as a JSON array: title, address, date, series, issue, companies, excerpt.
std::string row_of(const Document& document);

}  // namespace broadsheet::search
