// Languages: which stemmer a document's words go through, and what that means for a query.
//
// A document is stemmed in its own language. A reader does not say in which language a query is, so a word of it stands
// for its stems in every language that the index has, as one term (a synonym); a phrase for its stems in one
// language, or in another. search.js does the same, with stemmers of its own that a test holds against Xapian's.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.h"

namespace broadsheet::search {

/// Stands for all languages whose words stay as they are.
inline constexpr char kUnstemmed[] = "und";

/// The stemmer for a text in `language` (BCP 47): "en", "de" and so on, or kUnstemmed. Chinese, Japanese and Korean
/// text has its foreign words in the language of the site; without a language, a text is in the site's.
std::string stemmer_of(std::string_view language, std::string_view site_language);

/// The stemmers of all documents, each once: the site's first where it is among them, then by name. The site's where
/// there are no documents.
std::vector<std::string> stemmers_of(const std::vector<Document>& documents, std::string_view site_language);

/// Reduces words to stems.
class Stemmer {
 public:
  /// `name`: what stemmer_of() gives.
  explicit Stemmer(std::string_view name);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  std::string operator()(const std::string& word) const;

 private:
  struct Internal;
  std::unique_ptr<Internal> internal_;
};

/// The stems of a word by several stemmers: each once, in the order of the stemmers.
std::vector<std::string> stems_of(const std::vector<Stemmer>& stemmers, const std::string& word);

/// The words that a query of other words as well leaves out, separated by blanks, by the site's language (BCP 47);
/// empty where that has none.
std::string_view stop_words(std::string_view language);

}  // namespace broadsheet::search
