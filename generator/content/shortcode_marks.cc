#include "content/shortcode_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::string_view kMarkStart = "\xef\xb7";  // the first two bytes of U+FDD0 to U+FDD2
constexpr std::size_t kMarkSize = 3;

/// Appends authored text; what would be a mark in it becomes U+FFFD.
void append_authored(std::string& out, std::string_view text) {
  for (std::size_t at = text.find(kMarkStart); at != std::string_view::npos; at = text.find(kMarkStart)) {
    const std::string_view character = text.substr(at, kMarkSize);
    const bool mark = character == "\uFDD0" || character == "\uFDD1" || character == kMarkFiller;
    out.append(text, 0, at).append(mark ? kReplacementCharacter : character);
    text.remove_prefix(std::min(at + kMarkSize, text.size()));
  }
  out.append(text);
}

}  // namespace

std::string with_marks(std::string_view text, const MarkedPart& part, const std::vector<ShortcodeCall>& calls) {
  std::string out;
  std::size_t copied = part.begin;
  for (std::size_t at = part.first_call; at < part.last_call; at = calls[at].next) {
    const ShortcodeCall& call = calls[at];
    append_authored(out, text.substr(copied, call.tag.begin - copied));
    out.append(kMarkOpen).append(fmt::format("{}", at)).append(kMarkClose);
    const std::string_view whole = text.substr(call.tag.begin, call.end - call.tag.begin);
    const std::string line = "\n" + container_prefix(text, call.tag.begin).append(kMarkFiller);
    for (auto lines = std::count(whole.begin(), whole.end(), '\n'); lines > 0; --lines) out += line;
    copied = call.end;
  }
  append_authored(out, text.substr(copied, part.end - copied));
  return out;
}

std::string container_prefix(std::string_view text, std::size_t at) {
  const std::size_t start = text.substr(0, at).rfind('\n') + 1;
  std::string prefix(text.substr(start, at - start));
  if (prefix.find_first_not_of(" \t>-*+.)0123456789") != std::string::npos) return {};
  for (char& c : prefix)
    if (c != '>' && c != '\t') c = ' ';
  return prefix;
}

std::string without_prefix(std::string_view text, std::string_view prefix) {
  if (prefix.empty()) return std::string(text);
  const std::size_t first = std::min(text.find('\n'), text.size());
  std::string out(text.substr(0, first));
  for (std::size_t at = first; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at + 1), text.size());
    const std::string_view line = text.substr(at + 1, end - at - 1);
    std::size_t same = 0;
    while (same < line.size() && same < prefix.size() && line[same] == prefix[same]) ++same;
    out.append("\n").append(line.substr(same));
    at = end;
  }
  return out;
}

std::vector<MarkedPiece> take_apart(std::string_view text) {
  std::vector<MarkedPiece> pieces;
  using PieceKind = MarkedPiece::Kind;
  while (!text.empty()) {
    const std::size_t mark = std::min(text.find(kMarkOpen), text.find(kMarkFiller));
    if (mark > 0) pieces.push_back({PieceKind::text, text.substr(0, mark)});
    if (mark >= text.size()) break;
    text.remove_prefix(mark);
    if (text.starts_with(kMarkFiller)) {
      pieces.push_back({PieceKind::filler, {}});
      text.remove_prefix(kMarkFiller.size());
      continue;
    }
    MarkedPiece piece{PieceKind::call, {}};
    const char* const digits = text.data() + kMarkOpen.size();
    const char* const end = std::from_chars(digits, text.data() + text.size(), piece.call).ptr;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + kMarkClose.size());
    pieces.push_back(piece);
  }
  return pieces;
}

bool has_marks(std::string_view text) {
  return text.find(kMarkOpen) != std::string_view::npos || text.find(kMarkFiller) != std::string_view::npos;
}

}  // namespace broadsheet::content
