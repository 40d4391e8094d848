#include "base/diagnostics.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace broadsheet {

namespace {

constexpr std::size_t kLongestShown = 200;  // code points of a line

auto order_of(const Diagnostic& d) {
  return std::tie(d.location.file, d.location.line, d.location.column, d.rule, d.message, d.hint);
}

/// Fewer notes first.
bool comes_before(const std::vector<Note>& a, const std::vector<Note>& b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Note& x, const Note& y) {
    const auto key = [](const Note& note) {
      return std::tie(note.location.file, note.location.line, note.location.column, note.message);
    };
    return key(x) < key(y);
  });
}

bool is_wide(char32_t c) {
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool is_zero_width(char32_t c) {
  const int category = u_charType(static_cast<UChar32>(c));
  return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR;
}

/// Appends `c` as a terminal may show it; gives the columns that it takes there.
int append_shown(std::string& out, char32_t c) {
  if (c == '\t') {
    out += '\t';
    return 1;
  }
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
    out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    return 4;
  }
  // Marks that turn the direction of text could make a message read as something else.
  if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) {
    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    return 6;
  }
  append_utf8(out, c);
  return is_zero_width(c) ? 0 : is_wide(c) ? 2 : 1;
}

std::string shown(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_shown(out, next_code_point(text, at));
  return out;
}

/// The source line and, under its column, a caret. A long line is cut to the part around the column.
std::string format_excerpt(const Location& location, std::string_view caret_start, std::string_view caret_end) {
  if (location.excerpt.empty()) return {};
  const std::size_t column = static_cast<std::size_t>(std::max(location.column, 1)) - 1;
  const std::size_t from = column < kLongestShown * 3 / 4 ? 0 : column - kLongestShown / 2;
  std::string line = from ? "  …" : "  ";
  std::string caret = from ? "   " : "  ";
  std::size_t number = 0;
  for (std::size_t at = 0; at < location.excerpt.size(); ++number) {
    const char32_t c = next_code_point(location.excerpt, at);
    if (number < from) continue;
    if (number == from + kLongestShown) {
      line += "…";
      break;
    }
    const int width = append_shown(line, c);
    if (number < column) caret += c == '\t' ? std::string(1, '\t') : std::string(static_cast<std::size_t>(width), ' ');
  }
  line += '\n';
  if (location.column > 0) line += fmt::format("{}{}^{}\n", caret, caret_start, caret_end);
  return line;
}

std::string format_place(const Location& location) {
  if (location.file.empty()) return {};
  std::string place = shown(location.file);
  if (location.line > 0) place += fmt::format(":{}", location.line);
  if (location.line > 0 && location.column > 0) place += fmt::format(":{}", location.column);
  return place + ": ";
}

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "\x1b[1;31m";
    case Severity::warning:
      return "\x1b[1;33m";
    case Severity::info:
      return "\x1b[1;36m";
  }
  return "";
}

}  // namespace

std::string_view quoted_line(std::string_view text, std::size_t start) {
  std::string_view line = text.substr(start, kLongestQuoted + 2);  // and the line's end
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.size() > kLongestQuoted ? std::string_view() : line;
}

Location locate(std::string_view file, std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t before = text.substr(0, offset).rfind('\n');
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const int line =
      static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(start), '\n')) + 1;
  const int column = static_cast<int>(count_code_points(text.substr(start, offset - start))) + 1;
  return {std::string(file), line, column, std::string(quoted_line(text, start))};
}

Location locate_line(std::string_view file, std::string_view text, int line, int column) {
  std::size_t start = 0;
  for (int at = 1; at < line && start != std::string_view::npos; ++at) {
    start = text.find('\n', start);
    if (start != std::string_view::npos) ++start;
  }
  if (start == std::string_view::npos || line < 1) return {std::string(file), line, column, {}};
  return {std::string(file), line, column, std::string(quoted_line(text, start))};
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

Error::Error(std::string rule, Location location, std::string message, std::string hint, std::vector<Note> notes)
    : std::runtime_error(format_place(location) + message), diagnostic_{Severity::error,     std::move(rule),
                                                                        std::move(location), std::move(message),
                                                                        std::move(hint),     std::move(notes)} {}

void Diagnostics::add(Diagnostic diagnostic) {
  std::lock_guard lock(mutex_);
  found_.push_back(std::move(diagnostic));
}

void Diagnostics::error(std::string rule, Location location, std::string message, std::string hint) {
  add(Diagnostic{Severity::error, std::move(rule), std::move(location), std::move(message), std::move(hint), {}});
}

void Diagnostics::warning(std::string rule, Location location, std::string message, std::string hint) {
  add(Diagnostic{Severity::warning, std::move(rule), std::move(location), std::move(message), std::move(hint), {}});
}

void Diagnostics::info(std::string rule, Location location, std::string message, std::string hint) {
  add(Diagnostic{Severity::info, std::move(rule), std::move(location), std::move(message), std::move(hint), {}});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::lock_guard lock(mutex_);
  std::vector<Diagnostic> all = found_;
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    if (const auto order = order_of(a) <=> order_of(b); order != 0) return order < 0;
    return comes_before(a.notes, b.notes);
  });
  // One mistake in a template or a shortcode is met by every page that makes use of it, each with notes of its own.
  const auto same = [](const auto& a, const auto& b) { return a.severity == b.severity && order_of(a) == order_of(b); };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  return all;
}

std::size_t Diagnostics::count(Severity severity) const {
  std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(found_.begin(), found_.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

std::string format_diagnostic(const Diagnostic& diagnostic, bool color) {
  const std::string_view start = color ? color_of(diagnostic.severity) : "";
  const std::string_view end = color ? "\x1b[0m" : "";
  std::string rule = diagnostic.rule.empty() ? "" : fmt::format(" [{}]", diagnostic.rule);
  std::string out = fmt::format("{}{}{}:{} {}{}\n", format_place(diagnostic.location), start,
                                severity_name(diagnostic.severity), end, shown(diagnostic.message), rule);
  out += format_excerpt(diagnostic.location, start, end);
  if (!diagnostic.hint.empty()) out += fmt::format("  hint: {}\n", shown(diagnostic.hint));
  for (const Note& note : diagnostic.notes) {
    out += fmt::format("  {}note: {}\n", format_place(note.location), shown(note.message));
  }
  return out;
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const std::size_t limit = std::max<std::size_t>(1, name.size() / 3);
  std::string best;
  std::size_t best_distance = limit + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > name.size() + limit || name.size() > candidate.size() + limit) continue;
    // Optimal string alignment: edits and swaps of neighbours, three rows at a time.
    std::vector<std::size_t> before(candidate.size() + 1), above(candidate.size() + 1), row(candidate.size() + 1);
    for (std::size_t j = 0; j <= candidate.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= name.size(); ++i) {
      row[0] = i;
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (name[i - 1] != candidate[j - 1])});
        if (i > 1 && j > 1 && name[i - 1] == candidate[j - 2] && name[i - 2] == candidate[j - 1])
          row[j] = std::min(row[j], before[j - 2] + 1);
      }
      std::swap(before, above);
      std::swap(above, row);
    }
    if (above[candidate.size()] < best_distance) {
      best_distance = above[candidate.size()];
      best = candidate;
    }
  }
  return best;
}

}  // namespace broadsheet
