// Pairs the tags of shortcodes to calls.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/shortcode_tags.h"
#include "content/source.h"

namespace broadsheet::content {

/// A call of a shortcode, or a tag that is none and stays text.
struct ShortcodeCall {
  ShortcodeTag tag;             ///< the first of a pair
  std::size_t end = 0;          ///< offset after the last tag
  std::size_t inner_begin = 0;  ///< what stands between the tags; begin and end are equal where there is one tag
  std::size_t inner_end = 0;
  std::size_t next = 0;  ///< the calls from the next one up to this stand inside of it
  bool is_text = false;
  std::string warning;  ///< of text: what is wrong with it, or empty
  std::string hint;     ///< empty where the name is not known
  Location place;       ///< without an excerpt where the line is very long
};

/// The calls in `source` from `offset` on, by where they begin. A tag that opens is paired with the next one that
/// closes its name, unless another of the name stands between; without one, it is a call by itself. Throws Error (rule
/// `markdown`) for more calls than kMostShortcodes, or deeper ones than kDeepestShortcode.
std::vector<ShortcodeCall> find_shortcode_calls(const CleanSource& source, std::size_t offset,
                                                const std::function<bool(std::string_view name)>& is_known,
                                                Diagnostics& diagnostics);

}  // namespace broadsheet::content
