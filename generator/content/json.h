// A JSON object at the head of a file, as plain data with places.
#pragma once

#include <cstddef>
#include <optional>

#include "content/source.h"
#include "model/data.h"

namespace broadsheet::content {

struct LeadingJson {
  model::Data data;
  std::size_t end = 0;  ///< offset after the object and the line end behind it
};

/// The object that the source starts with; nothing where its text merely starts with a brace (no `"` or `}` follows).
/// Throws Error (rule `json`) with its place where it does not parse, is nested deeper than 64 or has a key twice.
std::optional<LeadingJson> parse_leading_json(const CleanSource& source);

}  // namespace broadsheet::content
