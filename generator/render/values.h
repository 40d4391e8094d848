// The values that a page's template sees, written out for theme designers: as text to read, and as JSON.
#pragma once

#include <cstddef>
#include <string>

#include "model/theme.h"
#include "render/page.h"

namespace broadsheet::render {

/// How much is written. Records hold records without end: below `depth` of them only texts, numbers and truth values
/// are told, and of each list the first `items` elements.
struct Extent {
  std::size_t depth = 2;
  std::size_t items = 3;
};

/// A line a value, indented by where it is: `name: "Cloudflare"`, and for records and lists what they are, then theirs.
std::string values_as_text(const Variables& variables, Extent extent);

/// An object with a member a variable. HTML, which templates print as it is, is `{"__html__": "<p>…"}`, and what the
/// extent leaves out is not there; so that render_file() takes it as data.
std::string values_as_json(const Variables& variables, Extent extent);

/// `file`, a template, with the variables of `data_file`, a JSON object. Templates that it names are looked up in the
/// nearest folder above it that is called `templates` (or its own), then in those of `theme`. In it asset(name) is
/// assets/name below the data's site.base. Throws Error (rules `template`, `json`, `file`).
std::string render_file(const std::string& file, const std::string& data_file, const model::Theme& theme);

}  // namespace broadsheet::render
