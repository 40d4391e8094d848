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

  explicit KeyTable(std::size_t expected = 16) : slots_(std::bit_ceil(2 * expected + 16)) {}

  /// The number of `key`, which gets the next one where it has none.
  std::uint32_t add(std::uint64_t key) {
    if (2 * size_ >= slots_.size()) grow();
    Slot& slot = slots_[slot_of(key)];
    if (slot.number == kNone) slot = {key, size_++};
    return slot.number;
  }

  /// The number of `key`, or kNone.
  std::uint32_t find(std::uint64_t key) const { return slots_[slot_of(key)].number; }

  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t number = kNone;
  };

  std::size_t slot_of(std::uint64_t key) const {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].number != kNone && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.number != kNone) slots_[slot_of(slot.key)] = slot;
  }

  std::vector<Slot> slots_;  // a power of two of them, at most half full
  std::uint32_t size_ = 0;
};

}  // namespace broadsheet::link
