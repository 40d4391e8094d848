// A folder of a test's own, gone when the test is.
#pragma once

#include <boost/filesystem.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace broadsheet {

class Scratch {
 public:
  Scratch() : path_(boost::filesystem::temp_directory_path() / boost::filesystem::unique_path("broadsheet-%%%%%%%%")) {
    boost::filesystem::create_directories(path_);
  }
  ~Scratch() {
    boost::system::error_code ignored;
    boost::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path() const { return path_.string(); }
  std::string path(std::string_view below) const { return (path_ / std::string(below)).string(); }

  /// Writes a file, and the folders on the way.
  void write(std::string_view below, std::string_view text) const {
    const boost::filesystem::path file = path_ / std::string(below);
    boost::filesystem::create_directories(file.parent_path());
    std::ofstream(file.string(), std::ios::binary) << text;
  }

  /// Copies a folder with all that is below it. (Boost's copy waits for the disk after each file.)
  void copy(const std::string& from, std::string_view below) const {
    namespace fs = boost::filesystem;
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
      if (!fs::is_regular_file(entry.status())) continue;
      std::ifstream file(entry.path().string(), std::ios::binary);
      write(std::string(below) + "/" + entry.path().lexically_relative(from).generic_string(),
            std::string(std::istreambuf_iterator<char>(file), {}));
    }
  }

  std::string read(std::string_view below) const {
    std::ifstream file((path_ / std::string(below)).string(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// The bytes of every file below a folder, by name.
  std::map<std::string, std::string> tree(std::string_view below) const {
    std::map<std::string, std::string> files;
    const boost::filesystem::path root = path_ / std::string(below);
    if (!boost::filesystem::exists(root)) return files;
    for (const auto& entry : boost::filesystem::recursive_directory_iterator(root))
      if (boost::filesystem::is_regular_file(entry.status())) {
        const std::string name = entry.path().lexically_relative(root).generic_string();
        files[name] = read(std::string(below) + "/" + name);
      }
    return files;
  }

 private:
  boost::filesystem::path path_;
};

}  // namespace broadsheet
