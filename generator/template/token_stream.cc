#include "template/token_stream.h"

#include "base/diagnostics.h"
#include "template/text.h"

namespace broadsheet::tmpl {

TokenStream::TokenStream(const Source& source, const Options& options)
    : source_(source), tokens_(tokenize(source, options)) {}

const Token& TokenStream::next() {
  const Token& token = tokens_[at_];
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool TokenStream::skip_if(TokenKind kind) {
  if (!is(kind)) return false;
  next();
  return true;
}

bool TokenStream::skip_if_name(std::string_view name) {
  if (!is_name(name)) return false;
  next();
  return true;
}

const Token& TokenStream::expect(TokenKind kind) {
  if (!is(kind)) fail(current().offset, "expected " + describe(kind) + ", found " + describe(current()));
  return next();
}

const Token& TokenStream::expect_name(std::string_view name) {
  if (!is_name(name)) fail(current().offset, "expected " + quoted(name) + ", found " + describe(current()));
  return next();
}

void TokenStream::fail(std::size_t offset, const std::string& message, std::string hint) const {
  throw Error("template", locate(source_.file, source_.text, offset), message, std::move(hint));
}

}  // namespace broadsheet::tmpl
