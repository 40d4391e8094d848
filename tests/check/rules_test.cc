#include "check/rules.h"

#include <catch2/catch.hpp>

#include "base/files.h"
#include "base/text.h"

namespace broadsheet::check {

TEST_CASE("the README lists every rule as the program knows it", "[check]") {
  std::string expected = "| rule | severity | what it finds |\n|---|---|---|\n";
  for (const Rule& rule : rules())
    expected += "| `" + std::string(rule.name) + "` | " + std::string(severity_name(rule.severity)) + " | " +
                std::string(rule.describes) + " |\n";
  const std::string readme = read_file(BROADSHEET_SOURCE_DIR "/README.md");
  const std::size_t begin = readme.find("| rule | severity");
  REQUIRE(begin != std::string::npos);
  CHECK(readme.substr(begin, readme.find("\n\n", begin) + 1 - begin) == expected);
}

TEST_CASE("every finding that the program makes has a rule", "[check]") {
  std::vector<FolderProblem> problems;
  std::vector<std::string> unknown;
  for (const FoundFile& file : list_files(BROADSHEET_SOURCE_DIR "/generator", problems)) {
    if (!file.relative.ends_with(".cc")) continue;
    const std::string text = read_file(file.path);
    for (std::string_view call : {"Error(\"", ".warning(\"", ".error(\"", ".info(\"", "report(diagnostics, \""})
      for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
        const std::size_t begin = at + call.size();
        const std::string name = text.substr(begin, text.find('"', begin) - begin);
        const bool is_name = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
        if (is_name && find_rule(name) == nullptr) unknown.push_back(file.relative + ": " + name);
      }
  }
  CHECK(unknown == std::vector<std::string>{});
}

TEST_CASE("a site's severities replace the rules' own", "[check]") {
  auto finding = [](std::string rule, Severity severity) {
    return Diagnostic{severity, std::move(rule), {"a.md", 1, 1, {}}, "message", {}, {}};
  };
  const std::vector<Diagnostic> found =
      with_severities({finding("dead-link", Severity::warning), finding("tracking", Severity::info),
                       finding("draft", Severity::info), finding("yaml", Severity::error)},
                      {{"dead-link", "error"}, {"tracking", "off"}, {"draft", "warning"}});
  CHECK(found == std::vector<Diagnostic>{finding("dead-link", Severity::error), finding("draft", Severity::warning),
                                         finding("yaml", Severity::error)});
}

}  // namespace broadsheet::check
