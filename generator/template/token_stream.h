// The parser's view of a template's tokens: one is current, one more can be looked at, and errors have its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/lexer.h"

namespace broadsheet::tmpl {

class TokenStream {
 public:
  TokenStream(const Source& source, const Options& options);

  const Token& current() const { return tokens_[at_]; }
  const Token& ahead() const { return tokens_[at_ + 1 < tokens_.size() ? at_ + 1 : at_]; }
  const Token& previous() const { return tokens_[at_ > 0 ? at_ - 1 : 0]; }
  bool is(TokenKind kind) const { return current().kind == kind; }
  bool is_name(std::string_view name) const { return is(TokenKind::name) && current().source == name; }
  bool next_is_name(std::string_view name) const { return ahead().kind == TokenKind::name && ahead().source == name; }

  /// The current token, and moves on.
  const Token& next();
  bool skip_if(TokenKind kind);
  bool skip_if_name(std::string_view name);
  /// The current token, which must be of this kind; throws Error otherwise.
  const Token& expect(TokenKind kind);
  const Token& expect_name(std::string_view name);

  [[noreturn]] void fail(std::size_t offset, const std::string& message, std::string hint = {}) const;
  const Source& source() const { return source_; }

 private:
  const Source& source_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace broadsheet::tmpl
