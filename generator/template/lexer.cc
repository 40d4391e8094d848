#include "template/lexer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/diagnostics.h"
#include "base/text.h"
#include "base/unicode.h"
#include "template/literals.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

struct Operator {
  std::string_view source;
  TokenKind kind;
};

// Longer ones first where one starts another.
constexpr std::array kOperators = std::to_array<Operator>({
    {"//", TokenKind::floor_divide},
    {"**", TokenKind::power},
    {"==", TokenKind::equal},
    {"!=", TokenKind::not_equal},
    {"<=", TokenKind::less_equal},
    {">=", TokenKind::greater_equal},
    {"+", TokenKind::add},
    {"-", TokenKind::subtract},
    {"*", TokenKind::multiply},
    {"/", TokenKind::divide},
    {"%", TokenKind::modulo},
    {"~", TokenKind::tilde},
    {"[", TokenKind::left_bracket},
    {"]", TokenKind::right_bracket},
    {"(", TokenKind::left_parenthesis},
    {")", TokenKind::right_parenthesis},
    {"{", TokenKind::left_brace},
    {"}", TokenKind::right_brace},
    {"<", TokenKind::less},
    {">", TokenKind::greater},
    {"=", TokenKind::assign},
    {".", TokenKind::dot},
    {":", TokenKind::colon},
    {"|", TokenKind::pipe},
    {",", TokenKind::comma},
    {";", TokenKind::semicolon},
});

constexpr std::size_t kNone = std::string_view::npos;

