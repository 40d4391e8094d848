#include "base/json_text.h"

#include <fmt/format.h>

#include "base/byte_search.h"
#include "base/text.h"

namespace broadsheet {
namespace {

constexpr auto kJsonBytes = [](ByteRun run) -> ByteMarks { return (run < 0x20) | (run == '"') | (run == '\\'); };

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  if (find_broken_utf8(text)) return append_json_text(out, repair_utf8(text));
  std::string other;
  out += '"';
  append_replaced(out, text, kJsonBytes, [&](char c) -> std::string_view {
    if (c == '\n') return "\\n";
    if (c == '"') return "\\\"";
    if (c == '\\') return "\\\\";
    return other = fmt::format("\\u{:04x}", static_cast<unsigned>(c));
  });
  out += '"';
}

}  // namespace broadsheet
