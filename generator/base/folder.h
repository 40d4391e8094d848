// What stands in a folder, read whole before anything is moved or removed there: a folder that changes while it is read
// may give an entry twice or not at all.
#pragma once

#include <dirent.h>

#include <algorithm>
#include <boost/filesystem.hpp>
#include <memory>
#include <string>
#include <vector>

namespace broadsheet {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
/// For readdir(3), which tells what entries are; closed when it goes.
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

/// The paths of the folder's entries, in no order; those before the one where reading ended with `problem`.
inline std::vector<boost::filesystem::path> entries_of(const std::string& folder, boost::system::error_code& problem) {
  namespace fs = boost::filesystem;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, problem); !problem && at != fs::directory_iterator(); at.increment(problem))
    entries.push_back(at->path());
  return entries;
}

inline bool has_dot(const boost::filesystem::path& path) {
  return path.filename().native().starts_with('.');
}

/// Whether nothing stands in the folder whose name does not start with a dot; entries as above.
inline bool is_bare(const std::string& folder, boost::system::error_code& problem) {
  const std::vector<boost::filesystem::path> entries = entries_of(folder, problem);
  return std::all_of(entries.begin(), entries.end(), has_dot);
}

}  // namespace broadsheet
