// The site that a build replaced becomes the one after: what in it is as it should be stays where it is.
#include <sys/stat.h>

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include "base/hash.h"
#include "output/staging.h"
#include "scratch.h"

namespace broadsheet::output {

namespace {

namespace fs = boost::filesystem;

using Files = std::map<std::string, std::string>;

ino_t number_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_ino;
}

/// Builds one after the other into one site, each knowing what the one before left.
struct Builds {
  Scratch scratch;
  FolderState last{"site", {}};

  /// Takes over what has the same bytes as before, and writes the rest, as builds do.
  void publish(const Files& files) {
    FolderState made{"site", {}};
    {
      Staging staging(scratch.path("site"), {&last, scratch.path("cache/spare")});
      for (const auto& [path, bytes] : files) {
        const FileState* const before = staging.standing(path);
        if (before == nullptr || before->hash != hash64(bytes) || !staging.reuse(*before)) staging.write(path, bytes);
      }
      staging.publish();
      made.files = staging.files();
    }
    last = std::move(made);
    Files expected = files;
    expected[".broadsheet"] = scratch.read("site/.broadsheet");
    CHECK(scratch.tree("site") == expected);
    CHECK(last.files.size() == files.size());
    CHECK_FALSE(fs::exists(scratch.path(".site.staging")));
  }
  std::string in_site(const std::string& path) const { return scratch.path("site/" + path); }
  std::string in_spare(const std::string& path) const { return scratch.path("cache/spare/" + path); }
};

const Files kFirst{{"index.html", "home"}, {"a/index.html", "a"}, {"a/deep/index.html", "deep"}, {"b/index.html", "b"}};

}  // namespace

TEST_CASE("files and folders that stay are not made anew", "[output]") {
  Builds builds;
  builds.publish(kFirst);
  Files files = kFirst;
  files["index.html"] = "home 2";
  builds.publish(files);
  const ino_t file = number_of(builds.in_site("a/index.html")), folder = number_of(builds.in_spare("a"));
  files["index.html"] = "home 3";
  builds.publish(files);
  CHECK(number_of(builds.in_site("a/index.html")) == file);
  CHECK(number_of(builds.in_site("a")) == folder);
  CHECK(number_of(builds.in_site("index.html")) != number_of(builds.in_spare("index.html")));
  CHECK(builds.scratch.read("cache/spare/index.html") == "home 2");
}

TEST_CASE("what goes is gone, and so are the folders that it leaves empty", "[output]") {
  Builds builds;
  builds.publish(kFirst);
  builds.publish(kFirst);
  builds.publish({{"index.html", "home"}, {"b/index.html", "b"}});
  CHECK_FALSE(fs::exists(builds.in_site("a")));
  builds.publish(kFirst);
  builds.publish({{"index.html", "home"}});
  CHECK_FALSE(fs::exists(builds.in_site("b")));
}

TEST_CASE("a file takes the place of a folder, and a folder that of a file", "[output]") {
  Builds builds;
  builds.publish(kFirst);
  builds.publish(kFirst);
  const Files turned{{"index.html/index.html", "below"}, {"a", "file"}, {"b/index.html", "b"}};
  builds.publish(turned);
  builds.publish(kFirst);
  builds.publish(turned);
}

TEST_CASE("nothing in the spare is believed", "[output]") {
  Builds builds;
  builds.publish(kFirst);
  builds.publish(kFirst);
  SECTION("a file that somebody changed, in the site as well") {
    builds.scratch.write("cache/spare/a/index.html", "theirs");
  }
  SECTION("one of the same size") {
    builds.scratch.write("cache/spare/a/index.html", "x");
    fs::last_write_time(builds.in_spare("a/index.html"), 1'000);
  }
  SECTION("files and folders that came") {
    builds.scratch.write("cache/spare/theirs.html", "theirs");
    builds.scratch.write("cache/spare/a/theirs/index.html", "theirs");
    builds.scratch.write("cache/spare/a/deep/.hidden", "theirs");
  }
  SECTION("symbolic links in place of files and folders") {
    builds.scratch.write("elsewhere/index.html", "precious");
    fs::remove_all(builds.in_spare("a"));
    fs::create_symlink(builds.scratch.path("elsewhere"), builds.in_spare("a"));
    fs::remove(builds.in_spare("index.html"));
    fs::create_symlink(builds.scratch.path("elsewhere/index.html"), builds.in_spare("index.html"));
  }
  SECTION("a file where a folder was") {
    fs::remove_all(builds.in_spare("a"));
    builds.scratch.write("cache/spare/a", "theirs");
  }
  SECTION("nothing left of it") {
    fs::remove_all(builds.in_spare(""));
  }
  SECTION("and none in the site") {
    fs::remove_all(builds.in_site(""));
  }
  SECTION("what a killed build left beside the site") {
    fs::rename(builds.in_spare(""), builds.scratch.path(".site.staging"));
    builds.scratch.write(".site.staging/half.html", "half");
    fs::remove(builds.scratch.path(".site.staging/b/index.html"));
  }
  Files files = kFirst;
  files["b/index.html"] = "b 2";
  builds.publish(files);
  if (fs::exists(builds.scratch.path("elsewhere"))) CHECK(builds.scratch.read("elsewhere/index.html") == "precious");
}

TEST_CASE("a file with a dot that its owner removes from the site does not come back from the spare", "[output]") {
  Builds builds;
  builds.publish(kFirst);
  builds.scratch.write("site/.nojekyll", "");
  builds.scratch.write("site/.git/HEAD", "theirs");
  {
    Staging staging(builds.scratch.path("site"), {&builds.last, builds.scratch.path("cache/spare")});
    staging.publish();
  }
  CHECK(fs::exists(builds.in_site(".nojekyll")));
  CHECK(builds.scratch.read("site/.git/HEAD") == "theirs");
  fs::remove(builds.in_site(".nojekyll"));
  fs::remove_all(builds.in_site(".git"));
  builds.last.files.clear();
  builds.publish(kFirst);
  builds.publish(kFirst);
}

}  // namespace broadsheet::output
