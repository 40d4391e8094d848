#include "output/js_tokens.h"

#include <algorithm>
#include <array>

namespace broadsheet::output {
namespace {

/// The text is beyond us, and stays as it is.
struct UnclearToken {};

template <typename List>
bool contains(const List& list, std::string_view text) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Words after which an expression starts, so that a slash starts a pattern.
constexpr std::string_view kBeforeExpression[] = {"return",     "typeof",  "case",   "in",   "delete",
                                                  "void",       "throw",   "new",    "else", "do",
                                                  "instanceof", "extends", "default"};
/// Words that may be names as well.
constexpr std::string_view kContextual[] = {"of", "yield", "await", "async", "let", "get", "set", "static"};
constexpr std::string_view kBeforeCondition[] = {"if", "while", "for", "with"};
/// The longest first.
constexpr std::string_view kLongSigns[] = {
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=", "=>", "==", "!=", "<=", ">=", "&&",
    "||",   "??",  "?.",  "++",  "--",  "+=",  "-=",  "*=",  "/=",  "%=",  "&=",   "|=", "^=", "<<", ">>", "**"};
/// By byte, whether one of them starts so.
constexpr auto kStartLongSigns = [] {
  std::array<bool, 256> starts{};
  for (const std::string_view sign : kLongSigns) starts[static_cast<unsigned char>(sign.front())] = true;
  return starts;
}();

/// Cuts a script into tokens (ECMA-262, section 12).
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<JsToken> run() {
    while (skip_white_space(), at_ < text_.size()) next();
    if (!parentheses_.empty()) throw UnclearToken();
    breaks_ = false;
    add(JsToken::Kind::end, at_);
    return std::move(tokens_);
  }

 private:
  bool starts(std::string_view with) const {
    return at_ < text_.size() && text_[at_] == with.front() && text_.substr(at_).starts_with(with);
  }

