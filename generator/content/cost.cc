#include "content/cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "content/tree.h"

namespace broadsheet::content {

namespace {

/// Marks of one character between two empty lines. Far above what people write: a table of 1,000 rows has 5,000 bars.
constexpr std::uint32_t kMostMarks = 20'000;
constexpr std::size_t kMostColumns = 1'000;
constexpr std::size_t kMostCells = 100'000;
/// Lines before a table, times rows of dashes that do not fit them: cmark reads all of the former for each of the
/// latter.
constexpr std::size_t kMostHeadLines = 20'000;
constexpr std::uint32_t kMostOpenings = 2'000;  // of `<?` and `<!`, whose ends cmark looks for from each
constexpr std::size_t kLargestMarkdown = std::size_t(8) << 20;
constexpr std::string_view kMarks = "[]()*_~`<>!|&:^\"'-\\";

/// How many containers (quotes, list items) the start of a line opens, at most.
int containers_at(std::string_view line) {
  int count = 0;
  bool only_breaks = true;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c == ' ' || c == '\t') continue;
    only_breaks = only_breaks && (c == '-' || c == '*');
    if (c >= '0' && c <= '9') continue;
    const bool marks_item = std::string_view("-*+.)").find(c) != std::string_view::npos &&
                            (at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t');
    if (c != '>' && !marks_item) break;
    ++count;
  }
  return only_breaks ? 0 : count;
}

/// Whether `line` can be the row of dashes below a table's head.
bool is_delimiter_row(std::string_view line) {
  if (line.empty() || std::string_view("|-: \t").find(line[0]) == std::string_view::npos) return false;
  return line.find('|') != std::string_view::npos && line.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// Follows a table: short rows are filled up to its columns, so that rows times columns is what it costs.
class TableCost {
 public:
  bool add(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of("> \t"), line.size()));  // in a quote it costs as much
    if (line.empty()) {
      *this = {};
      return true;
    }
    if (is_delimiter_row(line)) {
      columns_ = std::max(columns_, static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')));
      head_lines_ += lines_;
    }
    ++lines_;
    cells_ += columns_;
    return columns_ <= kMostColumns && cells_ <= kMostCells && head_lines_ <= kMostHeadLines;
  }

 private:
  std::size_t columns_ = 0;
  std::size_t cells_ = 0;
  std::size_t lines_ = 0;       // since the last empty one
  std::size_t head_lines_ = 0;  // before each row of dashes
};

std::uint32_t openings_in(std::string_view line) {
  std::uint32_t count = 0;
  for (std::size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
    const std::string_view next = line.substr(at + 1, 1);
    count += next == "?" || next == "!";
  }
  return count;
}

}  // namespace

void check_cost(const CleanSource& source, std::size_t offset) {
  const std::string_view text = source.text;
  if (text.size() > kLargestMarkdown)
    throw Error("markdown", source.at(1), fmt::format("the text is larger than {} MiB", kLargestMarkdown >> 20),
                "split it into several files");
  std::array<std::uint32_t, 256> marks{};
  std::uint32_t openings = 0;
  const bool has_room = text.size() > kMostMarks;  // for so many: nearly all issues have not, and are not counted
  TableCost table;
  while (offset < text.size()) {
    std::size_t end = text.find('\n', offset);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(offset, end - offset);
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      marks.fill(0);
      openings = 0;
    }
    if (containers_at(line) > kDeepestBlock)
      throw Error("markdown", source.at_offset(offset), "quotes and lists are nested too deeply here",
                  fmt::format("at most {} levels can be read", kDeepestBlock));
    if (!table.add(line))
      throw Error("markdown", source.at_offset(offset), "the table is too large",
                  fmt::format("at most {} columns and {} cells can be read", kMostColumns, kMostCells));
    if ((openings += openings_in(line)) > kMostOpenings)
      throw Error("markdown", source.at_offset(offset),
                  fmt::format("more than {} of '<!' and '<?' without an empty line between", kMostOpenings),
                  "separate the paragraphs by empty lines");
    for (char c : has_room ? line : std::string_view()) ++marks[static_cast<unsigned char>(c)];
    for (char mark : has_room ? kMarks : std::string_view())
      if (marks[static_cast<unsigned char>(mark)] > kMostMarks)
        throw Error("markdown", source.at_offset(offset),
                    fmt::format("more than {} of '{}' without an empty line between", kMostMarks, mark),
                    "separate the paragraphs by empty lines");
    offset = end + 1;
  }
}

}  // namespace broadsheet::content
