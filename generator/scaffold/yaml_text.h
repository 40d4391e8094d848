// Scalars as YAML that people like to read and that reads back as the same text.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::scaffold {

/// `text` plain where YAML 1.2 cannot take it for anything else, also inside `[…]`; else in double quotes
/// (section 7.3.1).
std::string yaml_scalar(std::string_view text);

/// `text` on one line, fit to stand after `#`.
std::string yaml_comment(std::string_view text);

}  // namespace broadsheet::scaffold
