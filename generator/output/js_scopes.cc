#include "output/js_scopes.h"

#include <algorithm>
#include <initializer_list>

namespace broadsheet::output {
namespace {

using Kind = JsToken::Kind;

/// The script cannot be told apart.
struct UnclearScope {};

/// What a bracket encloses.
enum class Inside { statements, object, members, names, other };

struct Open {
  std::size_t token = 0;
  Inside inside = Inside::statements;
  int questions = 0;  ///< `?` whose `:` has not come yet
};

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_reserved(std::string_view word) {
  return one_of(
      word,
      {"await",  "break", "case",       "catch",  "class",   "const", "continue", "debugger",  "default",  "delete",
       "do",     "else",  "enum",       "export", "extends", "false", "finally",  "for",       "function", "if",
       "import", "in",    "instanceof", "let",    "new",     "null",  "return",   "static",    "super",    "switch",
       "this",   "throw", "true",       "try",    "typeof",  "var",   "void",     "while",     "with",     "yield",
       "async",  "of",    "get",        "set",    "as",      "from",  "eval",     "arguments", "undefined"});
}

class ScopeReader {
 public:
  explicit ScopeReader(const std::vector<JsToken>& tokens)
      : tokens_(tokens), partner_(tokens.size(), 0), inside_(tokens.size(), Inside::other) {
    scopes_.roles.resize(tokens.size(), JsRole::other);
  }

  JsScopes read() {
    open_.push_back({});
    for (std::size_t i = 0; tokens_[i].kind != Kind::end; ++i) {
      if (tokens_[i].kind == Kind::word) scopes_.roles[i] = role(i);
      if (tokens_[i].kind == Kind::sign) sign(i);
    }
    if (open_.size() != 1) throw UnclearScope();
    for (std::size_t i = 0; tokens_[i].kind != Kind::end; ++i) declare(i);
    return std::move(scopes_);
  }

 private:
  std::string_view text(std::size_t i) const { return i < tokens_.size() ? tokens_[i].text : std::string_view(); }
  std::string_view before(std::size_t i) const { return i > 0 ? tokens_[i - 1].text : std::string_view(); }
  bool is_property(std::size_t i) const { return one_of(before(i), {".", "?."}); }
  bool is_word(std::size_t i, std::initializer_list<std::string_view> list) const {
    return tokens_[i].kind == Kind::word && !is_property(i) && one_of(tokens_[i].text, list);
  }

  // ---- Brackets ----

  void sign(std::size_t i) {
    const std::string_view sign = text(i);
    if (sign == "(" || sign == "[") open_.push_back({i, Inside::other, 0});
    if (sign == "{") open_.push_back({i, enclosed(i), 0});
    if (sign == "?") ++open_.back().questions;
    if (sign == ":") {
      colon_of_condition_ = open_.back().questions > 0;
      open_.back().questions -= colon_of_condition_ ? 1 : 0;
    }
    if (sign != ")" && sign != "]" && sign != "}") return;
    if (open_.size() == 1) throw UnclearScope();
    const std::size_t first = open_.back().token;
    if (std::string_view("()[]{}").find(std::string(text(first)) + std::string(sign)) % 2 != 0) throw UnclearScope();
    inside_[first] = open_.back().inside;
    partner_[first] = i;
    partner_[i] = first;
    open_.pop_back();
  }

  /// What a brace encloses, by what stands before it.
  Inside enclosed(std::size_t i) const {
    if (i == 0) return Inside::statements;
    const JsToken& last = tokens_[i - 1];
    const Inside around = open_.back().inside;
    if (last.kind == Kind::word && !is_property(i - 1)) {
      if (one_of(last.text, {"else", "try", "finally", "do", "catch"})) return Inside::statements;
      if (one_of(last.text, {"import", "export"})) return Inside::names;
      if (one_of(last.text, {"return", "typeof", "in", "of", "yield", "await", "const", "let", "var", "throw", "case"}))
        return Inside::object;
    }
    if (last.kind == Kind::word && is_class_head(i - 1)) return Inside::members;
    if (last.kind != Kind::sign) throw UnclearScope();
    if (one_of(last.text, {")", "=>"})) return Inside::statements;
    if (one_of(last.text, {";", "{", "}"})) {
      if (around != Inside::statements) throw UnclearScope();
      return Inside::statements;
    }
    if (last.text == ":" && around == Inside::statements && !colon_of_condition_) return Inside::statements;
    if (one_of(last.text, {"]", "++", "--", ".", "?."})) throw UnclearScope();
    return Inside::object;
  }

