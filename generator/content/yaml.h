// YAML 1.2 (core schema) as plain data with places. The only user of yaml-cpp.
#pragma once

#include <string_view>

#include "model/data.h"

namespace broadsheet::content {

/// The one document in `text`, whose first line is line `first_line` of `file`; lines and columns of the result count
/// in the file. Quoted scalars are text; keys are text as written. Throws Error (rule `yaml`) with the place where it
/// does not parse, has a key twice, is nested deeper than 64, expands aliases to more than 10,000 values, is larger
/// than 16 MiB, or holds a second document. Empty text gives null.
model::Data parse_yaml(std::string_view file, std::string_view text, int first_line = 1);

/// A plain scalar by the rules of the core schema (YAML 1.2.2, section 10.3.2): null, bool, integer, number or text.
void resolve_scalar(std::string_view text, model::Data& data);

}  // namespace broadsheet::content
