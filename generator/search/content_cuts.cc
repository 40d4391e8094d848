#include "search/content_cuts.h"

namespace broadsheet::search {
namespace {

/// The end of the file that starts at `first`.
std::size_t next_cut(const std::vector<Piece>& pieces, std::size_t first, std::size_t least, std::size_t most) {
  std::size_t best = first;  // none yet
  std::size_t bytes = 0;
  for (std::size_t i = first; i < pieces.size(); ++i) {
    if (i > first && bytes >= least && (best == first || pieces[i].hash < pieces[best].hash)) best = i;
    bytes += pieces[i].size;
    if (bytes > most) return best > first ? best : i > first ? i : i + 1;
  }
  return pieces.size();
}

}  // namespace

std::vector<std::size_t> content_cuts(const std::vector<Piece>& pieces, std::size_t size) {
  std::vector<std::size_t> ends;
  for (std::size_t first = 0; first < pieces.size(); first = ends.back())
    ends.push_back(next_cut(pieces, first, size * 3 / 4, size * 5 / 4));
  return ends;
}

}  // namespace broadsheet::search
