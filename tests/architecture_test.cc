// Holds the include table of ARCHITECTURE.md.
#include <catch2/catch.hpp>
#include <cstring>
#include <set>
#include <sstream>

#include "base/files.h"
#include "base/text.h"

namespace broadsheet {

namespace {

struct Row {
  std::set<std::string> folders;
  std::set<std::string> libraries;
};

std::set<std::string> words(std::string_view text) {
  std::set<std::string> found;
  std::string word;
  for (char c : std::string(text) + " ") {
    if (c != ' ' && c != ',' && c != '`') {
      word += c;
    } else if (!word.empty()) {
      found.insert(std::exchange(word, {}));
    }
  }
  return found;
}

std::map<std::string, Row> include_table() {
  std::map<std::string, Row> table;
  std::istringstream lines(read_file(BROADSHEET_SOURCE_DIR "/ARCHITECTURE.md"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    const auto cells = split(line, '|');
    if (cells.size() < 6) continue;
    table[*words(cells[1]).begin()] = {words(cells[3]), words(cells[4])};
  }
  return table;
}

/// Libraries by how their headers start.
std::string library_of(const std::string& header) {
  for (const char* start : {"unicode/", "boost/", "oneapi/", "nlohmann/", "yaml-cpp/", "toml++/", "CLI/", "linux/",
                            "srchilite/", "cereal/"})
    if (header.starts_with(start)) return std::string(start, std::strlen(start) - 1);
  for (const char* start : {"cmark", "xapian", "xxhash", "libdeflate"})
    if (header.starts_with(start)) return start;
  return {};
}

}  // namespace

TEST_CASE("folders include what the table in ARCHITECTURE.md lets them", "[architecture]") {
  const auto table = include_table();
  REQUIRE(table.size() >= 9);
  std::vector<FolderProblem> problems;
  std::vector<std::string> wrong;
  for (const FoundFile& file : list_files(BROADSHEET_SOURCE_DIR "/generator", problems)) {
    const std::size_t slash = file.relative.find('/');
    const std::string folder = slash == std::string::npos ? "root" : file.relative.substr(0, slash);
    if (!table.contains(folder)) {
      wrong.push_back(file.relative + " is in a folder without a row");
      continue;
    }
    const Row& row = table.at(folder);
    std::istringstream lines(read_file(file.path));
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("#include ")) continue;
      const std::string header = line.substr(10, line.find_last_of("\">") - 10);
      if (line[9] == '"') {
        const std::size_t end = header.find('/');
        const std::string target = end == std::string::npos ? "root" : header.substr(0, end);
        if (target != folder && !row.folders.contains(target)) wrong.push_back(file.relative + " includes " + header);
      } else if (const std::string library = library_of(header); !library.empty() && !row.libraries.contains(library)) {
        wrong.push_back(file.relative + " includes " + header);
      }
    }
  }
  CHECK(wrong == std::vector<std::string>{});
}

}  // namespace broadsheet
