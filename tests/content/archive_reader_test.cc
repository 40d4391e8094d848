#include "content/archive_reader.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "content/config.h"
#include "content/content_folder.h"

namespace broadsheet::content {

namespace {

std::vector<std::string> paths(const std::vector<FoundFile>& files) {
  std::vector<std::string> paths;
  for (const FoundFile& file : files) paths.push_back(file.relative);
  return paths;
}

using Paths = std::vector<std::string>;

const std::string kIssue = "# T — 2026-03-24\n\nText.\n";

}  // namespace

TEST_CASE("issues live below issues/ where there is such a folder", "[content]") {
  const ContentFolder folder({{"issues/a/x-2026-03-24.md", kIssue},
                              {"issues/b.MARKDOWN", kIssue},
                              {"issues/c.txt", ""},
                              {"other.md", kIssue},
                              {"pages/about.md", "# A"},
                              {"pages/x.html", ""},
                              {"static/css/a.css", ""},
                              {"static/notes.md", ""},
                              {"themes/t/README.md", ""},
                              {"issues/.hidden.md", ""}});
  Diagnostics diagnostics;
  const ContentFiles files = list_content({}, folder.path(), diagnostics);
  CHECK(paths(files.issues) == Paths{"issues/a/x-2026-03-24.md", "issues/b.MARKDOWN"});
  CHECK(paths(files.pages) == Paths{"pages/about.md"});
  CHECK(paths(files.static_files) == Paths{"css/a.css", "notes.md"});
}

TEST_CASE("issues live anywhere but in the other folders where there is no issues/", "[content]") {
  const ContentFolder folder({{"a-2026-03-24.md", kIssue},
                              {"week/b-2026-03-24.md", kIssue},
                              {"sources/c.md", ""},
                              {"pages/about.md", ""},
                              {"drafts/d.md", ""}});
  Diagnostics diagnostics;
  model::Site site;
  site.ignore = {"drafts/**"};
  CHECK(paths(list_content(site, folder.path(), diagnostics).issues) ==
        Paths{"a-2026-03-24.md", "week/b-2026-03-24.md"});
}

TEST_CASE("a file that cannot be read does not keep the others from being read", "[content]") {
  const ContentFolder folder(
      {{"a-2026-03-24.md", kIssue}, {"b-2026-03-25.md", "---\na: [\n---\n"}, {"c-2026-03-26.md", kIssue}});
  REQUIRE(::symlink("/nowhere", (folder.path() + "/d-2026-03-27.md").c_str()) == 0);
  Diagnostics diagnostics;
  const ReadResult result = read_archive({}, folder.path(), diagnostics);
  Paths read;
  for (const model::Issue& issue : result.issues) read.push_back(issue.path);
  CHECK(read == Paths{"a-2026-03-24.md", "c-2026-03-26.md"});
  std::string messages;
  for (const Diagnostic& found : diagnostics.sorted())
    if (found.severity == Severity::error) messages += format_diagnostic(found);
  CHECK(messages ==
        "b-2026-03-25.md:2:4: error: the list is not closed [yaml]\n  a: [\n     ^\n  hint: end it with ']'\n"
        "d-2026-03-27.md: error: the symbolic link leads nowhere [file]\n");
}

}  // namespace broadsheet::content
