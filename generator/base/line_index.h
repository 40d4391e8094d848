// The places of many offsets in one text: locate() of diagnostics.h counts from the start of the text for each of them.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace broadsheet {

class LineIndex {
 public:
  /// `text` must outlive it.
  explicit LineIndex(std::string_view text);

  struct Place {
    int line = 1;    ///< from 1
    int column = 1;  ///< from 1, in code points
  };
  /// An offset past the end is the end.
  Place place(std::size_t offset) const;
  /// As locate() of diagnostics.h.
  Location locate(std::string_view file, std::size_t offset) const;
  /// As locate_line() of diagnostics.h.
  Location locate_line(std::string_view file, int line, int column) const;
  /// The offset of a line's start, from 1; the end of the text where there is no such line.
  std::size_t line_start(int line) const;

 private:
  /// A place every few hundred bytes of a line, so that long lines are not counted through.
  struct Mark {
    std::size_t offset;
    Place place;
  };

  const Mark& mark_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<Mark> marks_;
};

/// The places of one text, of which some are found one by one, and many by an index. For one thread at a time.
class TextPlaces {
 public:
  TextPlaces() = default;
  TextPlaces(const TextPlaces&) noexcept {}  // the copy is of a text that stands elsewhere
  TextPlaces& operator=(const TextPlaces&) noexcept {
    asked_ = 0;
    index_.reset();
    return *this;
  }

  /// As locate() and locate_line() of diagnostics.h; `text` is the same each time.
  Location locate(std::string_view file, std::string_view text, std::size_t offset) const;
  Location locate_line(std::string_view file, std::string_view text, int line, int column) const;

 private:
  const LineIndex* index_of(std::string_view text) const;

  mutable int asked_ = 0;
  mutable std::unique_ptr<const LineIndex> index_;
};

}  // namespace broadsheet
