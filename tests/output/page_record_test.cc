#include "output/page_record.h"

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "scratch.h"

namespace broadsheet::output {

namespace {

PageRecord two_pages() {
  PageRecord record{"key", {{11, 12, 13}, {1, 2, 3}}, {}};
  record.pages.add({hash64("a.html"), 7, {0, 2}});
  record.pages.add({hash64("b.html"), 8, {}});
  return record;
}

using Numbers = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("a record of pages comes back as it was, or not at all", "[output]") {
  const Scratch scratch;
  const std::string file = scratch.path("record");
  const std::string hash = write_page_record(file, two_pages());
  const std::optional<PageRecord> read = read_page_record(file, hash);
  REQUIRE(read);
  CHECK(read->key == "key");
  CHECK(read->facets.states == std::vector<std::uint64_t>{1, 2, 3});
  REQUIRE(read->pages.size() == 2);
  CHECK(read->pages.facets_of(0).size() == 2);
  CHECK(read->pages.facets_of(1).empty());
  CHECK_FALSE(read_page_record(file, "another"));
  CHECK_FALSE(read_page_record(scratch.path("none"), hash));
  CHECK(write_page_record(scratch.path("no/such/folder"), two_pages()).empty());
}

TEST_CASE("a record whose lists do not fit together is not believed", "[output]") {
  PageRecord record = two_pages();
  CHECK(record.pages.is_whole(3));
  CHECK_FALSE(record.pages.is_whole(2));
  SECTION("a facet that there is not") {
    record.pages.facets.back() = 3;
  }
  SECTION("ends that go back") {
    record.pages.ends = {3, 2};
  }
  SECTION("too few ends") {
    record.pages.ends.pop_back();
  }
  SECTION("too few states") {
    record.pages.states.pop_back();
  }
  SECTION("ends beyond the facets") {
    record.pages.ends.back() = 3;
  }
  SECTION("a facet without a state") {
    record.facets.states.pop_back();
  }
  SECTION("no pages, but their facets") {
    record.pages = {{}, {}, {}, {0}};
  }
  const Scratch scratch;
  const std::string file = scratch.path("record");
  CHECK_FALSE(read_page_record(file, write_page_record(file, record)));
}

TEST_CASE("a page is unchanged where its state is, and all facets that it read", "[output]") {
  const std::vector<std::uint64_t> names = {11, 12, 13}, states = {1, 2, 3};
  const PageComparison same(two_pages(), names, states);
  CHECK(same.unchanged("a.html", 7) == Numbers{0, 2});
  CHECK(same.unchanged("b.html", 8) == Numbers{});
  CHECK_FALSE(same.unchanged("a.html", 8));
  CHECK_FALSE(same.unchanged("c.html", 7));
  const PageComparison other(two_pages(), names, {1, 2, 4});
  CHECK_FALSE(other.unchanged("a.html", 7));
  CHECK(other.unchanged("b.html", 8));
  const PageComparison not_read(two_pages(), names, {1, 4, 3});
  CHECK(not_read.unchanged("a.html", 7));
  const PageComparison moved(two_pages(), {13, 10, 11}, {3, 0, 1});
  CHECK(moved.unchanged("a.html", 7) == Numbers{0, 2});
  const PageComparison gone(two_pages(), {11, 12}, {1, 2});
  CHECK_FALSE(gone.unchanged("a.html", 7));
}

}  // namespace broadsheet::output
