// Stand-ins for shortcodes in text that is to be parsed as Markdown: noncharacters of Unicode, which no author writes
// and which mean nothing to Markdown. A mark is an opening one, digits, a closing one, in braces, so that bold text
// opens and closes beside it as beside the call; where a call goes over several lines, each further line holds a
// filler, so that lines keep their numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/shortcode_calls.h"

namespace broadsheet::content {

inline constexpr std::string_view kMarkOpen = "{\uFDD0";
inline constexpr std::string_view kMarkClose = "\uFDD1}";
inline constexpr std::string_view kMarkFiller = "\uFDD2";

/// A part of a text with calls: the offsets of its bytes, and the numbers of the calls in it, inner ones included.
struct MarkedPart {
  std::size_t begin = 0, end = 0;
  std::size_t first_call = 0, last_call = 0;
};

/// The part with a mark in place of each of its outermost calls.
std::string with_marks(std::string_view text, const MarkedPart& part, const std::vector<ShortcodeCall>& calls);

/// What a call stands below in its line (`> `, the blanks of a list's item): its further lines start with it, too.
/// Empty where other text stands before it.
std::string container_prefix(std::string_view text, std::size_t at);

/// `text` without `prefix` at the start of its lines but the first; where a line has less of it, without that.
std::string without_prefix(std::string_view text, std::string_view prefix);

/// One step through text with marks.
struct MarkedPiece {
  enum class Kind { text, call, filler };
  Kind kind = Kind::text;
  std::string_view text;
  std::size_t call = 0;
};
std::vector<MarkedPiece> take_apart(std::string_view text);

/// Whether `text` holds a mark or a filler.
bool has_marks(std::string_view text);

}  // namespace broadsheet::content
