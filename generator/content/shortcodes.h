// Shortcodes (`{{< name argument >}}`), which an issue's author writes for the site and not for the reader.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "content/source.h"

namespace broadsheet::content {

/// A `sources` shortcode.
struct SourcesShortcode {
  std::string list;  ///< empty where the author named none
  Location place;
};

/// Blanks each line from `offset` on that is a `sources` shortcode, and gives them in order. Warns (rule
/// `unknown-shortcode`) of every other shortcode; its text stays. Code, and what `{{</* … */>}}` escapes, is left
/// alone.
std::vector<SourcesShortcode> take_shortcodes(CleanSource& source, std::size_t offset, Diagnostics& diagnostics);

}  // namespace broadsheet::content
