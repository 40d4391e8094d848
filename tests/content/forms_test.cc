// Reads each folder of tests/content/forms as a content folder and compares the dump of its issues, and the findings,
// with expected.txt. BROADSHEET_UPDATE_EXPECTED=1 rewrites the expectations; review the difference.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <set>

#include "base/files.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "content/dump.h"

namespace broadsheet::content {

namespace {

const std::string kFolder = BROADSHEET_SOURCE_DIR "/tests/content/forms";

std::string read_folder(const std::string& folder) {
  Diagnostics diagnostics;
  model::Site site = read_site(folder, diagnostics);
  site.shortcodes = {"box", "figure", "icon", "tab", "tabs"};
  const ReadResult result = read_archive(site, folder, diagnostics);
  std::string out;
  for (const model::Issue& issue : result.issues) out += dump(issue) + "\n";
  for (const model::StandalonePage& page : result.pages)
    out += "page " + page.path + " " + page.address + "\ntitle \"" + page.title + "\"\nhtml\n" + page.html + "text\n" +
           page.text + "\n\n";
  for (const model::SeriesRule& rule : result.inferred_series)
    out += "inferred series " + rule.slug + " \"" + rule.name + "\"\n";
  for (const Diagnostic& found : diagnostics.sorted())
    if (found.location.file != "site.yaml" || found.severity != Severity::info) out += format_diagnostic(found);
  return out;
}

}  // namespace

TEST_CASE("every form that authors write is read as expected", "[content]") {
  std::vector<FolderProblem> problems;
  std::set<std::string> folders;
  for (const FoundFile& file : list_files(kFolder, problems))
    folders.insert(file.relative.substr(0, file.relative.find('/')));
  REQUIRE(folders.size() > 20);
  const bool update = std::getenv("BROADSHEET_UPDATE_EXPECTED") != nullptr;
  for (const std::string& name : folders) {
    INFO("tests/content/forms/" << name);
    const std::string path = kFolder + "/" + name + "/expected.txt";
    const std::string actual = read_folder(kFolder + "/" + name);
    CHECK(!actual.empty());
    if (update) std::ofstream(path, std::ios::binary) << actual;
    CHECK(actual == read_file(path));
  }
}

}  // namespace broadsheet::content
