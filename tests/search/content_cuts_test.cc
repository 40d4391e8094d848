#include "search/content_cuts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "made_archive.h"

namespace broadsheet::search {
namespace {

std::vector<Piece> made_pieces(std::size_t count) {
  Dice dice(3);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < count; ++i) pieces.push_back({1 + dice.below(40), dice.below(1 << 30)});
  return pieces;
}

}  // namespace

TEST_CASE("files have three to five quarters of their size", "[search]") {
  const std::vector<Piece> pieces = made_pieces(5000);
  const std::vector<std::size_t> ends = content_cuts(pieces, 1000);
  CHECK(ends.back() == pieces.size());
  CHECK(std::is_sorted(ends.begin(), ends.end()));
  for (std::size_t i = 0, first = 0; i + 1 < ends.size(); first = ends[i++]) {
    std::size_t size = 0;
    for (std::size_t at = first; at < ends[i]; ++at) size += pieces[at].size;
    CHECK(size >= 750);
    CHECK(size <= 1250);
  }
}

TEST_CASE("a piece more moves few cuts", "[search]") {
  std::vector<Piece> pieces = made_pieces(5000);
  const auto cut_hashes = [&pieces] {
    std::set<std::uint64_t> hashes;
    for (const std::size_t end : content_cuts(pieces, 1000))
      if (end < pieces.size()) hashes.insert(pieces[end].hash);
    return hashes;
  };
  const std::set<std::uint64_t> before = cut_hashes();
  pieces.insert(pieces.begin() + 700, {30, 1});
  const std::set<std::uint64_t> after = cut_hashes();
  std::vector<std::uint64_t> same;
  std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(same));
  CHECK(before.size() > 90);
  CHECK(before.size() - same.size() <= 6);
}

TEST_CASE("a large piece has a file to itself", "[search]") {
  CHECK(content_cuts({}, 100).empty());
  CHECK(content_cuts({{500, 1}}, 100) == std::vector<std::size_t>{1});
  CHECK(content_cuts({{10, 5}, {500, 9}, {10, 5}}, 100) == std::vector<std::size_t>{1, 2, 3});
  CHECK(content_cuts({{80, 5}, {500, 9}, {80, 5}, {10, 7}, {5, 1}}, 100) == std::vector<std::size_t>{1, 2, 5});
}

}  // namespace broadsheet::search
