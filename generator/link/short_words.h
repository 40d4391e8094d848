// Words of up to 16 bytes as two numbers: nearly all words are that short, and arithmetic on eight bytes at once takes
// the time of one.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/hash.h"

namespace broadsheet::link {

/// Eight bytes as a number, the first in the lowest bits on every machine.
inline std::uint64_t pack(const char* bytes) {
  std::uint64_t packed = 0;
  std::memcpy(&packed, bytes, sizeof packed);
  return std::endian::native == std::endian::little ? packed : __builtin_bswap64(packed);
}

inline void unpack(std::uint64_t packed, char* bytes) {
  if (std::endian::native != std::endian::little) packed = __builtin_bswap64(packed);
  std::memcpy(bytes, &packed, sizeof packed);
}

/// The first `count` of 8 packed bytes.
constexpr std::uint64_t first_bytes(std::uint64_t packed, std::size_t count) {
  return count >= 8 ? packed : packed & ((std::uint64_t{1} << 8 * count) - 1);
}

/// The ASCII letters and digits at the beginning of eight bytes, in lower case.
struct FoldedBytes {
  static constexpr std::uint64_t kOnes = 0x0101010101010101;
  static constexpr std::uint64_t kHigh = 0x80 * kOnes;

  std::uint64_t bytes = 0;   ///< packed; 0 behind the last of them
  std::uint64_t digits = 0;  ///< 0x80 in the place of each digit among them
  std::size_t length = 0;

  FoldedBytes() = default;
  explicit FoldedBytes(const char* text) {
    const std::uint64_t all = pack(text);
    const std::uint64_t ascii = all & ~kHigh;
    const std::uint64_t letters = between(ascii | 0x20 * kOnes, 'a', 'z') & ~all;
    const std::uint64_t numbers = between(ascii, '0', '9') & ~all;
    const std::uint64_t others = ~(letters | numbers) & kHigh;
    length = others == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(others)) / 8;
    bytes = first_bytes(ascii | (letters >> 2), length);  // a letter's 0x80 makes 0x20, the bit of lower case
    digits = first_bytes(numbers, length);
  }

  bool has_letter() const { return digits != first_bytes(kHigh, length); }

 private:
  /// 0x80 in the place of each byte from `low` to `high`; all bytes must be below 0x80.
  static constexpr std::uint64_t between(std::uint64_t packed, unsigned low, unsigned high) {
    return (packed + (0x80 - low) * kOnes) & ~(packed + (0x7f - high) * kOnes) & kHigh;
  }
};

/// The hash of a word of up to 16 bytes. Mixed as in Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014.
inline std::uint64_t hash_packed(std::uint64_t first_eight, std::uint64_t next_eight) {
  std::uint64_t h = (first_eight ^ 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  h = (h ^ (h >> 31) ^ next_eight) * 0x94d049bb133111eb;
  h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9;
  return h ^ (h >> 31);
}

/// The hash of any word: the same as hash_packed() where it has up to 16 bytes.
inline std::uint64_t hash_word(std::string_view word) {
  if (word.size() > 16) return hash64(word);
  char bytes[16] = {};
  word.copy(bytes, word.size());
  return hash_packed(pack(bytes), pack(bytes + 8));
}

}  // namespace broadsheet::link
