#include "render/xml.h"

#include "base/text.h"

namespace broadsheet::render {

std::string escape_xml(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xfffe && c != 0xffff) append_utf8(clean, c);
  }
  return escape_html(clean);
}

}  // namespace broadsheet::render
