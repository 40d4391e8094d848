#include "scaffold/write.h"

#include <boost/filesystem.hpp>
#include <fstream>

#include "base/diagnostics.h"

namespace broadsheet::scaffold {

namespace fs = boost::filesystem;

void expect_new(const std::string& folder, const std::vector<FileBytes>& files) {
  boost::system::error_code ignored;
  for (const FileBytes& file : files) {
    const fs::path path = fs::path(folder) / file.path;
    if (fs::exists(fs::symlink_status(path, ignored)))
      throw Error("file", {path.string(), 0, 0, {}}, "is there already, and nothing was written",
                  "move it away, or give another folder");
  }
}

void write_files(const std::string& folder, const std::vector<FileBytes>& files) {
  for (const FileBytes& file : files) {
    const fs::path path = fs::path(folder) / file.path;
    boost::system::error_code problem;
    fs::create_directories(path.parent_path(), problem);
    std::ofstream out(path.string(), std::ios::binary | std::ios::trunc);
    out << file.bytes;
    if (!out.flush()) throw Error("file", {path.string(), 0, 0, {}}, "cannot be written");
  }
}

void link_issues(const std::string& folder, const std::string& from) {
  boost::system::error_code problem;
  fs::create_directories(folder, problem);
  const fs::path link = fs::path(folder) / "issues";
  const fs::path target = fs::canonical(from, problem);
  if (fs::exists(link)) {
    if (fs::canonical(link, problem) == target) return;
    throw Error("file", {link.string(), 0, 0, {}}, "is there already, and is another folder than " + from,
                "give another folder with --content");
  }
  fs::create_directory_symlink(target.lexically_relative(fs::canonical(folder)), link, problem);
  if (problem) throw Error("file", {link.string(), 0, 0, {}}, "cannot be made: " + problem.message());
}

}  // namespace broadsheet::scaffold
