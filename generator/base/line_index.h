// The places of many offsets in one text: locate() of diagnostics.h counts from the start of the text for each of them.
#pragma once

#include <cstddef>
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

}  // namespace broadsheet
