// Runs every folder of tests/template/cases; conformance.py holds the reference engine to the same texts.
// BROADSHEET_REWRITE=1 in the environment writes the expected files anew: review them as a diff.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/diagnostics.h"
#include "base/files.h"
#include "template/environment.h"
#include "template/json_value.h"

namespace broadsheet::tmpl {
namespace {

namespace fs = std::filesystem;

std::string render_case(const fs::path& folder) {
  const Environment environment([&](std::string_view name) -> std::optional<Source> {
    const fs::path file = folder / (name == "main" ? "main.html" : std::string(name));
    if (!fs::exists(file)) return std::nullopt;
    return Source{file.filename().string(), read_file(file.string())};
  });
  nlohmann::ordered_json data = nlohmann::ordered_json::object();
  if (fs::exists(folder / "data.json")) {
    data = nlohmann::ordered_json::parse(read_file((folder / "data.json").string()));
  }
  return render(environment, environment.get("main.html"), variables_of(data));
}

std::vector<fs::path> cases() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(BROADSHEET_SOURCE_DIR) / "tests/template/cases")) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

TEST_CASE("every template case gives its expected text or message", "[template]") {
  const std::vector<fs::path> folders = cases();
  REQUIRE(folders.size() > 40);
  for (const fs::path& folder : folders) {
    INFO(folder.filename().string());
    std::string found;
    fs::path expected = folder / "expected.txt";
    try {
      found = render_case(folder);
    } catch (const Error& error) {
      found = format_diagnostic(error.diagnostic());
      expected = folder / "expected_error.txt";
    }
    if (std::getenv("BROADSHEET_REWRITE") != nullptr) {
      std::ofstream(expected, std::ios::binary) << found;
    } else if (fs::exists(expected)) {
      CHECK(found == read_file(expected.string()));
    } else {
      FAIL_CHECK("another outcome was expected: " << found);
    }
  }
}

}  // namespace
}  // namespace broadsheet::tmpl
