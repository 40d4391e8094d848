// What a query means, before any engine: a tree that Xapian answers here and search.js in the browser. Nothing in it
// depends on what the index holds, but for the words that a prefix stands for.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace broadsheet::search {

struct Node {
  enum class Kind {
    nothing,  ///< no meaning of its own: left out wherever it stands
    all,      ///< every document, score 0
    term,     ///< terms[0]
    phrase,   ///< terms one after the other; scores as the AND of them
    synonym,  ///< any of terms, scored as if they were one term
    any,      ///< OR: children's scores add up
    every,    ///< AND: children's scores add up
    without,  ///< children[0], but none of the others
    days,     ///< documents from day `first` to `last`, both included, score 0
  };

  Kind kind = Kind::nothing;
  std::vector<std::string> terms;
  std::vector<Node> children;
  int first = 0;  ///< YYYYMMDD as a number; need not be a day of the calendar
  int last = 0;

  bool operator==(const Node&) const = default;
};

/// The tree in one line, for tests: `(any cat (phrase node js) (without all XCapple))`.
std::string describe(const Node& node);

/// A word of the query as it was typed, for "did you mean".
struct TypedWord {
  std::string word;       ///< lower case, not stemmed
  std::size_t begin = 0;  ///< where it stands in ParsedQuery::text, bytes
  std::size_t end = 0;
  std::vector<std::string> terms;  ///< what it is looked up as; if none of them is known, the word is unknown
};

/// A query, read. `filters` and `excluded` are kept apart from the score: they never change it.
struct ParsedQuery {
  std::string text;            ///< the query, normalised; TypedWord's offsets refer to it
  Node score;                  ///< `nothing` where nothing was asked; `all` where there are only filters
  std::vector<Node> filters;   ///< all of them must hold
  std::vector<Node> excluded;  ///< none of them may
  std::vector<TypedWord> words;
};

/// A whole query likewise: score, then filters with `+`, then what is excluded with `-`.
std::string describe(const ParsedQuery& query);

}  // namespace broadsheet::search
