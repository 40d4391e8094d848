// A file of the site to be: where it goes and what is in it.
#pragma once

#include <string>

namespace broadsheet {

struct FileBytes {
  std::string path;  ///< below the site's folder, with `/`
  std::string bytes;

  bool operator==(const FileBytes&) const = default;
};

}  // namespace broadsheet
