#include <algorithm>

#include "output/js_tokens.h"
#include "output/minify.h"

namespace broadsheet::output {
namespace {

/// After these a statement goes on, so that a line break means nothing.
bool goes_on_after(const JsToken& token) {
  return token.kind == JsToken::Kind::sign && token.text != ")" && token.text != "]" && token.text != "}" &&
         token.text != "++" && token.text != "--";
}

/// No statement and no member of a class starts so.
bool goes_on_before(const JsToken& token) {
  constexpr std::string_view kInside[] = {")", "]", "}",  ",",   ";",  ".",  "?.", "?",
                                          ":", "=", "==", "===", "&&", "||", "=>"};
  return token.kind == JsToken::Kind::sign &&
         std::find(std::begin(kInside), std::end(kInside), token.text) != std::end(kInside);
}

/// Whether two tokens would be read as others if they stood together.
bool would_join(const JsToken& left, const JsToken& right) {
  if (right.text.empty()) return false;
  const char last = left.text.back(), first = right.text.front();
  if (is_js_word_character(last) && is_js_word_character(first)) return true;
  if (left.kind == JsToken::Kind::number && (first == '.' || is_js_word_character(first))) return true;
  if (left.kind == JsToken::Kind::pattern && is_js_word_character(first)) return true;
  if (last == '/' && (first == '/' || first == '*')) return true;
  if (left.kind != JsToken::Kind::sign) return false;
  const std::string both = std::string(left.text) + std::string(right.text);
  return starts_longer_sign(both, left.text.size()) || both.starts_with("<!--") || both.starts_with("-->");
}

/// What must stand between two tokens.
std::string_view gap(const JsToken& left, const JsToken& right) {
  const bool commented = !right.comments.empty();
  if (right.breaks && (commented || (!goes_on_after(left) && !goes_on_before(right)))) return "\n";
  if (commented) return left.text.ends_with('/') ? " " : "";
  return would_join(left, right) ? " " : "";
}

/// Marks semicolons before closing braces that are no statements of their own, as after `if (a)`.
std::vector<bool> needless(const std::vector<JsToken>& tokens) {
  constexpr std::string_view kHeads[] = {"if", "for", "while", "with"};
  constexpr std::string_view kBodies[] = {"else", "do", ":", ")", "=>"};
  std::vector<bool> found(tokens.size(), false);
  std::vector<bool> heads;  // of open parentheses, whether they follow if or its like
  bool after_call = false;  // the last ) closed other ones
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const std::string_view text = tokens[i].text, last = tokens[i - 1].text;
    if (text == "(") heads.push_back(std::find(std::begin(kHeads), std::end(kHeads), last) != std::end(kHeads));
    if (text == ")" && !heads.empty()) {
      after_call = !heads.back();
      heads.pop_back();
    }
    const bool body = std::find(std::begin(kBodies), std::end(kBodies), last) != std::end(kBodies);
    found[i] = text == ";" && tokens[i + 1].text == "}" && tokens[i + 1].comments.empty() &&
               tokens[i].comments.empty() && (!body || (last == ")" && after_call));
  }
  return found;
}

std::string join(const std::vector<JsToken>& all) {
  const std::vector<bool> left_out = needless(all);
  std::vector<JsToken> tokens;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!left_out[i]) tokens.push_back(all[i]);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) out += gap(tokens[i - 1], tokens[i]);
    out += tokens[i].comments;
    if (!tokens[i].comments.empty() && (i == 0 || tokens[i].breaks)) out += '\n';
    out += tokens[i].text;
  }
  return out + '\n';
}

}  // namespace

std::string minify_js(std::string_view text) {
  const auto tokens = js_tokens(text);
  return tokens ? join(*tokens) : std::string(text);
}

}  // namespace broadsheet::output
