// Whole builds. Each folder of tests/sites/ has content/, themes/ and the site that must come out, expected/: missing
// and extra files fail. Each of tests/sites_invalid/ has expected_errors.txt: all that a build says of it.
// BROADSHEET_UPDATE_EXPECTED=1 writes what comes out instead; review it as a diff.
#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "base/files.h"
#include "base/text.h"
#include "build.h"
#include "scratch.h"

namespace broadsheet {

namespace {

namespace fs = boost::filesystem;

bool updating() {
  return std::getenv("BROADSHEET_UPDATE_EXPECTED") != nullptr;
}

std::vector<std::string> cases(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::map<std::string, std::string> tree(const std::string& root) {
  std::vector<FolderProblem> problems;
  std::map<std::string, std::string> files;
  for (const FoundFile& file : list_files(root, problems)) files[file.relative] = read_file(file.path);
  return files;
}

BuildOptions options_for(const std::string& folder, const Scratch& scratch) {
  BuildOptions options;
  options.content = folder + "/content";
  options.themes = fs::exists(folder + "/themes") ? folder + "/themes" : BROADSHEET_SOURCE_DIR "/tests/themes";
  options.out = scratch.path("site");
  options.cache = scratch.path("cache");
  options.search = false;
  return options;
}

/// Messages without the folder of this checkout.
std::string all_messages(const Diagnostics& diagnostics, const std::string& folder) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) out += format_diagnostic(diagnostic);
  for (const std::string& prefix : {folder + "/", std::string(BROADSHEET_SOURCE_DIR "/")})
    for (std::size_t at; (at = out.find(prefix)) != std::string::npos;) out.erase(at, prefix.size());
  return out;
}

void write_expected(const std::string& folder, const std::map<std::string, std::string>& files) {
  fs::remove_all(folder);
  for (const auto& [name, bytes] : files) {
    fs::create_directories((fs::path(folder) / name).parent_path());
    std::ofstream((fs::path(folder) / name).string(), std::ios::binary) << bytes;
  }
}

}  // namespace

TEST_CASE("sites come out as expected, byte for byte", "[sites]") {
  const std::string root = BROADSHEET_SOURCE_DIR "/tests/sites";
  for (const std::string& name : cases(root)) {
    DYNAMIC_SECTION(name) {
      const std::string folder = root + "/" + name;
      const Scratch scratch;
      Diagnostics diagnostics;
      const BuildReport report = build(options_for(folder, scratch), diagnostics);
      INFO(all_messages(diagnostics, folder));
      REQUIRE(report.published);
      const auto made = tree(scratch.path("site"));
      if (updating()) write_expected(folder + "/expected", made);
      const auto expected = tree(folder + "/expected");
      for (const auto& [file, bytes] : expected) {
        INFO("missing: " << file);
        REQUIRE(made.contains(file));
        CHECK(made.at(file) == bytes);
      }
      for (const auto& [file, bytes] : made) {
        INFO("extra: " << file);
        CHECK(expected.contains(file));
      }
    }
  }
}

TEST_CASE("everything wrong with a site is told in one run, and nothing is published", "[sites]") {
  const std::string root = BROADSHEET_SOURCE_DIR "/tests/sites_invalid";
  for (const std::string& name : cases(root)) {
    DYNAMIC_SECTION(name) {
      const std::string folder = root + "/" + name;
      const Scratch scratch;
      scratch.write("site/.broadsheet", "");
      scratch.write("site/index.html", "the old site");
      const auto before = scratch.tree("site");
      Diagnostics diagnostics;
      const BuildReport report = build(options_for(folder, scratch), diagnostics);
      CHECK_FALSE(report.published);
      CHECK(scratch.tree("site") == before);
      const std::string messages = all_messages(diagnostics, folder);
      const std::string file = folder + "/expected_errors.txt";
      if (updating()) std::ofstream(file, std::ios::binary) << messages;
      CHECK(messages == read_file(file));
    }
  }
}

TEST_CASE("two builds give the same bytes, whatever the number of threads, the folder and the time zone", "[sites]") {
  const Scratch scratch;
  std::vector<std::map<std::string, std::string>> trees;
  for (std::size_t jobs : {1u, 2u, 8u}) {
    const std::string place = "place" + std::to_string(jobs);
    fs::create_directories(scratch.path(place));
    scratch.copy(BROADSHEET_SOURCE_DIR "/content", std::string(place) + "/content");
    BuildOptions options;
    options.content = scratch.path(place) + "/content";
    options.themes = BROADSHEET_SOURCE_DIR "/themes";
    options.out = scratch.path(place) + "/site";
    options.cache = scratch.path(place) + "/cache";
    options.jobs = jobs;
    ::setenv("TZ", jobs == 2 ? "Pacific/Kiritimati" : "America/Lima", 1);
    Diagnostics diagnostics;
    const BuildReport report = build(options, diagnostics);
    INFO(all_messages(diagnostics, options.content));
    REQUIRE(report.published);
    CHECK(report.pages > 50);
    trees.push_back(scratch.tree(place + "/site"));
  }
  CHECK(trees[0] == trees[1]);
  CHECK(trees[0] == trees[2]);
}

}  // namespace broadsheet
