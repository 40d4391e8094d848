// Cuts a query into operands, operators and parentheses. Everything that can be typed has tokens; what means nothing
// has none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::search {

struct QueryToken {
  enum class Kind { operand, open, close, op_and, op_or, op_not };
  Kind kind = Kind::operand;
  std::string field;      ///< operand: "company" and so on; empty for plain text
  std::string text;       ///< operand: without field, quotes, minus and asterisk
  bool quoted = false;    ///< operand: stood in quotes
  bool wildcard = false;  ///< operand: an asterisk stood at its end
  std::size_t begin = 0;  ///< operand: where `text` stands in the query, bytes
  std::size_t end = 0;
};

/// Normal form C, each typographic double quote as `"`, each white space as a blank: what lex_query() takes.
std::string normalize_query(std::string_view query);

/// The tokens of a normalised query; a minus before an operand or a parenthesis becomes `op_not`. At most 64 operands,
/// the rest is left out.
std::vector<QueryToken> lex_query(std::string_view query);

}  // namespace broadsheet::search
