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

TEST_CASE("numbers and texts that end too early are damaged", "[search]") {
  std::string bytes;
  put_text(bytes, "abc");
  put_varint(bytes, 300);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string_view cut = std::string_view(bytes).substr(0, size);
    std::size_t offset = 0;
    CHECK_THROWS_AS((get_text(cut, offset), get_varint(cut, offset)), Damaged);
  }
  std::size_t offset = 0;
  CHECK(get_text(bytes, offset) == "abc");
  CHECK(get_varint(bytes, offset) == 300);
  offset = 0;
  CHECK_THROWS_AS(get_varint(std::string(11, '\xFF'), offset), Damaged);
  BitReader endless(std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 9));
  CHECK_THROWS_AS(endless.gamma(), Damaged);
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

TEST_CASE("what was written in bits is read again, wherever a stream is appended", "[search]") {
  BitWriter part;
  for (std::uint64_t value = 0; value < 70; ++value) part.unary(value);
  part.gamma(1);
  part.gamma(1000);
  part.rice(123456, 7);
  const std::size_t size = part.size();
  const std::string bytes = part.take();
  for (unsigned before = 0; before < 17; ++before) {
    BitWriter bits;
    bits.bits(5, before);
    bits.append({bytes, size});
    bits.append({bytes, 3});
    bits.append({{}, 0});
    CHECK(bits.size() == before + size + 3);
    const std::string all = bits.take();
    BitReader reader(all);
    CHECK(reader.bits(before) == (before < 3 ? 5U & ((1U << before) - 1) : 5U));
    for (std::uint64_t value = 0; value < 70; ++value) CHECK(reader.unary() == value);
    CHECK(reader.gamma() == 1);
    CHECK(reader.gamma() == 1000);
    CHECK(reader.rice(7) == 123456);
    CHECK(reader.bits(3) == 2);  // unary 0 and the start of 1
  }
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
