// Numbers 64-bit keys from 0 in the order in which they first come: a hash table of nothing but keys.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace broadsheet::link {

/// Keys must be hashes already: their low bits choose the slot.
class KeyTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  explicit KeyTable(std::size_t expected = 16) { grow(std::bit_ceil(2 * expected + 16)); }

  /// The number of `key`, which gets the next one where it has none.
  std::uint32_t add(std::uint64_t key) {
    if (2 * keys_.size() >= slots_.size()) grow(2 * slots_.size());
    std::uint32_t& slot = slots_[slot_of(key)];
    if (slot == kNone) {
      slot = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    return slot;
  }

  /// The number of `key`, or kNone.
  std::uint32_t find(std::uint64_t key) const { return slots_[slot_of(key)]; }

  std::size_t size() const { return keys_.size(); }

 private:
  std::size_t slot_of(std::uint64_t key) const {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at] != kNone && keys_[slots_[at]] != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow(std::size_t size) {
    slots_.assign(size, kNone);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) slots_[slot_of(keys_[number])] = number;
  }

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> slots_;  // a power of two of them, at most half full
};

}  // namespace broadsheet::link
