// Makes the scripts of a folder small, as publishing does, and checks that this left none as it was.
//
//     small_scripts FROM TO
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/files.h"
#include "output/minify.h"

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: small_scripts FROM TO\n";
    return 2;
  }
  const std::filesystem::path target(arguments[2]);
  std::filesystem::create_directories(target);
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    const std::string text = broadsheet::read_file(entry.path().string());
    const std::string small = broadsheet::output::minify_js(text);
    if (small.size() >= text.size()) {
      std::cerr << entry.path().filename().string() << " is not smaller than before\n";
      return 1;
    }
    std::ofstream(target / entry.path().filename(), std::ios::binary) << small;
  }
}
