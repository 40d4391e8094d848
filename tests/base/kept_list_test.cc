#include "base/kept_list.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/kept_text.h"
#include "base/text_store.h"
#include "scratch.h"

namespace broadsheet {

TEST_CASE("a kept list grows like a vector, and copies what it owns", "[texts]") {
  KeptList<std::string> list;
  CHECK(list.empty());
  for (int number = 0; number < 100; ++number) list.push_back(std::to_string(number));
  list.push_back(list[7]);
  list.emplace_back() = "last";
  REQUIRE(list.size() == 102);
  CHECK(list.front() == "0");
  CHECK(list[99] == "99");
  CHECK(list[100] == "7");
  CHECK(list.back() == "last");
  const KeptList<std::string> copy = list;
  list.clear();
  CHECK(list.empty());
  CHECK(copy.size() == 102);
  CHECK(copy[50] == "50");
  CHECK(copy == KeptList<std::string>(std::vector<std::string>(copy.begin(), copy.end())));
  CHECK_FALSE(copy == list);
}

TEST_CASE("a list that views others becomes one of its own when it grows", "[texts]") {
  std::vector<std::string> items = {"a", "b"};
  KeptList<std::string> view = KeptList<std::string>::view_of(items);
  CHECK_FALSE(view.owns());
  const KeptList<std::string> same = view;
  CHECK(same.begin() == items.data());
  view.push_back("c");
  CHECK(view.owns());
  CHECK(view == KeptList<std::string>{"a", "b", "c"});
  CHECK(items == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a store keeps lists of kept texts, small ones and such as are larger than a chunk", "[texts]") {
  const Scratch folder;
  TextStore store({folder.path()}, {0, 0, 0, 0});
  TextStore::Filler filler(store);
  std::vector<KeptList<KeptText>> lists;
  for (const std::size_t count : {std::size_t{0}, std::size_t{3}, TextStore::kChunk / 8, std::size_t{5}}) {
    KeptList<KeptText> list;
    for (std::size_t number = 0; number < count; ++number) filler.keep(list.emplace_back() = std::to_string(number));
    filler.keep(list);
    CHECK_FALSE(list.owns());
    lists.push_back(list);
  }
  store.release();
  CHECK(store.in_file() > TextStore::kChunk);
  REQUIRE(lists[2].size() == TextStore::kChunk / 8);
  bool whole = true;
  for (const KeptList<KeptText>& list : lists)
    for (std::size_t number = 0; number < list.size(); ++number) whole &= list[number] == std::to_string(number);
  CHECK(whole);
  CHECK(lists[3].size() == 5);
}

}  // namespace broadsheet
