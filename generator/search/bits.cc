#include "search/bits.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace broadsheet::search {
namespace {

constexpr unsigned kMostAtOnce = 32;  ///< bits that are put into a stream in one go

}  // namespace

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
  if (count > kMostAtOnce) {
    bits(value >> kMostAtOnce, count - kMostAtOnce);
    count = kMostAtOnce;
  }
  last_ = last_ << count | (value & ((std::uint64_t{1} << count) - 1));
  for (waiting_ += count; waiting_ >= 8; waiting_ -= 8) bytes_ += static_cast<char>(last_ >> (waiting_ - 8));
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
  const std::uint64_t high = value >> k;
  if (high + 1 + k > kMostAtOnce) {
    unary(high);
    bits(value, k);
  } else {
    const std::uint64_t ones = (std::uint64_t{2} << high) - 2;
    bits(ones << k | (value & ((std::uint64_t{1} << k) - 1)), static_cast<unsigned>(high) + 1 + k);
  }
}

void BitWriter::append(const BitSpan& other) {
  const std::size_t whole = other.size / 8;
  const auto rest = static_cast<unsigned>(other.size % 8);
  bytes_.reserve(bytes_.size() + whole + 2);
  if (waiting_ == 0)
    bytes_ += other.bytes.substr(0, whole);
  else
    for (std::size_t i = 0; i < whole; ++i) bits(static_cast<unsigned char>(other.bytes[i]), 8);
  if (rest > 0) bits(static_cast<unsigned char>(other.bytes[whole]) >> (8 - rest), rest);
}

void BitWriter::take(std::string& out) {
  if (waiting_ > 0) bits(0, 8 - waiting_);
  out += bytes_;
  bytes_.clear();
}

std::string BitWriter::take() {
  if (waiting_ > 0) bits(0, 8 - waiting_);
  return std::exchange(bytes_, {});
}

std::uint64_t BitReader::bits(unsigned count) {
  if (count > 32) return bits(count - 32) << 32 | bits(32);
  const std::uint64_t value = count == 0 ? 0 : window() >> (64 - count);
  at_ += count;
  return value;
}

std::uint64_t BitReader::unary() {
  for (std::uint64_t value = 0;;) {
    const auto ones = static_cast<unsigned>(std::countl_one(window()));
    if (ones < kWindow) {
      at_ += ones + 1;
      return value + ones;
    }
    value += kWindow;
    at_ += kWindow;
  }
}

std::uint64_t BitReader::gamma() {
  const std::uint64_t rest = unary();
  if (rest >= 64) throw Damaged();
  return std::uint64_t{1} << rest | bits(static_cast<unsigned>(rest));
}

std::uint64_t BitReader::rice(unsigned k) {
  const std::uint64_t all = window();
  const auto ones = static_cast<unsigned>(std::countl_one(all));
  if (ones + 1 + k <= kWindow && k > 0) {
    at_ += ones + 1 + k;
    return std::uint64_t{ones} << k | (all << (ones + 1)) >> (64 - k);
  }
  const std::uint64_t high = unary();
  return high << k | bits(k);
}

}  // namespace broadsheet::search
