// Where to cut a long list into files so that a change in it changes few of them: at places that the content chooses,
// not the sizes of all that stands before (content-defined chunking, as rsync and backup programs do it).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace broadsheet::search {

/// A part that is not cut.
struct Piece {
  std::size_t size = 0;    ///< bytes
  std::uint64_t hash = 0;  ///< of what names it, not of its content: a cut stays where it is when content changes
};

/// The end of each file, ascending; the last is the number of pieces. Files have three to five quarters of `size`
/// where pieces are small: of the places in between, the one before the piece with the least hash is taken. A larger
/// piece has a file to itself.
std::vector<std::size_t> content_cuts(const std::vector<Piece>& pieces, std::size_t size);

}  // namespace broadsheet::search
