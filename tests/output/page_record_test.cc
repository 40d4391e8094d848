#include "output/page_record.h"

#include <catch2/catch.hpp>

#include "base/hash.h"
#include "base/varint.h"
#include "scratch.h"

namespace broadsheet::output {

namespace {

PageRecord two_pages() {
  PageRecord record{"key", {{11, 12, 13}, {1, 2, 3}}, {}};
  record.pages.add({hash64("a.html"), 7, pack_facets({0, 2})});
  record.pages.add({hash64("b.html"), 8, {}});
  return record;
}

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
  CHECK(record.pages.is_whole());
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
    record.pages = {{}, {}, {}, pack_facets({0})};
  }
  const Scratch scratch;
  const std::string file = scratch.path("record");
  CHECK_FALSE(read_page_record(file, write_page_record(file, record)));
}

TEST_CASE("a page is unchanged where its state is, and all facets that it read", "[output]") {
  const std::vector<std::uint64_t> names = {11, 12, 13}, states = {1, 2, 3};
  const PageComparison same(two_pages(), names, states);
  CHECK(same.unchanged("a.html", 7) == pack_facets({0, 2}));
  CHECK(same.unchanged("b.html", 8) == PackedFacets());
  CHECK_FALSE(same.unchanged("a.html", 8));
  CHECK_FALSE(same.unchanged("c.html", 7));
  const PageComparison other(two_pages(), names, {1, 2, 4});
  CHECK_FALSE(other.unchanged("a.html", 7));
  CHECK(other.unchanged("b.html", 8));
  const PageComparison not_read(two_pages(), names, {1, 4, 3});
  CHECK(not_read.unchanged("a.html", 7));
  const PageComparison moved(two_pages(), {13, 10, 11}, {3, 0, 1});
  CHECK(moved.unchanged("a.html", 7) == pack_facets({0, 2}));
  const PageComparison crossed(two_pages(), {13, 12, 11}, {3, 2, 1});
  CHECK(crossed.unchanged("a.html", 7) == pack_facets({0, 2}));
  const PageComparison gone(two_pages(), {11, 12}, {1, 2});
  CHECK_FALSE(gone.unchanged("a.html", 7));
}

TEST_CASE("facets come back from their few bytes, and from others nothing that is not there", "[output]") {
  const std::vector<std::uint32_t> facets = {0, 1, 2, 130, 131, 70'000, 4'294'967'295};
  const PackedFacets packed = pack_facets(facets);
  CHECK(packed.size() == 6 + 3 + 5);
  CHECK(unpack_facets(packed) == facets);
  CHECK(unpack_facets("").empty());
  CHECK_THROWS_AS(unpack_facets(std::string_view(packed).substr(0, packed.size() - 1)), Damaged);
  CHECK_THROWS_AS(unpack_facets(packed + "\x01"), Damaged);
  PageRecord record = two_pages();
  for (const PackedFacets& other : {pack_facets({0, 3}), PackedFacets("\x80")}) {
    record.pages = {};
    record.pages.add({hash64("a.html"), 7, other});
    CHECK_FALSE(PageComparison(record, record.facets.names, record.facets.states).unchanged("a.html", 7));
  }
}

}  // namespace broadsheet::output
