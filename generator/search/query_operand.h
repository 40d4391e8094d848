// What a single operand of a query means: a word, a phrase, or a field with its value.
#pragma once

#include "search/query_lexer.h"
#include "search/query_parser.h"
#include "search/query_tree.h"

namespace broadsheet::search {

/// A part of a query on its way into the tree.
struct Item {
  Node node;
  bool negated = false;
  bool filter = false;  ///< says yes or no, without a score
  std::string field;    ///< of a filter that is one field; those of the same field are joined by OR
  bool stop = false;    ///< a stop word by itself
};

/// Reads operands; collects the words that were typed.
class OperandReader {
 public:
  explicit OperandReader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// `open_end`: nothing stands after it, and the reader is still typing.
  Item read(const QueryToken& token, bool open_end);

  std::vector<TypedWord> take_words() { return std::move(words_); }

 private:
  Item text(const QueryToken& token, bool open_end);
  Node phrase(const std::vector<std::string>& words, const std::string& prefix) const;
  Node parts(const std::vector<std::string>& words, const std::string& prefix) const;
  Node word(const std::string& word, bool expand) const;

  const Vocabulary& vocabulary_;
  Tokenizer tokenizer_;
  std::vector<TypedWord> words_;
};

}  // namespace broadsheet::search
