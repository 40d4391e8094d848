#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "cli/run.h"

namespace broadsheet {

namespace {

/// What is printed of so many findings that differ in their places alone.
std::string printed(Severity severity, int count) {
  Diagnostics diagnostics;
  for (int line = 1; line <= count; ++line)
    diagnostics.add(Diagnostic{severity,
                               "unknown-source-list",
                               {"a.md", line, 1, "{{< sources \"gone\" >}}"},
                               "there is no source list 'gone'",
                               "add sources/gone.yaml",
                               {}});
  const Scratch streams;
  {
    const Captured captured(stderr, streams.path("err"));
    cli::print_findings(diagnostics);
  }
  return streams.read("err");
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("three of many warnings that say the same are shown", "[cli]") {
  const std::string text = printed(Severity::warning, 9);
  CHECK(count_of(text, "there is no source list 'gone'") == 3);
  CHECK(count_of(text, "a.md:3:1: ") == 1);
  CHECK(count_of(text, "  and the same in 6 other places: broadsheet check lists them all\n") == 1);
  CHECK(count_of(text, "\n9 warnings\n") == 1);
}

TEST_CASE("four warnings that say the same are all shown, and so are all errors", "[cli]") {
  const std::string warnings = printed(Severity::warning, 4), errors = printed(Severity::error, 9);
  CHECK(count_of(warnings, "there is no source list 'gone'") == 4);
  CHECK(count_of(warnings, "and the same in") == 0);
  CHECK(count_of(errors, "there is no source list 'gone'") == 9);
  CHECK(count_of(errors, "and the same in") == 0);
}

TEST_CASE("nothing is printed where nothing was found", "[cli]") {
  CHECK(printed(Severity::warning, 0).empty());
}

}  // namespace broadsheet