  /// `class`, `class A`, `class A extends B`, up to the word at `i`.
  bool is_class_head(std::size_t i) const {
    if (text(i) == "class") return true;
    if (i == 0) return false;
    return is_word(i - 1, {"class"}) || is_word(i - 1, {"extends"});
  }

  // ---- Roles ----

  JsRole role(std::size_t i) {
    const std::string_view word = text(i), next = text(i + 1), last = before(i);
    if (is_word(i, {"with"}) && next == "(") throw UnclearScope();
    if (is_word(i, {"extends"}) && text(i + 2) != "{") throw UnclearScope();
    if (is_property(i) || word.front() == '#' || word.find('\\') != std::string_view::npos) return JsRole::other;
    switch (open_.back().inside) {
      case Inside::names:
        return JsRole::fixed;
      case Inside::object:
        return in_object(i, next, last);
      case Inside::members:
        return in_class(i, next, last);
      default:
        break;
    }
    if (is_reserved(word)) return JsRole::other;
    if (next == ":" && open_.back().questions == 0 && open_.back().inside == Inside::statements && !follows_case(i))
      return JsRole::fixed;
    return JsRole::variable;
  }

  /// Whether a word before a colon stands in `case word:`.
  bool follows_case(std::size_t i) const { return i > 0 && is_word(i - 1, {"case"}); }

  JsRole in_object(std::size_t i, std::string_view next, std::string_view last) const {
    const bool starts = one_of(last, {"{", ","});
    if (starts && next == ":") return JsRole::other;
    if (next == "(" && (starts || one_of(last, {"get", "set", "async", "*"}))) return JsRole::other;
    if (is_reserved(text(i))) return JsRole::other;
    return starts && one_of(next, {",", "}", "="}) ? JsRole::shorthand : JsRole::variable;
  }

  JsRole in_class(std::size_t i, std::string_view next, std::string_view last) const {
    const bool starts = one_of(last, {"{", "}", ";", "static", "get", "set", "async", "*"}) || tokens_[i].breaks;
    if (starts && one_of(next, {"(", "=", ";", "}"})) return JsRole::other;
    if (is_reserved(text(i))) return JsRole::other;
    return starts ? JsRole::fixed : JsRole::variable;
  }

  // ---- Declarations ----

  void declare(std::size_t i) {
    if (is_word(i, {"const", "let", "var"})) return variables(i);
    if (is_word(i, {"function", "class"})) return named(i);
    if (text(i) == "=>") return arrow(i);
    if (text(i) == "(" && text(partner_[i] + 1) == "{" && !tokens_[partner_[i] + 1].breaks && is_head_of_body(i))
      bindings(i + 1, partner_[i], whole({i, partner_[partner_[i] + 1]}));
  }

  /// Whether a parenthesis before a body holds parameters: of a function, a method, a catch.
  bool is_head_of_body(std::size_t i) const {
    if (i == 0 || is_word(i - 1, {"if", "for", "while", "switch", "with", "await"})) return false;
    return true;
  }

  /// Where a declaration is visible, for certain and at most.
  struct Sight {
    JsRange seen;
    JsRange reach;
  };

  static Sight whole(JsRange range) { return {range, range}; }

  void add(std::size_t i, const Sight& sight) {
    if (scopes_.roles[i] != JsRole::variable && scopes_.roles[i] != JsRole::shorthand) return;
    scopes_.declarations.push_back({text(i), sight.seen, sight.reach});
  }

  /// The names that a pattern or a list of parameters between two tokens binds.
  void bindings(std::size_t from, std::size_t to, const Sight& sight) {
    for (std::size_t i = from; i < to; ++i) {
      if (text(i) == "=")
        i = end_of_value(i + 1).at - 1;
      else if (text(i) == "[" && text(partner_[i] + 1) == ":")
        i = partner_[i];  // a key that is computed
      else
        add(i, sight);
    }
  }

  struct End {
    std::size_t at = 0;
    bool certain = true;  ///< not a line that may or may not end it
  };

  /// The end of an expression that starts at `i`: a comma, semicolon, colon, closing bracket, or a line that may end
  /// it.
  End end_of_value(std::size_t i) const {
    int questions = 0;
    for (const std::size_t start = i; tokens_[i].kind != Kind::end; ++i) {
      if (i > start && tokens_[i].breaks) return {i, false};
      if (tokens_[i].kind != Kind::sign) continue;
      if (text(i) == "?") ++questions;
      if (text(i) == ":" && questions-- == 0) return {i, true};
      if (one_of(text(i), {",", ";", ")", "]", "}"})) return {i, true};
      if (one_of(text(i), {"(", "[", "{"})) i = partner_[i];
    }
    return {i, true};
  }

