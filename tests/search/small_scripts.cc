// Makes the scripts of a folder small and puts into each what it imports, as publishing does, and checks that this left
// none as it was.
//
//     small_scripts FROM TO
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/files.h"
#include "output/bundle.h"
#include "output/minify.h"

using broadsheet::output::bundle_js;
using broadsheet::output::minify_js;
using broadsheet::output::shorten_names;

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: small_scripts FROM TO\n";
    return 2;
  }
  const std::filesystem::path target(arguments[2]);
  std::filesystem::create_directories(target);
  for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
    const std::string text = broadsheet::read_file(entry.path().string());
    const std::string small = minify_js(text);
    const std::string whole = shorten_names(bundle_js(small, [&](std::string_view other) {
      return std::optional(
          minify_js(broadsheet::read_file((entry.path().parent_path() / std::string(other)).string())));
    }));
    if (small.size() >= text.size() || whole.find("from\"./") != std::string::npos ||
        whole.find("$module") != std::string::npos) {
      std::cerr << entry.path().filename().string() << " is as it was\n";
      return 1;
    }
    std::ofstream(target / entry.path().filename(), std::ios::binary) << whole;
  }
}
