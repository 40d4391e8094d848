// Building again: the site of a second build is that of a clean one, and where nothing changed, nothing is done.
#include <algorithm>
#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <random>

#include "build.h"
#include "scratch.h"

namespace broadsheet {

namespace {

namespace fs = boost::filesystem;

/// Makes all times of a tree old enough to be vouched for, and different ones at each call.
void age(const std::string& folder) {
  static std::time_t ages = 1'000;
  const std::time_t time = std::time(nullptr) - 1'000'000 + ages++;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (fs::is_regular_file(entry.status())) fs::last_write_time(entry.path(), time);
}

struct Project {
  Scratch scratch;
  BuildOptions options;

  explicit Project(bool search = true) {
    scratch.copy(BROADSHEET_SOURCE_DIR "/content", "content");
    scratch.copy(BROADSHEET_SOURCE_DIR "/themes", "themes");
    options.content = scratch.path("content");
    options.themes = scratch.path("themes");
    options.out = scratch.path("site");
    options.cache = scratch.path("cache");
    options.search = search;
    age(scratch.path());
  }

  BuildReport build_it(Diagnostics& diagnostics) { return build(options, diagnostics); }
  BuildReport build_it() {
    Diagnostics diagnostics;
    return build(options, diagnostics);
  }

  std::map<std::string, std::string> clean_site() const {
    BuildOptions clean = options;
    clean.out = scratch.path("clean");
    clean.cache = scratch.path("clean-cache");
    clean.use_cache = false;
    Diagnostics diagnostics;
    build(clean, diagnostics);
    return scratch.tree("clean");
  }
};

}  // namespace

TEST_CASE("a build of the same input is done at once, and says the same", "[rebuild]") {
  Project project;
  project.scratch.write("content/issues/odd/odd-2026-03-02.md",
                        "# Engineering at Scale — 2026-03-03\n\n## Top\n\n**[A]** · B · [Source](#)\n");
  age(project.options.content);
  Diagnostics first, second;
  const BuildReport whole = project.build_it(first);
  REQUIRE(whole.published);
  REQUIRE_FALSE(first.sorted().empty());
  const auto site = project.scratch.tree("site");
  const BuildReport again = project.build_it(second);
  CHECK(again.published);
  CHECK(again.unchanged);
  CHECK(again.issues == whole.issues);
  CHECK(again.stories == whole.stories);
  CHECK(again.pages == whole.pages);
  CHECK(again.bytes == whole.bytes);
  CHECK(second.sorted() == first.sorted());
  CHECK(project.scratch.tree("site") == site);
}

TEST_CASE("whatever changed, the next build sees it", "[rebuild]") {
  Project project;
  REQUIRE(project.build_it().published);
  REQUIRE(project.build_it().unchanged);
  const Scratch& scratch = project.scratch;
  SECTION("content") {
    scratch.write("content/companies.yaml", "- name: Acme\n");
  }
  SECTION("a new file") {
    scratch.write("content/static/robots-too.txt", "x");
  }
  SECTION("the theme") {
    scratch.write("themes/broadsheet/templates/404.html", "gone");
  }
  SECTION("a page of the site") {
    scratch.write("site/index.html", "somebody's");
  }
  SECTION("a page gone") {
    fs::remove(scratch.path("site/archive/index.html"));
  }
  SECTION("a file that somebody put into the site") {
    scratch.write("site/mine.html", "mine");
  }
  SECTION("the site gone") {
    fs::remove_all(scratch.path("site"));
  }
  SECTION("the search database gone") {
    fs::remove_all(scratch.path("cache/search-blocks"));
  }
  SECTION("a damaged record") {
    scratch.write("cache/last-build", "nonsense");
  }
  SECTION("the site's address") {
    project.options.base_url = "/elsewhere/";
  }
  SECTION("no search") {
    project.options.search = false;
  }
  SECTION("a clean build wanted") {
    project.options.use_cache = false;
  }
  const BuildReport report = project.build_it();
  CHECK(report.published);
  CHECK_FALSE(report.unchanged);
  CHECK(scratch.tree("site") == project.clean_site());
}

TEST_CASE("what issues show of the vocabularies and lists of sources is as they are now", "[rebuild]") {
  Project project(false);
  REQUIRE(project.build_it().published);
  const auto change = [&](const std::string& file, const std::string& from, const std::string& to) {
    std::string text = project.scratch.read(file);
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
    project.scratch.write(file, text);
    REQUIRE(project.build_it().published);
    const auto site = project.scratch.tree("site");
    CHECK(site == project.clean_site());
    return site;
  };
  const auto shows = [](const std::map<std::string, std::string>& site, const std::string& text) {
    return std::any_of(site.begin(), site.end(), [&](const auto& file) {
      return file.first.ends_with("index.html") && file.second.find(text) != std::string::npos;
    });
  };
  CHECK(shows(change("content/sources/parts.yaml", "https://", "https://www.other.example/"), "www.other.example"));
  CHECK(shows(change("content/companies.yaml", "name: Cloudflare", "name: Cloud & Flare"), "Cloud &amp; Flare"));
}

TEST_CASE("a story whose issue has another address leads there from all feeds", "[rebuild]") {
  Project project(false);
  REQUIRE(project.build_it().published);
  const Scratch& scratch = project.scratch;
  const auto feeds_with = [&](const std::string& address) {
    const auto site = scratch.tree("site");
    return std::count_if(site.begin(), site.end(), [&](const auto& file) {
      return file.first.starts_with("companies/") && file.first.ends_with("feed.xml") &&
             file.second.find(address) != std::string::npos;
    });
  };
  const auto before = feeds_with("/2026-03-19--2026-03-26/#");
  REQUIRE(before > 0);
  // What it says and its last day stay as they were.
  fs::rename(scratch.path("content/issues/tech/tech-2026-03-19--2026-03-26.md"),
             scratch.path("content/issues/tech/tech-2026-03-26.md"));
  REQUIRE(project.build_it().published);
  CHECK(feeds_with("/2026-03-19--2026-03-26/#") == 0);
  CHECK(feeds_with("/2026-03-26/#") >= before);
  CHECK(scratch.tree("site") == project.clean_site());
}

TEST_CASE("issues that were read before link pictures of other hosts, or load them, as this build is told",
          "[rebuild]") {
  Project project(false);
  const Scratch& scratch = project.scratch;
  scratch.write("content/issues/parts/weekly-2026-W30.md",
                "# Standing On — 2026-W30\n\n![A](https://a.example/a.png)\n\n![B](https://b.example/below/b.png)\n");
  age(scratch.path());
  REQUIRE(project.build_it().published);
  const std::string page = "site/standing-on/2026-07-20--2026-07-26/index.html";
  CHECK(scratch.read(page).find("<a class=\"picture\" href=\"https://a.example/a.png\">A</a>") != std::string::npos);
  std::string config = scratch.read("content/site.yaml");
  const auto change = [&](const std::string& from, const std::string& to) {
    REQUIRE(config.find(from) != std::string::npos);
    config.replace(config.find(from), from.size(), to);
    scratch.write("content/site.yaml", config);
    age(scratch.path("content"));
    REQUIRE(project.build_it().published);
    CHECK(scratch.tree("site") == project.clean_site());
  };
  change("https://broadsheet.example/", "https://b.example/below/");  // then the second one is the site's own
  CHECK(scratch.read(page).find("<img src=\"https://b.example/below/b.png\"") != std::string::npos);
  change("remote_pictures: link", "remote_pictures: load");
  CHECK(scratch.read(page).find("<img src=\"https://a.example/a.png\"") != std::string::npos);
}

TEST_CASE("a cache from elsewhere serves", "[rebuild]") {
  Project project;
  REQUIRE(project.build_it().published);
  project.scratch.copy(project.scratch.path("cache"), "other");
  fs::remove_all(project.scratch.path("cache"));
  project.options.cache = project.scratch.path("other");
  CHECK(project.build_it().published);
  CHECK(project.scratch.tree("site") == project.clean_site());
}

}  // namespace broadsheet
