// The data at the head of a Markdown file: YAML between `---`, TOML between `+++`, a JSON object, or `Key: value`
// lines.
#pragma once

#include <cstddef>
#include <string_view>

#include "content/source.h"
#include "model/data.h"

namespace broadsheet::content {

/// A file split in two. `data` is a map, empty where there is no front matter.
struct FrontMatter {
  model::Data data;
  std::size_t body = 0;  ///< offset of the text after it
  int body_line = 1;     ///< line of that offset, from 1
};

/// Splits and parses. A `---` that is never closed is a thematic break, not front matter, unless a `key:` line follows
/// it. Throws Error (rule `front-matter`, or that of the format) where it does not parse or is no map.
FrontMatter read_front_matter(const CleanSource& source);

}  // namespace broadsheet::content
