// Whole numbers in few bytes (LEB128).
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace broadsheet {

/// Thrown by what reads bytes of ours, where they end too early or say what cannot be: they are not what was written.
struct Damaged : std::runtime_error {
  Damaged() : std::runtime_error("its bytes are damaged") {}
};

/// Appends seven bits a byte, the lowest first, with the highest bit set where more follow.
inline void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

/// Reads what put_varint() wrote at `offset`, which is moved past it. Throws Damaged.
inline std::uint64_t get_varint(std::string_view bytes, std::size_t& offset) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && offset < bytes.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[offset++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  throw Damaged();
}

}  // namespace broadsheet
