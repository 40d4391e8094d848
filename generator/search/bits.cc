#include "search/bits.h"

#include <algorithm>
#include <bit>

namespace broadsheet::search {

void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

std::uint64_t get_varint(std::string_view bytes, std::size_t& offset) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[offset++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

void seal(std::string& bytes) {
  std::uint32_t hash = 0x811C9DC5;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(hash >> shift & 0xFF);
}

unsigned rice_parameter(std::uint64_t count, std::uint64_t range) {
  unsigned k = 0;
  while ((std::uint64_t{2} << k) * count * 100 <= range * 69) ++k;
  return k;
}

void BitWriter::bits(std::uint64_t value, unsigned count) {
  while (count > 0) {
    if (free_ == 0) {
      bytes_ += '\0';
      free_ = 8;
    }
    const unsigned now = std::min(free_, count);
    const auto part = static_cast<unsigned>(value >> (count - now)) & ((1U << now) - 1);
    bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | (part << (free_ - now)));
    free_ -= now;
    count -= now;
  }
}

void BitWriter::unary(std::uint64_t value) {
  for (; value >= 32; value -= 32) bits(0xFFFFFFFF, 32);
  bits((std::uint64_t{2} << value) - 2, static_cast<unsigned>(value) + 1);
}

void BitWriter::gamma(std::uint64_t value) {
  const auto rest = static_cast<unsigned>(std::bit_width(value)) - 1;
  unary(rest);
  bits(value, rest);
}

void BitWriter::rice(std::uint64_t value, unsigned k) {
  unary(value >> k);
  bits(value, k);
}

void BitWriter::append(const BitSpan& other) {
  const std::size_t whole = other.size / 8;
  const auto rest = static_cast<unsigned>(other.size % 8);
  bytes_.reserve(bytes_.size() + whole + 1);
  if (free_ == 0) {
    bytes_ += other.bytes.substr(0, whole);
  } else {
    for (std::size_t i = 0; i < whole; ++i) {
      const auto byte = static_cast<unsigned char>(other.bytes[i]);
      bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | byte >> (8 - free_));
      bytes_ += static_cast<char>(byte << free_);
    }
  }
  if (rest > 0) bits(static_cast<unsigned char>(other.bytes[whole]) >> (8 - rest), rest);
}

std::string BitWriter::take() {
  free_ = 0;
  return std::move(bytes_);
}

std::uint64_t BitReader::bits(unsigned count) {
  std::uint64_t value = 0;
  while (count > 0) {
    const auto left = static_cast<unsigned>(8 - at_ % 8);
    const unsigned now = std::min(left, count);
    const unsigned byte = static_cast<unsigned char>(bytes_[at_ / 8]);
    value = value << now | (byte >> (left - now) & ((1U << now) - 1));
    at_ += now;
    count -= now;
  }
  return value;
}

std::uint64_t BitReader::unary() {
  for (std::uint64_t value = 0;;) {
    const auto left = static_cast<unsigned>(8 - at_ % 8);
    const auto ones = static_cast<unsigned>(
        std::countl_one(static_cast<unsigned char>(static_cast<unsigned char>(bytes_[at_ / 8]) << (8 - left))));
    if (ones < left) {
      at_ += ones + 1;
      return value + ones;
    }
    value += left;
    at_ += left;
  }
}

std::uint64_t BitReader::gamma() {
  const std::uint64_t rest = unary();
  return std::uint64_t{1} << rest | bits(static_cast<unsigned>(rest));
}

std::uint64_t BitReader::rice(unsigned k) {
  const std::uint64_t high = unary();
  return high << k | bits(k);
}

}  // namespace broadsheet::search
