#include "content/cost.h"

#include <fmt/format.h>

#include <array>

#include "content/tree.h"

namespace broadsheet::content {

namespace {

/// Marks of one character between two empty lines. Far above what people write: a table of 1,000 rows has 5,000 bars.
constexpr std::uint32_t kMostMarks = 20'000;
constexpr std::size_t kLargestText = std::size_t(8) << 20;
constexpr std::string_view kMarks = "[]()*_~`<>!|&:^\"'-\\";

/// How many containers (quotes, list items) the start of a line opens, at most.
int containers_at(std::string_view line) {
  int count = 0;
  bool only_breaks = true;
  for (char c : line) {
    if (c == ' ' || c == '\t') continue;
    only_breaks = only_breaks && (c == '-' || c == '*');
    if (c >= '0' && c <= '9') continue;
    if (c != '>' && c != '-' && c != '*' && c != '+' && c != '.' && c != ')') break;
    ++count;
  }
  return only_breaks ? 0 : count;
}

}  // namespace

void check_cost(const CleanSource& source, std::size_t offset) {
  const std::string_view text = source.text;
  if (text.size() > kLargestText)
    throw Error("markdown", source.at(1), fmt::format("the text is larger than {} MiB", kLargestText >> 20),
                "split it into several files");
  std::array<std::uint32_t, 256> marks{};
  while (offset < text.size()) {
    std::size_t end = text.find('\n', offset);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(offset, end - offset);
    if (line.find_first_not_of(" \t") == std::string_view::npos) marks.fill(0);
    if (containers_at(line) > kDeepestBlock)
      throw Error("markdown", source.at_offset(offset), "quotes and lists are nested too deeply here",
                  fmt::format("at most {} levels can be read", kDeepestBlock));
    for (char c : line) ++marks[static_cast<unsigned char>(c)];
    for (char mark : kMarks)
      if (marks[static_cast<unsigned char>(mark)] > kMostMarks)
        throw Error("markdown", source.at_offset(offset),
                    fmt::format("more than {} of '{}' without an empty line between", kMostMarks, mark),
                    "separate the paragraphs by empty lines");
    offset = end + 1;
  }
}

}  // namespace broadsheet::content
