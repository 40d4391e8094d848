// What authors write before a title and is no part of it: "1、", "（2）", "3.", "[video]", "【工具】", an emoji.
#pragma once

#include <string>
#include <string_view>

#include "content/cursor.h"

namespace broadsheet::content {

struct HeadMarks {
  std::string emoji;      ///< belongs to the title
  std::string text;       ///< numbers and tags, as written, without blanks around
  bool numbered = false;  ///< one of them is a number
  bool tagged = false;    ///< one of them is a tag in brackets

  bool any() const { return !emoji.empty() || !text.empty(); }
};

/// The marks at `at`, which is moved past them and the blanks around.
HeadMarks read_marks(Cursor& at);

/// How many bytes a number at the start of a text takes, with what closes it and the blanks after; 0 where there is
/// none. "1、", "1)", "（1）", "1. " and "一、" are numbers, "1.5" and "2026" are not.
std::size_t number_width(std::string_view text);

}  // namespace broadsheet::content
