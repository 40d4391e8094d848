#include "content/theme_contract.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "base/files.h"
#include "content/theme_reader.h"
#include "scratch.h"

namespace broadsheet::content {

namespace {

/// All that is said of a theme with this theme.yaml.
std::string said_of(const std::string& yaml) {
  const Scratch scratch;
  scratch.write("mine/theme.yaml", yaml);
  Diagnostics diagnostics;
  read_theme(scratch.path(), "mine", diagnostics);
  std::string out;
  for (Diagnostic& found : diagnostics.sorted()) {
    found.location.file = "theme.yaml";
    out += format_diagnostic(found);
  }
  return out;
}

}  // namespace

TEST_CASE("a theme for an older contract is told what changed since", "[theme]") {
  const std::string said = said_of("name: Mine\ncontract: 1\n");
  CHECK(
      said.starts_with("theme.yaml:2:11: warning: made for theme contract 1; this program offers 2 [theme]\n"
                       "  contract: 1\n            ^\n"
                       "  hint: look after what changed since, then write `contract: 2`\n"));
  for (const ContractChange& change : contract_changes())
    CHECK(said.find(fmt::format("  note: version {}: {}; {}\n", change.version, change.what, change.to_do)) !=
          std::string::npos);
}

TEST_CASE("a theme says which contract it was made for", "[theme]") {
  CHECK(said_of("contract: 2\n") == "");
  CHECK(said_of("name: Mine\n") ==
        "theme.yaml:1:1: warning: the theme does not say for which contract it was made [theme]\n"
        "  name: Mine\n  ^\n  hint: add `contract: 2` where it fits themes/README.md\n");
  CHECK(said_of("contract: 99\n") ==
        "theme.yaml:1:11: error: made for theme contract 99; this program offers 2 [theme]\n"
        "  contract: 99\n            ^\n  hint: use a newer Broadsheet, or an older version of the theme\n");
  CHECK(said_of("contract: two\n").starts_with("theme.yaml:1:11: error: `contract` is the number of a version"));
}

TEST_CASE("changes of the contract are in order, and the manual has them", "[theme]") {
  const std::string manual = read_file(BROADSHEET_SOURCE_DIR "/themes/README.md");
  int before = 1;
  for (const ContractChange& change : contract_changes()) {
    INFO(change.what);
    CHECK(change.version >= before);
    before = change.version;
    CHECK(manual.find(fmt::format("| {} | {} | {} |", change.version, change.what, change.to_do)) != std::string::npos);
  }
  CHECK(before == kThemeContract);
}

}  // namespace broadsheet::content
