// The links of a text: the part of prose.h that knows how Markdown writes them.
#include <algorithm>

#include "base/text.h"
#include "check/prose.h"

namespace broadsheet::check {

namespace {

/// The end of an address that starts at `at`, in the parentheses of a link (CommonMark 0.29, "link destination").
std::size_t destination_end(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '<') {
    const std::size_t end = text.find_first_of(">\n", at);
    return end != kNone && text[end] == '>' ? end : at;
  }
  int open = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) <= ' ') break;
    if (c == '\\' && at + 1 < text.size()) {
      ++at;
      continue;
    }
    open += c == '(';
    if (c == ')' && open-- == 0) break;
  }
  return at;
}

bool ends_address(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '<' || c == '>' || c == '"' || c == '|' || c == ']' || c == '*' ||
         c == '`';
}

/// A bare address without the marks that end its sentence.
std::string_view without_trailing_marks(std::string_view url) {
  while (!url.empty() && std::string_view(".,;:!?'_~").find(url.back()) != kNone) url.remove_suffix(1);
  while (url.ends_with(')') && std::count(url.begin(), url.end(), ')') > std::count(url.begin(), url.end(), '('))
    url.remove_suffix(1);
  return url;
}

/// One pass from left to right; `brackets_` are the `[` that are not closed yet.
class LinkScan {
 public:
  LinkScan(std::string_view prose, std::string_view text, std::size_t body) : prose_(prose), text_(text), at_(body) {}

  std::vector<ProseLink> run() {
    for (; at_ < prose_.size(); ++at_) {
      const char c = prose_[at_];
      if (c == '\\')
        ++at_;
      else if (c == '[')
        brackets_.push_back(at_);
      else if (c == ']')
        close_bracket();
      else if (c == '\n' && at_ + 1 < prose_.size() && prose_[at_ + 1] == '\n')
        brackets_.clear();
      else if (c == 'h')
        bare_address();
    }
    return std::move(links_);
  }

 private:
  bool starts_line(std::size_t at) const {
    const std::size_t line = prose_.rfind('\n', at) + 1;
    return trim(prose_.substr(line, at - line)).empty();
  }

  void close_bracket() {
    if (brackets_.empty() || at_ + 1 >= prose_.size()) return;
    const std::size_t open = brackets_.back();
    brackets_.pop_back();
    const bool inlined = prose_[at_ + 1] == '(';
    const bool defined = prose_[at_ + 1] == ':' && prose_[open + 1] != '^' && starts_line(open);
    if (!inlined && !defined) return;
    const std::size_t from = std::min(prose_.find_first_not_of(inlined ? " \n" : " ", at_ + 2), prose_.size());
    const std::size_t end = destination_end(prose_, from);
    if (inlined ? prose_.find(')', end) == kNone : end == from) return;
    const std::size_t begin = from + (end > from && prose_[from] == '<');
    const bool picture = inlined && open > 0 && prose_[open - 1] == '!';
    links_.push_back({begin, text_.substr(begin, end - begin), false, picture});
    at_ = std::max(at_, end - 1);
  }

  void bare_address() {
    if (prose_.compare(at_, 7, "http://") != 0 && prose_.compare(at_, 8, "https://") != 0) return;
    std::size_t end = at_;
    while (end < prose_.size() && !ends_address(prose_[end])) ++end;
    const std::string_view url = without_trailing_marks(text_.substr(at_, end - at_));
    links_.push_back({at_, url, true, false});
    at_ += url.size() - 1;
  }

  std::string_view prose_;
  std::string_view text_;
  std::size_t at_;
  std::vector<std::size_t> brackets_;
  std::vector<ProseLink> links_;
};

}  // namespace

std::vector<ProseLink> Prose::links() const {
  return LinkScan(prose_, text_, body_).run();
}

}  // namespace broadsheet::check