class Lexer {
 public:
  Lexer(const Source& source, const Options& options) : source_(source), text_(source.text), options_(options) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) next_part();
    push(TokenKind::end, text_.size(), 0);
    return std::move(tokens_);
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message, std::string hint = {}) const {
    throw Error("template", locate(source_.file, text_, offset), message, std::move(hint));
  }

  Token& push(TokenKind kind, std::size_t offset, std::size_t length) {
    Token& token = tokens_.emplace_back();
    token.kind = kind;
    token.offset = static_cast<std::uint32_t>(offset);
    token.source = text_.substr(offset, length);
    return token;
  }

  bool at(std::size_t offset, std::string_view word) const { return text_.substr(offset).starts_with(word); }

  std::size_t skip_space(std::size_t offset) const {
    while (offset < text_.size()) {
      std::size_t next = offset;
      if (!is_space(next_code_point(text_, next))) break;
      offset = next;
    }
    return offset;
  }

  /// The start of the next `{{`, `{%` or `{#`.
  std::size_t find_tag(std::size_t offset) const {
    for (;; ++offset) {
      offset = text_.find('{', offset);
      if (offset == kNone || offset + 1 >= text_.size()) return kNone;
      if (const char c = text_[offset + 1]; c == '{' || c == '%' || c == '#') return offset;
    }
  }

  /// The data up to the next tag, then the tag.
  void next_part() {
    const std::size_t tag = find_tag(at_);
    if (tag == kNone) {
      push(TokenKind::data, at_, text_.size() - at_);
      at_ = text_.size();
      return;
    }
    const char kind = text_[tag + 1];
    std::size_t inside = tag + 2;
    const char sign = inside < text_.size() && (text_[inside] == '-' || text_[inside] == '+') ? text_[inside] : ' ';
    if (sign != ' ') ++inside;
    push_data(at_, tag, sign, kind != '{');
    at_ = inside;
    if (kind == '#') {
      skip_comment(tag);
    } else if (kind == '{') {
      push(TokenKind::variable_begin, tag, inside - tag);
      lex_tag(tag, TokenKind::variable_end);
    } else if (const std::size_t raw = match_raw(inside); raw != kNone) {
      at_ = raw;
      lex_raw(tag);
    } else {
      push(TokenKind::block_begin, tag, inside - tag);
      lex_tag(tag, TokenKind::block_end);
    }
  }

  /// Data before a tag, with the white space off that `sign` and lstrip_blocks take.
  void push_data(std::size_t start, std::size_t end, char sign, bool strippable) {
    std::string_view data = text_.substr(start, end - start);
    if (sign == '-') {
      data = without_trailing_space(data);
    } else if (sign != '+' && options_.lstrip_blocks && strippable) {
      const std::size_t line = data.rfind('\n') + 1;  // npos + 1 is 0
      const bool starts_line = line > 0 || start == 0 || text_[start - 1] == '\n';
      if (starts_line && skip_space(start + line) >= end) data = data.substr(0, line);
    }
    if (!data.empty()) push(TokenKind::data, start, data.size());
  }

  static std::string_view without_trailing_space(std::string_view data) {
    std::size_t keep = 0;
    for (std::size_t at = 0; at < data.size();) {
      if (!is_space(next_code_point(data, at))) keep = at;
    }
    return data.substr(0, keep);
  }

  /// The offset after the end of a tag (`mark` is "%}", "}}" or "#}") at `offset`, or npos.
  std::size_t match_end(std::size_t offset, std::string_view mark) const {
    if (at(offset, "-") && at(offset + 1, mark)) return skip_space(offset + 1 + mark.size());
    const bool trims = mark != "}}";
    if (trims && at(offset, "+") && at(offset + 1, mark)) return offset + 1 + mark.size();
    if (!at(offset, mark)) return kNone;
    offset += mark.size();
    return trims && options_.trim_blocks && at(offset, "\n") ? offset + 1 : offset;
  }

  void skip_comment(std::size_t tag) {
    for (std::size_t offset = at_; offset < text_.size(); ++offset) {
      if (const std::size_t end = match_end(offset, "#}"); end != kNone) {
        at_ = end;
        return;
      }
    }
    fail(tag, "the comment has no end", "write '#}' after it");
  }

  /// The offset after `raw %}`, or npos; raw blocks don't trim the line end that follows.
  std::size_t match_raw(std::size_t offset) const {
    offset = skip_space(offset);
    if (!at(offset, "raw")) return kNone;
    offset = skip_space(offset + 3);
    if (at(offset, "-%}")) return skip_space(offset + 3);
    return at(offset, "%}") ? offset + 2 : kNone;
  }

  void lex_raw(std::size_t tag) {
    for (std::size_t offset = text_.find("{%", at_); offset != kNone; offset = text_.find("{%", offset + 1)) {
      std::size_t inside = offset + 2;
      const char sign = at(inside, "-") ? '-' : at(inside, "+") ? '+' : ' ';
      inside = skip_space(sign == ' ' ? inside : inside + 1);
      if (!at(inside, "endraw")) continue;
      const std::size_t end = match_end(skip_space(inside + 6), "%}");
      if (end == kNone) continue;
      push_data(at_, offset, sign, true);
      at_ = end;
      return;
    }
    fail(tag, "the raw block has no end", "write '{% endraw %}' after it");
  }

  /// The tokens inside of a tag up to its end; `tag` is where it began.
  void lex_tag(std::size_t tag, TokenKind end_kind) {
    const std::string_view mark = end_kind == TokenKind::block_end ? "%}" : "}}";
    open_.clear();
    for (;;) {
      at_ = skip_space(at_);
      if (at_ >= text_.size()) fail(tag, "the tag has no end", "write '" + std::string(mark) + "' after it");
      if (open_.empty()) {
        if (const std::size_t end = match_end(at_, mark); end != kNone) {
          push(end_kind, at_, mark.size() + (at(at_, mark) ? 0 : 1));
          at_ = end;
          return;
        }
      }
      lex_word();
    }
  }

  void lex_word() {
    const char c = text_[at_];
    if (c >= '0' && c <= '9') return lex_number();
    if (c == '\'' || c == '"') return lex_text();
    if (const std::size_t length = name_length(text_, at_); length > 0) {
      push(TokenKind::name, at_, length);
      at_ += length;
      return;
    }
    for (const Operator& op : kOperators) {
      if (!at(at_, op.source)) continue;
      balance(op.source[0]);
      push(op.kind, at_, op.source.size());
      at_ += op.source.size();
      return;
    }
    std::size_t next = at_;
    next_code_point(text_, next);
    fail(at_, "unexpected character " + quoted(text_.substr(at_, next - at_)));
  }

  void lex_number() {
    const bool after_dot = at_ > 0 && text_[at_ - 1] == '.';
    const Number number = scan_number(text_, at_, !after_dot);
    if (number.overflows) fail(at_, "the number is too large");
    Token& token = push(number.is_real ? TokenKind::real : TokenKind::integer, at_, number.length);
    token.integer = number.integer;
    token.real = number.real;
    at_ += number.length;
  }

  void lex_text() {
    const std::size_t length = scan_text(text_, at_);
    if (length == 0) fail(at_, "the text has no closing quote");
    std::string value;
    if (const auto wrong = unescape_text(text_.substr(at_ + 1, length - 2), value)) {
      fail(at_ + 1 + *wrong, "broken escape in a text");
    }
    push(TokenKind::text, at_, length).text = std::move(value);
    at_ += length;
  }

  void balance(char c) {
    if (c == '(' || c == '[' || c == '{') open_ += c == '(' ? ')' : c == '[' ? ']' : '}';
    if (c != ')' && c != ']' && c != '}') return;
    if (open_.empty()) fail(at_, "unexpected " + quoted({&c, 1}));
    if (open_.back() != c) fail(at_, "unexpected " + quoted({&c, 1}) + ", expected " + quoted({&open_.back(), 1}));
    open_.pop_back();
  }

  const Source& source_;
  const std::string_view text_;
  const Options& options_;
  std::size_t at_ = 0;
  std::string open_;  ///< the closing brackets that are still to come
  std::vector<Token> tokens_;
};

}  // namespace

std::string describe(TokenKind kind) {
  switch (kind) {
    case TokenKind::data:
      return "text outside of tags";
    case TokenKind::block_begin:
      return "'{%'";
    case TokenKind::block_end:
      return "the end of the tag";
    case TokenKind::variable_begin:
      return "'{{'";
    case TokenKind::variable_end:
      return "the end of the tag";
    case TokenKind::name:
      return "a name";
    case TokenKind::text:
      return "a text";
    case TokenKind::integer:
    case TokenKind::real:
      return "a number";
    case TokenKind::end:
      return "the end of the template";
    default: {
      const auto* op =
          std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& o) { return o.kind == kind; });
      return quoted(op->source);
    }
  }
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::name:
    case TokenKind::text:
    case TokenKind::integer:
    case TokenKind::real:
      return quoted(token.source);
    default:
      return describe(token.kind);
  }
}

std::vector<Token> tokenize(const Source& source, const Options& options) {
  return Lexer(source, options).run();
}

}  // namespace broadsheet::tmpl
