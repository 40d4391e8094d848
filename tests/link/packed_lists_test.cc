#include "link/packed_lists.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "base/text_store.h"

namespace broadsheet::link {

TEST_CASE("packed lists are read where they stand", "[link]") {
  const std::vector<std::uint32_t> small{1, 2, 3}, none;
  const std::vector<std::uint64_t> large{std::uint64_t{1} << 40, 7};
  PackedListWriter out;
  out.add(std::span(small));
  out.add(std::span(none));
  out.add(std::span(large));
  TextStore store;
  TextStore::Filler filler(store);
  const std::string_view bytes = filler.add(out.take());
  PackedListReader in(bytes);
  CHECK(std::ranges::equal(in.next<std::uint32_t>(), small));
  CHECK(in.next<std::uint32_t>().empty());
  const auto last = in.next<std::uint64_t>();
  CHECK(std::ranges::equal(last, large));
  CHECK(reinterpret_cast<const char*>(last.data()) > bytes.data());
  CHECK(reinterpret_cast<const char*>(last.data()) < bytes.data() + bytes.size());
  CHECK(in.is_whole());
  CHECK(in.next<std::uint32_t>().empty());
  CHECK_FALSE(in.is_whole());
}

TEST_CASE("packed lists that end too early are not whole, wherever they end", "[link]") {
  const std::vector<std::uint32_t> items{1, 2, 3, 4};
  PackedListWriter out;
  out.add(std::span(items));
  out.add(std::span(items));
  const std::string all = out.take();
  TextStore store;
  TextStore::Filler filler(store);
  for (std::size_t size = 0; size <= all.size(); ++size) {
    PackedListReader in(filler.add(all.substr(0, size)));
    in.next<std::uint32_t>();
    in.next<std::uint32_t>();
    CHECK(in.is_whole() == (size == all.size()));
  }
}

TEST_CASE("lists of packed items must begin and end among them", "[link]") {
  const auto is_whole = [](const std::vector<std::uint32_t>& first) {
    const std::vector<std::uint64_t> items{1, 2, 3};
    PackedListWriter out;
    out.add(std::span(first));
    out.add(std::span(items));
    TextStore store;
    TextStore::Filler filler(store);
    PackedListReader in(filler.add(out.take()));
    in.next_lists<std::uint64_t>();
    return in.is_whole();
  };
  CHECK(is_whole({0, 3}));
  CHECK(is_whole({0, 0, 2, 3}));
  CHECK_FALSE(is_whole({}));
  CHECK_FALSE(is_whole({0, 2}));
  CHECK_FALSE(is_whole({1, 3}));
  CHECK_FALSE(is_whole({0, 4}));
  CHECK_FALSE(is_whole({0, 3, 2, 3}));
}

}  // namespace broadsheet::link
