#include "check/prose.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"

namespace broadsheet::check {

namespace {

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

/// Where the text begins after front matter between two lines of `---` or `+++`, or after a JSON object.
std::size_t body_of(std::string_view text) {
  std::size_t start = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const std::string_view first = trim(text.substr(start, line_end(text, start) - start));
  if (first != "---" && first != "+++" && first != "{") return start;
  const std::string_view close = first == "{" ? "}" : first;
  for (std::size_t at = line_end(text, start) + 1; at < text.size(); at = line_end(text, at) + 1) {
    const std::size_t end = line_end(text, at);
    if (trim(text.substr(at, end - at)) == close) return std::min(end + 1, text.size());
  }
  return start;
}

}  // namespace

Prose::Prose(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)), lines_(text_), prose_(text_), body_(body_of(text_)) {
  blank(0, body_);
  blank_code_blocks();
  blank_between("<!--", "-->");
  blank_code_spans();
}

void Prose::blank(std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at)
    if (prose_[at] != '\n') prose_[at] = ' ';
}

void Prose::blank_code_blocks() {
  std::string fence;
  for (std::size_t at = body_; at < prose_.size();) {
    const std::size_t end = line_end(prose_, at);
    const std::string_view line = trim(std::string_view(prose_).substr(at, end - at));
    const std::size_t run = line.empty() ? 0 : std::min(line.find_first_not_of(line[0]), line.size());
    const bool marks = run >= 3 && (line[0] == '`' || line[0] == '~');
    if (!fence.empty()) {
      if (marks && line[0] == fence[0] && run >= fence.size() && run == line.size()) fence.clear();
      blank(at, end);
    } else if (marks && (line[0] == '~' || line.find('`', run) == kNone)) {
      fence.assign(run, line[0]);
      blank(at, end);
    }
    at = end + 1;
  }
}

/// A run of backquotes up to the next run of the same length, in one paragraph.
void Prose::blank_code_spans() {
  for (std::size_t at = prose_.find('`', body_); at != kNone; at = prose_.find('`', at)) {
    const std::size_t after = std::min(prose_.find_first_not_of('`', at), prose_.size());
    if (at > 0 && prose_[at - 1] == '\\') {
      at = after;
      continue;
    }
    const std::size_t limit = std::min(prose_.find("\n\n", after), prose_.size());
    std::size_t close = after;
    std::size_t close_end = 0;
    while ((close = prose_.find('`', close)) < limit) {
      close_end = std::min(prose_.find_first_not_of('`', close), prose_.size());
      if (close_end - close == after - at) break;
      close = close_end;
    }
    if (close < limit) blank(at, close_end);
    at = close < limit ? close_end : after;
  }
}

void Prose::blank_between(std::string_view open, std::string_view close) {
  for (std::size_t at = prose_.find(open, body_); at != kNone; at = prose_.find(open, at + 1)) {
    const std::size_t end = prose_.find(close, at + open.size());
    if (end == kNone) return;
    blank(at, end + close.size());
  }
}

Location Prose::find_from(int line, std::string_view wanted) const {
  const std::size_t start = line_start(std::max(line, 1));
  std::size_t end = start;
  for (int lines = 0; lines < 3 && end < text_.size(); ++lines) end = std::min(line_end(text_, end) + 1, text_.size());
  const std::size_t found = wanted.empty() ? kNone : std::string_view(text_).substr(start, end - start).find(wanted);
  return at(found == kNone ? start : start + found);
}

std::vector<Paragraph> Prose::paragraphs() const {
  std::vector<Paragraph> found;
  std::optional<Paragraph> open;
  for (std::size_t at = body_; at < prose_.size();) {
    const std::size_t end = line_end(prose_, at);
    const std::string_view line = std::string_view(prose_).substr(at, end - at);
    if (trim(line).empty()) {
      if (open) found.push_back(*std::exchange(open, std::nullopt));
    } else {
      if (!open) open = Paragraph{at, end};
      open->end = end;
    }
    at = end + 1;
  }
  if (open) found.push_back(*open);
  return found;
}

}  // namespace broadsheet::check
