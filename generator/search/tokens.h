// The words of a text, as Xapian::TermGenerator cuts them: for documents, for queries, and for the names of filters.
// Its rules are the only ones; nothing here decides what a word is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::search {

/// Cuts text into words in lower case, not stemmed. A run of CJK characters gives each character and each pair of
/// neighbours: c1, c1c2, c2, c2c3, c3. Words of more than 64 bytes are left out. Not for use by two threads at once.
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  /// Hands the words of `text` (UTF-8, in normal form C or not) to `sink`, in order.
  void each(std::string_view text, const std::function<void(const std::string&)>& sink);
  std::vector<std::string> words(std::string_view text);

 private:
  struct Internal;
  std::unique_ptr<Internal> internal_;
};

/// Whether what stands before a blank may matter to the words behind it: Xapian joins what is around a run of CJK
/// characters. May say so of text that has none.
bool may_join_over_blanks(std::string_view text);

/// Whether a word comes from a run of CJK characters.
bool is_cjk(std::string_view word);

/// The form in which names and slugs of companies, topics, series and sections are compared: their words joined by
/// hyphens, as far as 200 bytes go.
std::string filter_key(Tokenizer& tokenizer, std::string_view name);

}  // namespace broadsheet::search
