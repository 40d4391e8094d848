// The keys of front matter that every kind of page understands.
#pragma once

#include <string>
#include <vector>

#include "content/fields.h"
#include "model/issue.h"

namespace broadsheet::content {

/// Known keys, with the types checked; all others stay in the data for themes.
struct Matter {
  std::string title;
  std::string date;
  int date_line = 0;
  int date_column = 0;
  std::string slug;
  std::string description;
  std::string language;
  std::vector<std::string> tags;
  std::vector<std::string> categories;
  std::vector<std::string> aliases;
  bool draft = false;
};

/// Reads `data`; values of the wrong type are errors (rule `front-matter`) and read as if they were not there.
Matter read_matter(const CleanSource& source, const model::Data& data, Diagnostics& diagnostics);

}  // namespace broadsheet::content
