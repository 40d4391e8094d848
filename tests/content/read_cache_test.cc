#include "content/read_cache.h"

#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>
#include <cstdio>
#include <set>

#include "content/archive_reader.h"
#include "content/content_folder.h"

namespace broadsheet::content {

namespace {

std::string day_file(int day) {
  char name[40];
  std::snprintf(name, sizeof name, "issues/daily-2026-%02d-%02d.md", 1 + day / 28, 1 + day % 28);
  return name;
}

std::string issue(int day) {
  return "# T — " + day_file(day).substr(13, 10) + "\n\nText.\n";
}

class KeptArchive : public ContentFolder {
 public:
  KeptArchive() : ContentFolder({}) {
    for (int day = 0; day < kDays; ++day) write(day_file(day), issue(day));
  }
  std::size_t read() {
    Diagnostics diagnostics;
    const ReadResult result =
        read_archive({}, path(), diagnostics, ReadCache(path("cache"), "program"), nullptr, unwatched());
    CHECK(diagnostics.sorted().empty());
    return result.issues.size();
  }
  std::map<std::string, std::string> cache() const { return tree("cache"); }

  static constexpr int kDays = 300;
};

/// How many files of the cache are others than before, came or went.
std::size_t changes(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after) {
  std::set<std::string> changed;
  for (const auto& [from, to] : {std::pair(&before, &after), std::pair(&after, &before)})
    for (const auto& [name, bytes] : *from)
      if (const auto other = to->find(name); other == to->end() || other->second != bytes) changed.insert(name);
  return changed.size();
}

}  // namespace

TEST_CASE("an edit rewrites one bucket of the cache", "[content][cache]") {
  KeptArchive archive;
  REQUIRE(archive.read() == KeptArchive::kDays);
  const auto before = archive.cache();
  REQUIRE(before.size() > KeptArchive::kDays / 64);
  REQUIRE(before.size() < KeptArchive::kDays / 4);
  CHECK(archive.read() == KeptArchive::kDays);
  CHECK(changes(before, archive.cache()) == 0);
  SECTION("a changed file") {
    archive.write(day_file(150), issue(150) + "More.\n");
    CHECK(archive.read() == KeptArchive::kDays);
    CHECK(changes(before, archive.cache()) == 1);
  }
  SECTION("a new one at the end") {
    const int day = KeptArchive::kDays;
    archive.write(day_file(day), issue(day));
    CHECK(archive.read() == KeptArchive::kDays + 1);
    CHECK(changes(before, archive.cache()) == 1);
  }
  SECTION("the first one goes") {
    boost::filesystem::remove(archive.path(day_file(0)));
    CHECK(archive.read() == KeptArchive::kDays - 1);
    CHECK(changes(before, archive.cache()) <= 2);
  }
  SECTION("any one goes: at most what begins a bucket and the bucket before") {
    for (int day = 1; day < 40; ++day) {
      boost::filesystem::remove(archive.path(day_file(day)));
      const auto last = archive.cache();
      CHECK(archive.read() == static_cast<std::size_t>(KeptArchive::kDays - day));
      CHECK(changes(last, archive.cache()) <= 2);
    }
  }
}

TEST_CASE("what else stands in the folder of the cache goes", "[content][cache]") {
  KeptArchive archive;
  archive.write("cache/256/7", "of another version");
  archive.write("cache/stray", "");
  CHECK(archive.read() == KeptArchive::kDays);
  CHECK_FALSE(boost::filesystem::exists(archive.path("cache/256")));
  CHECK_FALSE(boost::filesystem::exists(archive.path("cache/stray")));
}

}  // namespace broadsheet::content
