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

TEST_CASE("files below issues/ that the site names as pages are pages", "[content]") {
  const ContentFolder folder({{"site.yaml", "pages: [issues/blog/round.md, \"issues/subjects/*\"]\n"},
                              {"issues/blog/round.md", "---\ndate: 2026-03-24\n---\n# Round\n"},
                              {"issues/blog/tech-2026-03-24.md", kIssue},
                              {"issues/subjects/web.md", "# 网页\n"}});
  Diagnostics diagnostics;
  const ReadResult result = read_archive(read_site(folder.path(), diagnostics), folder.path(), diagnostics);
  REQUIRE(result.issues.size() == 1);
  REQUIRE(result.pages.size() == 2);
  CHECK(result.pages[0].address == "/blog/round/");
  CHECK(result.pages[1].address == "/subjects/web/");
  CHECK(diagnostics.sorted().empty());
}

TEST_CASE("a series' numbering dates its issues, from entry to entry", "[content]") {
  const ContentFolder folder(
      {{"site.yaml",
        "series:\n  - slug: notes\n    folders: [issues]\n    numbering:\n"
        "      - {number: 10, date: 2026-02-06}\n      - {number: 3, date: 2026-01-02, days: 1}\n"},
       {"issues/issue-2.md", "Two.\n"},
       {"issues/issue-4.md", "Four.\n"},
       {"issues/issue-12.md", "Twelve.\n"}});
  Diagnostics diagnostics;
  const ReadResult result = read_archive(read_site(folder.path(), diagnostics), folder.path(), diagnostics);
  std::vector<std::string> days;
  for (const model::Issue& issue : result.issues) days.push_back(iso_date(issue.first));
  CHECK(days == Paths{"2026-02-20", "2026-01-01", "2026-01-03"});
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
