#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "output/minify.h"

namespace broadsheet::output {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// Copies a stylesheet (CSS Syntax Level 3, section 4) without what needs no copying.
class Copier {
 public:
  explicit Copier(std::string_view text) : text_(text) {}

  /// Nothing where a string, a comment or an address has no end.
  std::optional<std::string> run() {
    while (at_ < text_.size() && !broken_) step();
    if (broken_) return std::nullopt;
    while (!out_.empty() && is_blank(out_.back())) out_.pop_back();
    return std::move(out_) + '\n';
  }

 private:
  bool starts(std::string_view with) const { return text_.substr(at_).starts_with(with); }

  bool starts_address() const {
    constexpr std::string_view kStart = "url(";
    const std::string_view found = text_.substr(at_, kStart.size());
    return std::equal(found.begin(), found.end(), kStart.begin(), kStart.end(),
                      [](char a, char b) { return ascii_lower(a) == b; });
  }

  void step() {
    const char c = text_[at_];
    if (starts("/*"))
      comment();
    else if (is_blank(c))
      white_space();
    else if (c == '"' || c == '\'')
      copy(end_of_string(at_));
    else if (c == '\\')
      copy(at_ + 2);
    else if (starts_address())
      address();
    else if (c == ':' && at_custom_property())
      copy(end_of_value());
    else
      sign(c);
  }

  void copy(std::size_t end) {
    broken_ = broken_ || end > text_.size();
    flush_blank(text_[at_]);
    if (!broken_) out_.append(text_, at_, end - at_);
    at_ = end;
  }

  /// A comment parts what stands at its sides, as white space does not always do: between two words one stays, empty.
  void comment() {
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) {
      broken_ = true;
      return;
    }
    const bool alone = at_ > 0 && !is_blank(text_[at_ - 1]) && end + 2 < text_.size() && !is_blank(text_[end + 2]);
    if (starts("/*!"))
      copy(end + 2);
    else if (alone && !apart(text_[at_ - 1]) && !apart(text_[end + 2]))
      out_ += "/**/";
    at_ = end + 2;
  }

  void white_space() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    blank_ = true;
  }

  /// The offset behind the string that starts at `begin`.
  std::size_t end_of_string(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < text_.size() && text_[end] != text_[begin]) end += text_[end] == '\\' ? 2 : 1;
    return end + 1;
  }

  /// An address without quotes: everything to the bracket. One in quotes is a string like others.
  void address() {
    const std::size_t first = text_.find_first_not_of(" \t\r\n\f", at_ + 4);
    if (first == std::string_view::npos || text_[first] == '"' || text_[first] == '\'') return copy(at_ + 4);
    std::size_t end = first;
    while (end < text_.size() && text_[end] != ')') end += text_[end] == '\\' ? 2 : 1;
    copy(end + 1);
  }

  /// Whether the declaration at hand is one of a custom property. Scripts read those, character by character.
  bool at_custom_property() const {
    const std::size_t start = out_.find_last_of("{};");
    return std::string_view(out_).substr(start == std::string::npos ? 0 : start + 1).starts_with("--");
  }

  /// The offset behind a value with all the brackets, strings and comments in it.
  std::size_t end_of_value() const {
    std::size_t end = at_, depth = 0;
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (depth == 0 && (c == ';' || c == '}')) break;
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (depth > 0 && (c == ')' || c == ']' || c == '}')) --depth;
      if (c == '"' || c == '\'')
        end = end_of_string(end) - 1;
      else if (c == '\\')
        ++end;
      else if (text_.substr(end).starts_with("/*"))
        end = std::min(text_.find("*/", end + 2), text_.size()) + 1;
    }
    return end;
  }

  void sign(char c) {
    if (c == '}' && out_.size() > 1 && out_.back() == ';' && out_[out_.size() - 2] != ':') out_.pop_back();
    copy(at_ + 1);
  }

  static bool apart(char c) { return c == '{' || c == '}' || c == ';' || c == ','; }

  /// Writes the white space before `next`, where it may mean something.
  void flush_blank(char next) {
    const bool needed = blank_ && !out_.empty() && !apart(next) && !apart(out_.back());
    const bool empty_value = blank_ && !out_.empty() && out_.back() == ':' && (next == ';' || next == '}');
    if (empty_value || (needed && out_.back() != ':')) out_ += ' ';
    blank_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool blank_ = false;  ///< white space that is not written yet
  bool broken_ = false;
  std::string out_;
};

}  // namespace

std::string minify_css(std::string_view text) {
  return Copier(text).run().value_or(std::string(text));
}

}  // namespace broadsheet::output
