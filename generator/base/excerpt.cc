#include "base/excerpt.h"

#include "base/text.h"

namespace broadsheet {

std::string excerpt(std::string_view text, std::size_t limit) {
  // Long enough for most, and for most of the others; a code point that the cut halves stands far behind what is shown.
  for (const std::size_t enough : {limit + limit / 8 + 16, 2 * limit + 16}) {
    if (text.size() <= enough) break;
    const std::string start = collapse_white_space(text.substr(0, enough));
    if (count_code_points(start) > limit + 8) return shorten(start, limit);
  }
  return shorten(collapse_white_space(text), limit);
}

}  // namespace broadsheet