  /// The inside of the bracket around a token, with its opening one; all tokens where there is none.
  JsRange around(std::size_t i) const {
    while (i-- > 0) {
      if (tokens_[i].kind != Kind::sign) continue;
      if (one_of(text(i), {")", "]", "}"}))
        i = partner_[i];
      else if (one_of(text(i), {"(", "[", "{"}))
        return {i, partner_[i]};
    }
    return {0, tokens_.size()};
  }

  Sight until(std::size_t first, End end) const {
    const JsRange seen{first, end.at};
    return end.certain ? whole(seen) : Sight{seen, around(first)};
  }

  void variables(std::size_t keyword) {
    const JsRange block = around(keyword);
    Sight sight = whole(block);
    if (text(block.first) == "(") sight = until(block.first, end_of_loop(block.last));
    if (text(keyword) == "var") sight.reach = {0, tokens_.size()};
    for (std::size_t i = keyword + 1;;) {
      const std::size_t end = one_of(text(i), {"{", "["}) ? partner_[i] + 1 : i + 1;
      if (keyword > 0 && is_word(keyword - 1, {"export"}))
        std::replace(scopes_.roles.begin() + static_cast<std::ptrdiff_t>(i),
                     scopes_.roles.begin() + static_cast<std::ptrdiff_t>(end), JsRole::variable, JsRole::fixed);
      bindings(i, end, sight);
      i = end;
      if (text(i) == "=") i = end_of_value(i + 1).at;
      if (text(i) != ",") return;
      ++i;
    }
  }

  /// Where the statement ends that follows the head of a loop, which closes at `i`.
  End end_of_loop(std::size_t i) const {
    for (++i; is_word(i, {"for", "if", "while"}) && text(i + 1) == "(";) i = partner_[i + 1] + 1;
    if (text(i) == "{" && text(partner_[i] + 1) != "else") return {partner_[i], true};
    if (text(i) == "{") return {partner_[i], false};
    End end = end_of_value(i);
    while (end.certain && text(end.at) == ",") end = end_of_value(end.at + 1);
    if (text(end.at + 1) == "else") end.certain = false;
    return end;
  }

  /// A function or class with a name: seen around it where it is a statement, and inside of it else.
  void named(std::size_t keyword) {
    const std::size_t name = keyword + (text(keyword + 1) == "*" ? 2 : 1);
    if (tokens_[name].kind != Kind::word || text(name) == "extends") return;
    const std::size_t start = keyword > 0 && is_word(keyword - 1, {"async"}) ? keyword - 1 : keyword;
    if (start > 0 && is_word(start - 1, {"export"})) {
      scopes_.roles[name] = JsRole::fixed;
      return;
    }
    const JsRange block = around(keyword);
    const bool in_block = block.last == tokens_.size() || inside_[block.first] == Inside::statements;
    if (in_block && (start == 0 || one_of(before(start), {";", "{", "}"}) || tokens_[start].breaks))
      add(name, whole(block));
    else if (text(name + 1) == "(" && text(partner_[name + 1] + 1) == "{")
      add(name, {{name, partner_[partner_[name + 1] + 1]}, block});
  }

  /// The parameters of an arrow function.
  void arrow(std::size_t i) {
    const std::size_t first = before(i) == ")" ? partner_[i - 1] : i - 1;
    const Sight sight = until(first, text(i + 1) == "{" ? End{partner_[i + 1], true} : end_of_value(i + 1));
    if (before(i) == ")")
      bindings(first + 1, i - 1, sight);
    else
      add(first, sight);
  }

  const std::vector<JsToken>& tokens_;
  std::vector<std::size_t> partner_;  ///< of brackets
  std::vector<Inside> inside_;        ///< of opening braces
  std::vector<Open> open_;
  bool colon_of_condition_ = false;  ///< whether the last colon belonged to a `?`
  JsScopes scopes_;
};

}  // namespace

std::optional<JsScopes> js_scopes(const std::vector<JsToken>& tokens) {
  try {
    return ScopeReader(tokens).read();
  } catch (const UnclearScope&) {
    return std::nullopt;
  }
}

}  // namespace broadsheet::output
