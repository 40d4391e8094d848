#include "render/xml.h"

#include "base/byte_search.h"
#include "base/text.h"

namespace broadsheet::render {

namespace {

/// Whether the text is well-formed and no byte begins a character that XML does not have; most texts are so.
bool is_clean(std::string_view text) {
  const auto odd = [](ByteRun run) -> ByteMarks {
    // 0xef begins U+FFFE, U+FFFF and others.
    return ((run < 0x20) & (run != '\t') & (run != '\n') & (run != '\r')) | (run == 0xef);
  };
  const char* const end = text.data() + text.size();
  return find_byte(text.data(), end, odd) == end && !find_broken_utf8(text);
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  append_escaped_xml(out, text);
  return out;
}

void append_escaped_xml(std::string& out, std::string_view text) {
  if (is_clean(text)) return append_escaped_html(out, text);
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xfffe && c != 0xffff) append_utf8(clean, c);
  }
  append_escaped_html(out, clean);
}

}  // namespace broadsheet::render
