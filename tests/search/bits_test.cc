#include "search/bits.h"

#include <catch2/catch.hpp>

namespace broadsheet::search {

TEST_CASE("varints come back", "[search]") {
  std::string bytes;
  const std::uint64_t values[] = {0, 1, 127, 128, 300, 16384, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF};
  for (const std::uint64_t value : values) put_varint(bytes, value);
  std::size_t offset = 0;
  for (const std::uint64_t value : values) CHECK(get_varint(bytes, offset) == value);
  CHECK(offset == bytes.size());
  std::string small;
  put_varint(small, 300);
  CHECK(small == "\xAC\x02");
}

TEST_CASE("bits are written from the highest down, and filled up with zeros", "[search]") {
  BitWriter bits;
  bits.unary(3);    // 1110
  bits.rice(9, 2);  // 110 01
  bits.bits(1, 1);
  CHECK(bits.take() == std::string("\xEC\xC0", 2));
  bits.unary(40);
  CHECK(bits.take() == std::string("\xFF\xFF\xFF\xFF\xFF\x00", 6));
}

TEST_CASE("the Rice parameter follows the mean gap", "[search]") {
  CHECK(rice_parameter(1000, 1024) == 0);
  CHECK(rice_parameter(1, 3) == 1);
  CHECK(rice_parameter(100, 16384) == 6);
  CHECK(rice_parameter(1, 1) == 0);
}

TEST_CASE("a seal is the FNV-1a hash of what stands before it", "[search]") {
  std::string bytes = "foobar";
  seal(bytes);
  CHECK(bytes == "foobar\x68\xF9\x9C\xBF");
}

}  // namespace broadsheet::search
