// Whatever folders a build is given, it removes nothing that it did not write.
#include <catch2/catch.hpp>

#include "build.h"
#include "scratch.h"

namespace broadsheet {

namespace {

/// A small archive with its folders in one, as most projects have them.
struct FoldersProject {
  Scratch scratch;
  BuildOptions options;

  FoldersProject() {
    scratch.write("content/issues/tech/tech-2026-03-02.md",
                  "# Tech — 2026-03-02\n\n## Top\n\n**[A story](#)** · Acme\n");
    scratch.write("themes/plain/theme.yaml", "name: plain\n");
    scratch.write("notes.txt", "mine");
    options.content = scratch.path("content");
    options.themes.clear();
    options.out = scratch.path("site");
    options.cache = scratch.path(".broadsheet");
  }

  /// The messages of a build, with what it published first.
  std::vector<std::string> build_it() const {
    Diagnostics diagnostics;
    const BuildReport report = build(options, diagnostics);
    std::vector<std::string> messages{report.published ? "published" : "nothing published"};
    for (const Diagnostic& diagnostic : diagnostics.sorted())
      if (diagnostic.severity == Severity::error) messages.push_back(diagnostic.message);
    return messages;
  }

  /// All files but those in which the program's own cache keeps what was found in texts, whatever came of the build.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> files = scratch.tree("");
    std::erase_if(files, [](const auto& file) { return file.first.starts_with(".broadsheet/texts/"); });
    return files;
  }
};

using Catch::Matchers::Contains;

}  // namespace

TEST_CASE("folders with somebody's files are neither emptied nor replaced", "[build][trust]") {
  FoldersProject project;
  REQUIRE(project.build_it() == std::vector<std::string>{"published"});
  project.scratch.write("mine/issues/1.md", "text");
  project.scratch.write("mine/last-site/index.html", "text");
  project.scratch.write("mine/search/letter.txt", "text");
  SECTION("as a cache") {
    project.options.cache = project.scratch.path("mine");
  }
  SECTION("as a cache that only search uses") {
    project.options.cache = project.scratch.path("mine");
    project.options.use_cache = false;
  }
  SECTION("as a database") {
    project.options.database = project.scratch.path("mine");
  }
  SECTION("as the site") {
    project.options.out = project.scratch.path("mine");
  }
  SECTION("the project as the site, where a cache has the name of the mark of sites") {
    project.options.out = project.scratch.path();
  }
  SECTION("the project as the site, without a cache") {
    project.options.out = project.scratch.path();
    project.options.use_cache = project.options.search = false;
  }
  SECTION("the content as the cache") {
    project.options.cache = project.options.content;
  }
  SECTION("no folder at all as the cache") {
    project.options.cache.clear();
  }
  SECTION("no folder at all as the site") {
    project.options.out.clear();
  }
  SECTION("the root as the site") {
    project.options.out = "/";
    project.options.use_cache = project.options.search = false;
  }
  const auto before = project.files();
  const std::vector<std::string> messages = project.build_it();
  CHECK(messages[0] == "nothing published");
  CHECK(messages.size() > 1);
  CHECK(project.files() == before);
}

TEST_CASE("folders that are written stand apart from others", "[build][trust]") {
  FoldersProject project;
  std::string shown = "removes what it did not write";
  SECTION("the cache in the site") {
    project.options.cache = project.scratch.path("site/cache");
  }
  SECTION("the site in the cache") {
    project.options.out = project.scratch.path(".broadsheet/site");
  }
  SECTION("the database in the site") {
    project.options.database = project.scratch.path("site/database");
  }
  SECTION("content in the site that an earlier build wrote") {
    REQUIRE(project.build_it() == std::vector<std::string>{"published"});
    project.scratch.copy(project.options.content, "site/content");
    project.options.content = project.scratch.path("site/content");
  }
  SECTION("themes in the cache") {
    REQUIRE(project.build_it() == std::vector<std::string>{"published"});
    project.options.themes = project.scratch.path(".broadsheet/themes");
  }
  SECTION("the site in what is copied into it") {
    project.options.out = project.scratch.path("content/static/site");
    shown = "which is copied into the site";
  }
  const auto before = project.scratch.tree("");
  const std::vector<std::string> messages = project.build_it();
  CHECK(messages.size() == 2);
  CHECK_THAT(messages.back(), Contains(shown));
  CHECK(project.scratch.tree("") == before);
}

TEST_CASE("a slash at the end of a folder's name means nothing", "[build]") {
  FoldersProject project;
  project.options.out += "/";
  project.options.cache += "/";
  project.options.content += "/";
  project.options.database = project.scratch.path("database/");
  REQUIRE(project.build_it() == std::vector<std::string>{"published"});
  CHECK(project.scratch.tree("database").contains("iamglass"));
  CHECK(project.scratch.tree("site").contains("search/root.bin"));
  project.scratch.write("content/issues/tech/tech-2026-03-03.md",
                        "# Tech — 2026-03-03\n\n## Top\n\n**[Another](#)** · Acme\n");
  REQUIRE(project.build_it() == std::vector<std::string>{"published"});
  CHECK(project.scratch.tree("site").contains("feed.xml"));
}

}  // namespace broadsheet
