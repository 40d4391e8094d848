#include "content/source.h"

#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// CRLF and lone CR become LF, NUL becomes U+FFFD.
std::string plain_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\0')
      out += kReplacementCharacter;
    else if (c != '\r')
      out += c;
    else if (at + 1 == text.size() || text[at + 1] != '\n')
      out += '\n';
  }
  return out;
}

}  // namespace

CleanSource clean(const Source& source, Diagnostics& diagnostics) {
  std::string_view text = source.text;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string repaired;
  if (const auto broken = find_broken_utf8(text)) {
    repaired = repair_utf8(text);
    // Located in the repaired text, so that the excerpt can be shown; the bytes before the first damage are the same.
    diagnostics.warning("encoding", locate(source.path, repaired, *broken), "the text is not UTF-8 here",
                        "save the file as UTF-8; the broken bytes are shown as \xef\xbf\xbd");
    text = repaired;
  }
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos)
    diagnostics.warning("encoding", locate(source.path, text, nul), "a NUL byte stands in the text", "remove it");
  if (nul == std::string_view::npos && text.find('\r') == std::string_view::npos)
    return {source.path, std::string(text)};
  return {source.path, plain_lines(text)};
}

}  // namespace broadsheet::content
