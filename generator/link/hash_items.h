// Hashes of lists of plain items.
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "base/hash.h"

namespace broadsheet::link {

/// Of the bytes of the items, which must have none between their fields.
template <class Item>
std::uint64_t hash_items(std::span<const Item> items, std::uint64_t seed = 0) {
  static_assert(std::is_trivially_copyable_v<Item>);
  return hash64({reinterpret_cast<const char*>(items.data()), items.size_bytes()}, seed);
}
template <class Item>
std::uint64_t hash_items(const std::vector<Item>& items, std::uint64_t seed = 0) {
  return hash_items(std::span<const Item>(items), seed);
}

}  // namespace broadsheet::link
