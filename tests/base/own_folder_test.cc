#include "base/own_folder.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "base/diagnostics.h"
#include "scratch.h"

namespace broadsheet {

namespace fs = boost::filesystem;

TEST_CASE("one folder has one path, however it is written", "[files]") {
  const std::string here = fs::canonical(".").string();
  for (const char* path : {"site", "site/", "site//", "site/.", "./site", "other/../site/", "site/./"})
    CHECK(real_path(path) == here + "/site");
  CHECK(real_path(".") == here);
  CHECK(real_path("/srv/www/") == "/srv/www");
  CHECK(real_path("/").empty());
}

TEST_CASE("a folder is within another where links lead there, too", "[files]") {
  const Scratch scratch;
  scratch.write("project/content/site.yaml", "");
  fs::create_directory_symlink(scratch.path("project"), scratch.path("link"));
  CHECK(is_within(scratch.path("project"), scratch.path("project/")));
  CHECK(is_within(scratch.path("project/content"), scratch.path("project")));
  CHECK(is_within(scratch.path("link/content"), scratch.path("project")));
  CHECK(is_within(scratch.path("link/new/folder"), scratch.path("project")));
  CHECK(is_within(scratch.path("project"), "/"));
  CHECK_FALSE(is_within(scratch.path("project"), scratch.path("project/content")));
  CHECK_FALSE(is_within(scratch.path("projects"), scratch.path("project")));
}

TEST_CASE("a cache is marked, and nobody else's folder is made one", "[files][cache]") {
  const Scratch scratch;
  SECTION("a new folder") {
    claim_cache(scratch.path("deep/cache/"));
    CHECK(scratch.read("deep/cache/CACHEDIR.TAG").starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
    scratch.write("deep/cache/issues/0", "");
    CHECK_NOTHROW(claim_cache(scratch.path("deep/cache")));
  }
  SECTION("one that an older Broadsheet kept") {
    scratch.write("cache/last-build", "");
    CHECK_NOTHROW(claim_cache(scratch.path("cache")));
    CHECK(fs::exists(scratch.path("cache/CACHEDIR.TAG")));
  }
  SECTION("one with nothing but what is hidden") {
    scratch.write("cache/.gitignore", "*");
    CHECK_NOTHROW(claim_cache(scratch.path("cache")));
  }
  SECTION("somebody's folder") {
    scratch.write("mine/issues/1.md", "text");
    CHECK_THROWS_WITH(claim_cache(scratch.path("mine")), Catch::EndsWith("holds files that Broadsheet did not write"));
    CHECK(scratch.tree("mine").size() == 1);
  }
  SECTION("another program's cache") {
    scratch.write("other/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# of another program\n");
    CHECK_THROWS(claim_cache(scratch.path("other")));
  }
  SECTION("a file") {
    scratch.write("file", "mine");
    CHECK_THROWS_WITH(claim_cache(scratch.path("file")), Catch::EndsWith("is no folder"));
  }
}

TEST_CASE("builds with one cache follow one another", "[files][cache]") {
  const Scratch scratch;
  auto first = claim_cache(scratch.path("cache"));
  std::promise<void> waiting;
  std::atomic<bool> is_over = false;
  std::thread other([&] {
    const auto second = claim_cache(scratch.path("cache"), [&] { waiting.set_value(); });
    CHECK(is_over);
  });
  waiting.get_future().wait();
  is_over = true;
  first.reset();
  other.join();
}

}  // namespace broadsheet
