// Text in XML.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::render {

/// Escaped for XML 1.0, which has no place for most control characters, not even as references: these are left out.
std::string escape_xml(std::string_view text);
void append_escaped_xml(std::string& out, std::string_view text);

}  // namespace broadsheet::render
