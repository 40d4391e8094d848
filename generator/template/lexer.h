// Splits a template into tokens: the text between tags as it is to be printed, and the words inside of tags.
// White-space control (`-`, `+`, trim_blocks, lstrip_blocks), comments and raw blocks are done here; later stages don't
// see them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "template/environment.h"

namespace broadsheet::tmpl {

enum class TokenKind : std::uint8_t {
  data,
  block_begin,
  block_end,
  variable_begin,
  variable_end,
  name,
  text,
  integer,
  real,
  add,
  subtract,
  multiply,
  power,
  divide,
  floor_divide,
  modulo,
  tilde,
  left_bracket,
  right_bracket,
  left_parenthesis,
  right_parenthesis,
  left_brace,
  right_brace,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  assign,
  dot,
  colon,
  pipe,
  comma,
  semicolon,
  end
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::uint32_t offset = 0;  ///< in the template's text
  std::string_view source;   ///< the token as written; data: what to print
  std::string text;          ///< of a text literal: without quotes and escapes
  std::int64_t integer = 0;
  double real = 0;
};

/// The token as messages name it: 'name', or "end of the tag".
std::string describe(const Token& token);
std::string describe(TokenKind kind);

/// All tokens of the template, the last one of kind `end`. They borrow `source.text`, whose lines must end in LF.
/// Throws Error (rule `template`).
std::vector<Token> tokenize(const Source& source, const Options& options);

}  // namespace broadsheet::tmpl
