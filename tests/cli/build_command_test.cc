#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "cli/run.h"

namespace broadsheet {

namespace {

constexpr const char* kThemes = BROADSHEET_SOURCE_DIR "/tests/themes";

/// An archive whose issues all ask for a list of sources that is not there.
void write_issues(const Scratch& scratch, int count) {
  scratch.write("content/site.yaml", "title: Digest\ntheme: plain\n");
  for (int day = 1; day <= count; ++day)
    scratch.write(fmt::format("content/issues/tech-2026-03-{:02}.md", day),
                  fmt::format("# Tech — 2026-03-{:02}\n\n{{{{< sources \"gone\" >}}}}\n\n**[A](https://a.example/a)** "
                              "· B\nText.\n",
                              day));
}

Ran build(const Scratch& scratch) {
  return run_command({"build", "--quiet", "--no-search", "--content", scratch.path("content"), "--themes", kThemes,
                      "--out", scratch.path("site"), "--cache", scratch.path("cache")},
                     scratch.path());
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a build shows three of many warnings that say the same", "[cli]") {
  const Scratch scratch;
  write_issues(scratch, 9);
  const Ran ran = build(scratch);
  CHECK(ran.code == 0);
  CHECK(count_of(ran.err, "there is no source list 'gone'") == 3);
  CHECK(count_of(ran.err, "and the same in 6 other places: broadsheet check lists them all\n") == 1);
  CHECK(count_of(ran.err, "9 warnings\n") == 1);
}

TEST_CASE("four warnings that say the same are all shown", "[cli]") {
  const Scratch scratch;
  write_issues(scratch, 4);
  const Ran ran = build(scratch);
  CHECK(count_of(ran.err, "there is no source list 'gone'") == 4);
  CHECK(count_of(ran.err, "and the same in") == 0);
  CHECK(count_of(ran.err, "4 warnings\n") == 1);
}

}  // namespace broadsheet
