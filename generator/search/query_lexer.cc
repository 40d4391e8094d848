#include "search/query_lexer.h"

#include <algorithm>

#include "base/text.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kMostOperands = 64;
constexpr std::string_view kFields[] = {"title",  "company", "topic", "series", "section",
                                        "before", "after",   "year",  "week"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<QueryToken> run() {
    while (at_ < text_.size() && operands_ < kMostOperands) {
      const char c = text_[at_];
      if (c == ' ')
        ++at_;
      else if (c == '(' || c == ')')
        sign(c == '(' ? QueryToken::Kind::open : QueryToken::Kind::close);
      else if (c == '"')
        quoted({});
      else
        chunk();
    }
    return std::move(tokens_);
  }

 private:
  void sign(QueryToken::Kind kind) {
    ++at_;
    add(kind);
  }

  void add(QueryToken::Kind kind) {
    QueryToken token;
    token.kind = kind;
    tokens_.push_back(std::move(token));
  }

  void operand(QueryToken token, std::size_t begin, std::size_t end) {
    token.text = text_.substr(begin, end - begin);
    token.begin = begin;
    token.end = end;
    tokens_.push_back(std::move(token));
    ++operands_;
  }

  /// From the quote at at_ to the next, or to the end.
  void quoted(std::string_view field) {
    const std::size_t begin = at_ + 1;
    const std::size_t end = std::min(text_.find('"', begin), text_.size());
    at_ = std::min(end + 1, text_.size());
    QueryToken token;
    token.field = field;
    token.quoted = true;
    operand(std::move(token), begin, end);
  }

  void chunk() {
    std::size_t begin = at_;
    const std::size_t end = std::min(text_.find_first_of(" ()\"", begin), text_.size());
    at_ = end;
    const std::string_view whole = text_.substr(begin, end - begin);
    if (whole == "AND") return add(QueryToken::Kind::op_and);
    if (whole == "OR") return add(QueryToken::Kind::op_or);
    if (whole == "NOT") return add(QueryToken::Kind::op_not);
    while (begin < end && text_[begin] == '-') ++begin;
    const bool bare_minus = begin == end && (end == text_.size() || text_[end] == ' ' || text_[end] == ')');
    if (begin > end - whole.size() && !bare_minus) add(QueryToken::Kind::op_not);
    if (begin < end) word(begin, end);
  }

  /// A chunk without its minus: `field:value`, `field:"value"`, `word`, `word*`.
  void word(std::size_t begin, std::size_t end) {
    QueryToken token;
    const std::size_t colon = text_.substr(begin, end - begin).find(':');
    if (colon != std::string_view::npos) {
      const std::string_view name = text_.substr(begin, colon);
      if (std::find(std::begin(kFields), std::end(kFields), name) != std::end(kFields)) {
        token.field = name;
        begin += colon + 1;
        if (begin == end && end < text_.size() && text_[end] == '"') return quoted(name);
      }
    }
    while (begin < end && text_[end - 1] == '*') {
      token.wildcard = true;
      --end;
    }
    operand(std::move(token), begin, end);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t operands_ = 0;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::string normalize_query(std::string_view query) {
  const std::string text = normalize_nfc(repair_utf8(query));
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = next_code_point(text, offset);
    if (c == U'“' || c == U'”' || c == U'„')
      out += '"';
    else if ((c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000)
      out += ' ';
    else
      append_utf8(out, c);
  }
  return out;
}

std::vector<QueryToken> lex_query(std::string_view query) {
  return Lexer(query).run();
}

}  // namespace broadsheet::search