  void skip_white_space() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n' || c == '\r') breaks_ = true;
      if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
      // Other scripts' blanks and line separators do not stand between tokens in practice.
      if (starts("\u00a0") || starts("\u2028") || starts("\u2029") || starts("\ufeff")) throw UnclearToken();
      return;
    }
  }

  void add(JsToken::Kind kind, std::size_t begin) {
    tokens_.push_back({kind, text_.substr(begin, at_ - begin), breaks_, std::move(comments_)});
    comments_.clear();
    breaks_ = false;
  }

  void next() {
    const char c = text_[at_];
    const std::size_t begin = at_;
    if (starts("#!") || starts("<!--") || starts("-->")) throw UnclearToken();
    if (starts("//") || starts("/*")) return comment();
    if (c == '"' || c == '\'') {
      string(c);
      add(JsToken::Kind::string, begin);
    } else if (c == '`') {
      template_text();
      add(JsToken::Kind::string, begin);
    } else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
      number();
      add(JsToken::Kind::number, begin);
    } else if (is_js_word_character(c)) {
      while (at_ < text_.size() && is_js_word_character(text_[at_])) ++at_;
      add(JsToken::Kind::word, begin);
    } else if (c == '/' && pattern_may_start()) {
      pattern();
      add(JsToken::Kind::pattern, begin);
    } else {
      sign();
    }
  }

  void comment() {
    const bool line = text_[at_ + 1] == '/';
    const std::size_t begin = at_;
    const std::size_t end = line ? text_.find_first_of("\r\n", at_) : text_.find("*/", at_ + 2);
    if (!line && end == std::string_view::npos) throw UnclearToken();
    at_ = line ? std::min(end, text_.size()) : end + 2;
    const std::string_view comment = text_.substr(begin, at_ - begin);
    if (comment.find("\u2028") != std::string_view::npos || comment.find("\u2029") != std::string_view::npos)
      throw UnclearToken();
    if (comment.starts_with("/*!")) comments_ += comment;
    if (comment.find_first_of("\r\n") != std::string_view::npos) breaks_ = true;
  }

  void string(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\')
        ++at_;
      else if (text_[at_] == '\n')
        throw UnclearToken();
    }
    if (at_++ >= text_.size()) throw UnclearToken();
  }

  /// A template with the expressions in it, whose own braces and strings are cut by a lexer of their own.
  void template_text() {
    for (++at_; at_ < text_.size() && text_[at_] != '`'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
      } else if (starts("${")) {
        Lexer inner(text_);
        inner.at_ = at_ + 2;
        at_ = inner.end_of_expression();
      }
    }
    if (at_++ >= text_.size()) throw UnclearToken();
  }

  /// The offset of the brace that closes an expression in a template.
  std::size_t end_of_expression() {
    for (int depth = 0;;) {
      skip_white_space();
      if (at_ >= text_.size()) throw UnclearToken();
      if (text_[at_] == '}' && depth-- == 0) return at_;
      if (text_[at_] == '{') ++depth;
      next();
    }
  }

  /// Digits, prefixes, exponents with their sign, and the n of large integers.
  void number() {
    const bool prefixed = text_[at_] == '0' && at_ + 1 < text_.size() &&
                          std::string_view("xXoObB").find(text_[at_ + 1]) != std::string_view::npos;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_], before = text_[at_ - 1];
      const bool exponent = (c == '+' || c == '-') && (before == 'e' || before == 'E') && !prefixed;
      if (!is_js_word_character(c) && c != '.' && !exponent) return;
    }
  }

  /// Whether a slash here starts a pattern, and is no division: as the token before it says.
  bool pattern_may_start() const {
    if (tokens_.empty()) return true;
    const JsToken& last = tokens_.back();
    if (last.kind == JsToken::Kind::word && !is_name(tokens_.size() - 1)) {
      if (contains(kContextual, last.text)) throw UnclearToken();
      return contains(kBeforeExpression, last.text);
    }
    if (last.kind != JsToken::Kind::sign) return false;
    if (last.text == "}" || last.text == ")") {
      if (last.text == "}" || after_condition_) throw UnclearToken();
      return false;
    }
    return last.text != "]" && last.text != "++" && last.text != "--";
  }

  /// Whether a word is the name of a property, as `return` is in `x.return`.
  bool is_name(std::size_t token) const {
    return token > 0 && (tokens_[token - 1].text == "." || tokens_[token - 1].text == "?.");
  }

  void pattern() {
    bool set = false;
    for (++at_; at_ < text_.size() && (set || text_[at_] != '/'); ++at_) {
      const char c = text_[at_];
      if (c == '\n') throw UnclearToken();
      if (c == '\\')
        ++at_;
      else if (c == '[')
        set = true;
      else if (c == ']')
        set = false;
    }
    if (at_++ >= text_.size()) throw UnclearToken();
    while (at_ < text_.size() && is_js_word_character(text_[at_])) ++at_;
  }

  void sign() {
    const std::size_t begin = at_;
    const char c = text_[begin];
    at_ += sign_size();
    if (c == '(') {
      const bool known = !tokens_.empty() && tokens_.back().kind == JsToken::Kind::word && !is_name(tokens_.size() - 1);
      parentheses_.push_back(known &&
                             (contains(kBeforeCondition, tokens_.back().text) || tokens_.back().text == "await"));
    } else if (c == ')') {
      if (parentheses_.empty()) throw UnclearToken();
      after_condition_ = parentheses_.back();
      parentheses_.pop_back();
    }
    add(JsToken::Kind::sign, begin);
  }

  std::size_t sign_size() const {
    if (!kStartLongSigns[static_cast<unsigned char>(text_[at_])]) return 1;
    if (starts("?.") && at_ + 2 < text_.size() && is_digit(text_[at_ + 2])) return 1;  // a condition, and a number
    const auto* found = std::find_if(std::begin(kLongSigns), std::end(kLongSigns),
                                     [this](std::string_view sign) { return starts(sign); });
    return found == std::end(kLongSigns) ? 1 : found->size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool breaks_ = false;
  std::string comments_;
  bool after_condition_ = false;   ///< the last `)` closed what follows `if` or its like
  std::vector<bool> parentheses_;  ///< of each open one whether it follows `if` or its like
  std::vector<JsToken> tokens_;
};

}  // namespace

bool is_js_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c == '#' || c == '\\' || static_cast<unsigned char>(c) >= 0x80;
}

std::optional<std::vector<JsToken>> js_tokens(std::string_view text) {
  try {
    return Lexer(text).run();
  } catch (const UnclearToken&) {
    return std::nullopt;
  }
}

bool starts_longer_sign(std::string_view text, std::size_t size) {
  return std::any_of(std::begin(kLongSigns), std::end(kLongSigns), [&](std::string_view sign) {
    return sign.size() > size && sign.front() == text.front() && text.starts_with(sign);
  });
}

std::set<std::string_view> js_words(std::string_view text) {
  std::set<std::string_view> words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t begin = at;
    while (at < text.size() && is_js_word_character(text[at]) && text[at] != '#' && text[at] != '\\') ++at;
    if (at > begin) words.insert(text.substr(begin, at - begin));
  }
  return words;
}

}  // namespace broadsheet::output
