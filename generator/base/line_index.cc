#include "base/line_index.h"

#include <algorithm>

#include "base/text.h"

namespace broadsheet {

namespace {

constexpr std::size_t kBetweenMarks = 512;  // bytes
constexpr int kFew = 16;                    // places for which no index is made

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  marks_.push_back({0, {}});
  Place here;
  for (std::size_t at = 0; at < text.size();) {
    const bool ends_line = text[at] == '\n';
    if (static_cast<unsigned char>(text[at]) < 0x80)
      ++at;
    else
      next_code_point(text, at);
    here = ends_line ? Place{here.line + 1, 1} : Place{here.line, here.column + 1};
    if (ends_line || at - marks_.back().offset >= kBetweenMarks) marks_.push_back({at, here});
  }
}

const LineIndex::Mark& LineIndex::mark_before(std::size_t offset) const {
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), offset,
                                      [](std::size_t at, const Mark& mark) { return at < mark.offset; });
  return *(after - 1);
}

LineIndex::Place LineIndex::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const Mark& mark = mark_before(offset);
  const std::size_t between = count_code_points(text_.substr(mark.offset, offset - mark.offset));
  return {mark.place.line, mark.place.column + static_cast<int>(between)};
}

Location LineIndex::locate(std::string_view file, std::size_t offset) const {
  const Place found = place(offset);
  return {std::string(file), found.line, found.column, std::string(quoted_line(text_, line_start(found.line)))};
}

Location LineIndex::locate_line(std::string_view file, int line, int column) const {
  const std::string_view shown = line < 1 ? std::string_view() : quoted_line(text_, line_start(line));
  return {std::string(file), line, column, std::string(shown)};
}

std::size_t LineIndex::line_start(int line) const {
  const auto first = std::lower_bound(marks_.begin(), marks_.end(), line,
                                      [](const Mark& mark, int wanted) { return mark.place.line < wanted; });
  return first == marks_.end() ? text_.size() : first->offset;
}

const LineIndex* TextPlaces::index_of(std::string_view text) const {
  if (!index_ && ++asked_ > kFew) index_ = std::make_unique<const LineIndex>(text);
  return index_.get();
}

Location TextPlaces::locate(std::string_view file, std::string_view text, std::size_t offset) const {
  const LineIndex* const index = index_of(text);
  return index != nullptr ? index->locate(file, offset) : broadsheet::locate(file, text, offset);
}

Location TextPlaces::locate_line(std::string_view file, std::string_view text, int line, int column) const {
  const LineIndex* const index = index_of(text);
  return index != nullptr ? index->locate_line(file, line, column) : broadsheet::locate_line(file, text, line, column);
}

}  // namespace broadsheet
