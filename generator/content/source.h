// A file of the content folder as it was read, and its text made fit for parsing.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/line_index.h"

namespace broadsheet::content {

/// Raw bytes and the name they are known by.
struct Source {
  std::string path;  ///< relative to the content folder, with `/`; shown in messages, and what identity is read from
  std::string text;  ///< bytes as on disk
};

/// A source whose text is well-formed UTF-8 without byte order mark and NUL, with lines that end in LF. Lines are the
/// same as in the file, and so are columns, but for the mark's. Does not change once places in it were asked for.
struct CleanSource {
  std::string path;
  std::string text;
  TextPlaces places = {};

  /// The place of a line and a column, both from 1.
  Location at(int line, int column = 1) const { return places.locate_line(path, text, line, column); }
  Location at_offset(std::size_t offset) const { return places.locate(path, text, offset); }
};

/// Cleans `source`. Bytes that are no UTF-8 and NULs become U+FFFD, with one warning (rule `encoding`) at the first.
CleanSource clean(const Source& source, Diagnostics& diagnostics);

}  // namespace broadsheet::content
