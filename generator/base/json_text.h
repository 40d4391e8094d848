// Texts as JSON. Documents are written by nlohmann-json; this is for the files that have so many texts that the
// library's own copies of them, and its look at each character, were a part of the time of a build.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet {

/// Appends `text` as a JSON string (RFC 8259) in its quotes: in UTF-8, only what must be escaped is, and broken UTF-8
/// becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

}  // namespace broadsheet
