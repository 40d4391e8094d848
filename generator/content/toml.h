// TOML 1.0 as plain data with places. toml.cc is the only user of toml++.
#pragma once

#include <string_view>

#include "content/source.h"
#include "model/data.h"

namespace broadsheet::content {

/// The table in `text`, which is a part of `source` and starts at its line `first_line`. Dates and times are text as
/// RFC 3339 has them. Throws Error (rule `toml`) with its place where it does not parse.
model::Data parse_toml(const CleanSource& source, std::string_view text, int first_line);

}  // namespace broadsheet::content
