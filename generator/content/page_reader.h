// Reads a page that is no issue: about and the like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "content/source.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::content {

/// The page in `source`: `pages/about.md` has the address `/about/`, `pages/legal/index.md` has `/legal/`; `slug` in
/// the front matter replaces the last part. Nothing where an error, which is reported, makes it unreadable.
std::optional<model::StandalonePage> read_page(const model::Site& site, const Source& source, Diagnostics& diagnostics);

}  // namespace broadsheet::content
