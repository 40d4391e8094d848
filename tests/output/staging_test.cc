#include "output/staging.h"

#include <sys/stat.h>

#include <fmt/format.h>
#include <boost/filesystem.hpp>

#include <catch2/catch.hpp>

#include "base/diagnostics.h"
#include "scratch.h"

namespace broadsheet::output {

TEST_CASE("a published site replaces the old one whole", "[output]") {
  const Scratch scratch;
  {
    Staging staging(scratch.path("site"));
    staging.write("index.html", "old");
    staging.write("gone/index.html", "old");
    staging.publish();
  }
  {
    Staging staging(scratch.path("site"));
    staging.write("index.html", "new");
    staging.write("a/b/c.html", "deep");
    CHECK(scratch.read("site/index.html") == "old");
    staging.publish();
  }
  const auto tree = scratch.tree("site");
  CHECK(tree.size() == 3);
  CHECK(tree.at("index.html") == "new");
  CHECK(tree.at("a/b/c.html") == "deep");
  CHECK(tree.contains(".broadsheet"));
  CHECK_FALSE(boost::filesystem::exists(scratch.path(".site.staging")));
}

TEST_CASE("a build that is not published leaves the site as it was, and nothing behind", "[output]") {
  const Scratch scratch;
  scratch.write("site/.broadsheet", "");
  scratch.write("site/index.html", "old");
  {
    Staging staging(scratch.path("site"));
    staging.write("index.html", "new");
  }
  CHECK(scratch.read("site/index.html") == "old");
  CHECK_FALSE(boost::filesystem::exists(scratch.path(".site.staging")));
}

TEST_CASE("files that somebody else put there are never replaced", "[output]") {
  const Scratch scratch;
  scratch.write("home/letter.txt", "mine");
  CHECK_THROWS_WITH(Staging(scratch.path("home")), Catch::EndsWith("holds files that Broadsheet did not write"));
  CHECK(scratch.read("home/letter.txt") == "mine");
  scratch.write("file", "mine");
  CHECK_THROWS_WITH(Staging(scratch.path("file")), Catch::EndsWith("is no folder"));
}

TEST_CASE("a link to the site's folder stays, and its folder gets the new site", "[output]") {
  const Scratch scratch;
  scratch.write("www/html/.broadsheet", "");
  scratch.write("www/html/index.html", "old");
  boost::filesystem::create_directory_symlink(scratch.path("www/html"), scratch.path("site"));
  Staging staging(scratch.path("site"));
  staging.write("index.html", "new");
  staging.publish();
  CHECK(boost::filesystem::is_symlink(scratch.path("site")));
  CHECK(scratch.read("www/html/index.html") == "new");
}

TEST_CASE("what starts with a dot is kept", "[output]") {
  const Scratch scratch;
  scratch.write("site/.gitkeep", "");
  scratch.write("site/.git/config", "remote");
  Staging staging(scratch.path("site"));
  staging.write("index.html", "new");
  staging.publish();
  CHECK(scratch.tree("site").contains(".gitkeep"));
  CHECK(scratch.read("site/.git/config") == "remote");
  CHECK(scratch.read("site/index.html") == "new");
}

TEST_CASE("what a killed build left is cleared away", "[output]") {
  const Scratch scratch;
  scratch.write(".site.staging/half.html", "half");
  Staging staging(scratch.path("site"));
  staging.write("index.html", "whole");
  staging.publish();
  CHECK_FALSE(scratch.tree("site").contains("half.html"));
}

TEST_CASE("of two builds at a time the second is refused", "[output]") {
  const Scratch scratch;
  Staging first(scratch.path("site"));
  CHECK_THROWS_WITH(Staging(scratch.path("site")), Catch::EndsWith("another build is writing this site"));
  first.write("index.html", "first");
  first.publish();
  CHECK(scratch.read("site/index.html") == "first");
}

TEST_CASE("a name that is too long for the disk is told with its path", "[output]") {
  const Scratch scratch;
  Staging staging(scratch.path("site"));
  CHECK_THROWS_WITH(staging.write(fmt::format("{:x>300}/index.html", ""), "x"),
                    Catch::Contains("cannot be written: File name too long"));
}

TEST_CASE("what a build left that was killed while it published is put right by the next", "[output]") {
  const Scratch scratch;
  SECTION("killed before it moved the old site's folders with a dot") {
    scratch.write("site/.broadsheet", "");
    scratch.write("site/index.html", "new");
    scratch.write(".site.staging/.broadsheet", "");
    scratch.write(".site.staging/.git/HEAD", "precious");
    scratch.write(".site.staging/index.html", "old");
    Staging(scratch.path("site"));
    CHECK(scratch.read("site/.git/HEAD") == "precious");
    CHECK(scratch.read("site/index.html") == "new");
  }
  SECTION("killed between two renames, where names cannot be exchanged") {
    scratch.write(".site.staging.old/.broadsheet", "");
    scratch.write(".site.staging.old/index.html", "old");
    scratch.write(".site.staging/index.html", "new");
    Staging(scratch.path("site"));
    CHECK(scratch.read("site/index.html") == "old");
    CHECK_FALSE(boost::filesystem::exists(scratch.path(".site.staging.old")));
  }
  CHECK_FALSE(boost::filesystem::exists(scratch.path(".site.staging")));
}

}  // namespace broadsheet::output
