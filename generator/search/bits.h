// Numbers in few bytes: varints, and Golomb-Rice codes in a stream of bits, the highest of a byte first.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/varint.h"

namespace broadsheet::search {

/// The next `size` bytes, where they stand. Throws Damaged.
inline std::string_view get_bytes(std::string_view bytes, std::size_t& offset, std::size_t size) {
  if (offset > bytes.size() || size > bytes.size() - offset) throw Damaged();
  offset += size;
  return bytes.substr(offset - size, size);
}

/// A text as its length and its bytes, and back.
inline void put_text(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out += text;
}
inline std::string_view get_text(std::string_view bytes, std::size_t& offset) {
  const std::size_t size = get_varint(bytes, offset);
  return get_bytes(bytes, offset, size);
}

/// Appends the FNV-1a hash (32 bits, the lowest byte first) of what is there, so that a browser sees whether a file
/// that is not compressed arrived whole.
void seal(std::string& bytes);

/// The Rice parameter for `count` ascending numbers below `range`, from these two alone, so that it needs no storing:
/// the largest k with 2^k at most 0.69 times the mean gap (Golomb 1966; 0.69 is ln 2), or 0.
unsigned rice_parameter(std::uint64_t count, std::uint64_t range);

/// A stream of bits.
struct BitSpan {
  std::string_view bytes;
  std::size_t size = 0;  ///< bits
};

/// Appends to a stream of bits.
class BitWriter {
 public:
  void bits(std::uint64_t value, unsigned count);
  /// `value` ones and a zero.
  void unary(std::uint64_t value);
  /// A value of 1 or more: the number of its bits less one in unary, then all of them but the first (Elias 1975).
  void gamma(std::uint64_t value);
  /// The value divided by 2^k in unary, then its remainder in k bits.
  void rice(std::uint64_t value, unsigned k);
  /// Appends another stream.
  void append(const BitSpan& other);
  /// How many bits there are.
  std::size_t size() const { return bytes_.size() * 8 + waiting_; }
  /// Appends the stream to `out`, filled up with zeros to a whole byte, and starts anew.
  void take(std::string& out);
  std::string take();

 private:
  std::string bytes_;
  std::uint64_t last_ = 0;  ///< the bits that are not in `bytes_` yet, the last of them lowest; others above them
  unsigned waiting_ = 0;    ///< how many: fewer than eight
};

/// Reads what BitWriter wrote; zeros behind its end.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t bits(unsigned count);
  std::uint64_t unary();
  /// Throws Damaged above 64 bits.
  std::uint64_t gamma();
  std::uint64_t rice(unsigned k);

 private:
  /// The next bits, the first of them highest: kWindow or more, zeros where there are no more.
  std::uint64_t window() const {
    const std::size_t byte = at_ / 8;
    std::uint64_t bits = 0;
    if (byte + sizeof(bits) <= bytes_.size()) {
      std::memcpy(&bits, bytes_.data() + byte, sizeof(bits));
      if constexpr (std::endian::native == std::endian::little) bits = __builtin_bswap64(bits);
    } else {
      for (std::size_t i = byte; i < byte + sizeof(bits); ++i)
        bits = bits << 8 | (i < bytes_.size() ? static_cast<unsigned char>(bytes_[i]) : 0U);
    }
    return bits << at_ % 8;
  }

  static constexpr unsigned kWindow = 57;

  std::string_view bytes_;
  std::size_t at_ = 0;  ///< bit
};

}  // namespace broadsheet::search
