#include "search/list_packing.h"

#include <array>
#include <catch2/catch.hpp>

#include "made_archive.h"

namespace broadsheet::search {
namespace {

using List = std::vector<Posting>;

std::vector<std::array<std::uint32_t, 3>> plain(const List& list) {
  std::vector<std::array<std::uint32_t, 3>> rows;
  for (const Posting& one : list) rows.push_back({one.document, one.title, one.other});
  return rows;
}

/// The list after packing and unpacking, behind what was there.
List again(const std::string& term, const Scale& scale, const List& list, std::size_t& bits) {
  BitWriter out;
  pack_postings(term, scale, list, out);
  bits = out.size();
  List found = {{7, 7, 7}};
  unpack_postings(term, out.take(), scale, found);
  return found;
}

void check(const std::string& term, const Scale& scale, const List& list) {
  std::size_t bits = 0;
  List expected = list;
  expected.insert(expected.begin(), {7, 7, 7});
  CHECK(plain(again(term, scale, list, bits)) == plain(expected));
}

}  // namespace

TEST_CASE("lists come back as they were packed", "[search]") {
  const std::string steps(1024, '\0');
  const Scale scale{100, 1024, steps};
  check("word", scale, {{100, 0, 1}});
  check("word", scale, {{1100, 3, 0}});
  check("word", scale, {{100, 0, 1}, {101, 0, 1}, {900, 0, 1}});
  check("word", scale, {{100, 1, 0}, {101, 0, 2}, {102, 2, 40}});
  check("XTcloud", scale, {{100, 0, 0}});
  check("XTcloud", scale, {{1123, 0, 0}});
  Dice dice(3);
  for (int round = 0; round < 200; ++round) {
    List words, flags;
    const std::size_t gap = 1 + dice.below(60), often = 1 + dice.below(6);
    for (std::size_t document = 100 + dice.below(gap); document < 1100; document += 1 + dice.below(gap)) {
      const auto title = static_cast<std::uint32_t>(dice.below(often) == 0 ? dice.below(3) : 0);
      const auto other = static_cast<std::uint32_t>(dice.below(often) == 0 ? dice.below(50) : 1);
      words.push_back({static_cast<std::uint32_t>(document), title, title + other > 0 ? other : 1});
      flags.push_back({static_cast<std::uint32_t>(document), 0, 0});
    }
    if (words.empty()) continue;
    check("word", scale, words);
    check("XCacme", scale, flags);
    BitWriter out;
    pack_postings("word", scale, words, out);
    std::vector<std::uint32_t> documents, expected;
    unpack_documents("word", out.take(), scale, documents);
    for (const Posting& one : words) expected.push_back(one.document);
    CHECK(documents == expected);
  }
}

TEST_CASE("a list costs little where a word stands once a document, or documents follow one another", "[search]") {
  const std::string steps(4096, '\0');
  const Scale scale{0, 4096, steps};
  List once, neighbours;
  for (std::uint32_t i = 0; i < 1000; ++i) once.push_back({4 * i + i % 3, 0, 1});
  for (std::uint32_t i = 0; i < 1000; ++i) neighbours.push_back({i / 10 * 40 + i % 10, 0, 0});
  std::size_t bits = 0;
  again("word", scale, once, bits);
  CHECK(bits < 4 * 1000);
  again("XRtech", scale, neighbours, bits);
  CHECK(bits < 20 * 100);
}

TEST_CASE("bytes that are no list name no document that there is not", "[search]") {
  const std::string steps(200, '\x10');
  const Scale scale{100, 256, steps};
  Dice dice(5);
  int damaged = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t left = dice.below(40); left > 0; --left) bytes += static_cast<char>(dice.below(256));
    for (const char* term : {"word", "XCacme"}) {
      Postings found;
      try {
        unpack_postings(term, bytes, scale, found.list);
        unpack_positions(bytes, scale, found);
      } catch (const Damaged&) {
        ++damaged;
      }
      for (std::size_t i = 0; i < found.list.size(); ++i) {
        REQUIRE(found.list[i].document >= (i == 0 ? scale.first : found.list[i - 1].document + 1));
        REQUIRE(found.list[i].document < scale.end());
      }
    }
  }
  CHECK(damaged > 100);
  CHECK(damaged < 4000);
}

}  // namespace broadsheet::search
