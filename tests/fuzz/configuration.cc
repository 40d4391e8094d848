// Any bytes as the configuration: the first byte says which file they are.
#include <unistd.h>

#include <boost/filesystem.hpp>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include "content/config.h"
#include "content/theme_reader.h"

using namespace broadsheet;

namespace fs = boost::filesystem;

namespace {

/// A folder of this process, in memory where there is such a file system.
struct Folder {
  std::string path;

  Folder() {
    const std::string root = fs::is_directory("/dev/shm") ? "/dev/shm" : fs::temp_directory_path().string();
    path = root + "/broadsheet-fuzz-" + std::to_string(::getpid());
    fs::create_directories(path + "/sources");
    fs::create_directories(path + "/themes/mine");
  }
  ~Folder() { fs::remove_all(path); }
};

void write(const std::string& file, const char* bytes, std::size_t size) {
  std::ofstream(file, std::ios::binary).write(bytes, static_cast<std::streamsize>(size));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string names[] = {"/site.yaml", "/companies.yaml", "/topics.yaml", "/sources/tech.yaml",
                                      "/themes/mine/theme.yaml"};
  static const Folder folder;
  if (size == 0) return 0;
  const std::string file = folder.path + names[data[0] % 5];
  write(file, reinterpret_cast<const char*>(data) + 1, size - 1);
  Diagnostics diagnostics;
  const model::Site site = content::read_site(folder.path, diagnostics);
  model::Theme theme = content::read_theme(folder.path + "/themes", "mine", diagnostics);
  content::set_options(theme, site, diagnostics);
  fs::remove(file);
  for (const Diagnostic& diagnostic : diagnostics.sorted())
    if (diagnostic.location.file.empty() || diagnostic.message.empty()) std::abort();
  return 0;
}
