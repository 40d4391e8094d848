// What the index knows of a document: its terms with their places and weights, and the row that results show. The
// database and the static files are both made from this, so that they cannot differ.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.h"
#include "search/interner.h"
#include "search/language.h"
#include "search/tokens.h"

namespace broadsheet::search {

/// Prefixes of terms; words of the text have none, and start with no capital.
inline constexpr char kTitlePrefix[] = "S";
inline constexpr char kCompanyPrefix[] = "XC";
inline constexpr char kTopicPrefix[] = "XT";
inline constexpr char kSeriesPrefix[] = "XR";
inline constexpr char kSectionPrefix[] = "XS";

inline constexpr std::uint32_t kTitleWeight = 3;  ///< a word of the title counts as so many of the text

/// Whether a term only says yes or no: without weight or places.
inline bool is_boolean_term(std::string_view term) {
  return term.starts_with('X');
}

/// A term at a place of a document. One in the title stands for two terms of Xapian's: itself with kTitleWeight, and
/// with kTitlePrefix, once.
struct Occurrence {
  std::uint32_t term = 0;      ///< for Analyser::term()
  std::uint32_t position = 0;  ///< from 1; 0 for a boolean term
  bool title = false;

  bool operator==(const Occurrence&) const = default;
};

/// All that a document has of one term.
struct TermCount {
  std::uint32_t term = 0;
  std::uint32_t title = 0;  ///< how often in the title
  std::uint32_t other = 0;  ///< how often elsewhere; both are 0 for a boolean term

  std::uint32_t wdf() const { return title * kTitleWeight + other; }
};

/// Calls `use(count, first, last)` for each term of a document, with its occurrences.
template <typename Use>
void each_term(const Occurrence* begin, const Occurrence* end, Use use) {
  for (const Occurrence* first = begin; first != end;) {
    TermCount count{first->term, 0, 0};
    const Occurrence* last = first;
    for (; last != end && last->term == first->term; ++last) {
      count.title += last->title ? 1 : 0;
      count.other += !last->title && last->position > 0 ? 1 : 0;
    }
    use(count, first, last);
    first = last;
  }
}

/// The sum of all wdf of a document, before it is rounded (lengths.h).
std::uint32_t length_of(const Occurrence* first, const Occurrence* last);

/// Analyses documents; numbers the terms as they come. For one thread at a time. What it learns of words stays, so that
/// one is best used for many documents.
class Analyser {
 public:
  /// `site_language`: BCP 47.
  explicit Analyser(std::string site_language) : site_language_(std::move(site_language)) {}

  /// The occurrences of a document, by term, then by position; valid until the next call.
  const std::vector<Occurrence>& analyse(const Document& document);

  /// A term by its number, which is less than term_count().
  std::string_view term(std::uint32_t number) const { return terms_.text(number); }
  std::size_t term_count() const { return terms_.size(); }

  /// From here on each_word() counts anew.
  void count_words();
  /// Ends the analysis: what it knows of words goes, only the terms stay.
  void forget_words() { languages_.clear(); }
  /// Calls `use(word, documents)` for each word as it was written (lower case, not stemmed; no CJK), in no order; for a
  /// word of several languages once for each.
  template <typename Use>
  void each_word(Use use) const {
    for (const auto& [name, language] : languages_)
      for (const std::uint32_t word : language.counted) use(language.words.text(word), language.known[word].documents);
  }

 private:
  struct Word {
    std::uint32_t stem = 0;
    std::uint32_t documents = 0;
    std::uint32_t last = 0;  ///< the number of the last document that was counted, from 1
    bool cjk = false;
  };

  /// Words by the language that they stand in: the same word has another stem in another language.
  struct Language {
    Stemmer stemmer;
    Interner words;
    std::vector<Word> known;             ///< by number
    std::vector<std::uint32_t> counted;  ///< those of them with documents, without CJK
    // Most of what stands between two blanks has been there before: the words that it gave.
    Interner pieces;
    std::vector<std::uint32_t> piece_ends;  ///< by the piece's number: where its words end
    std::vector<std::uint32_t> piece_words;
  };

  Language& language_of(const Document& document);
  /// The number of a word.
  std::uint32_t know(const std::string& word);
  void add_text(std::string_view text, bool title);
  /// Adds what stands between two blanks.
  void add_piece(std::string_view piece, bool title);
  void add_word(std::uint32_t word, bool title);
  void add_boolean(std::string_view prefix, std::string_view slug, std::string_view name);

  Tokenizer tokenizer_;
  std::string site_language_;
  std::map<std::string, Language> languages_;  ///< by the names of their stemmers
  Language* language_ = nullptr;               ///< of the document at hand
  Interner terms_;
  std::vector<Occurrence> found_;
  std::uint32_t position_ = 0;
  std::uint32_t document_ = 0;
};

/// The start of a text, in one line.
std::string excerpt_of(std::string_view body);

/// What results show of a document, as a JSON array: title, address, date, series, issue, companies, excerpt.
std::string row_of(const Document& document);

}  // namespace broadsheet::search
