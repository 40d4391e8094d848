// XXH3 (xxHash), for identifying content: file names with hashes, caches, change detection. Not for security.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

struct XXH3_state_s;  // of xxHash

namespace broadsheet {

/// XXH3's 64-bit hash with seed 0, or with `seed`, so that hashes can be chained.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// Of the bytes of plain items, which must have none between their fields.
template <class Item>
std::uint64_t hash_items(std::span<const Item> items, std::uint64_t seed = 0) {
  static_assert(std::is_trivially_copyable_v<Item>);
  return hash64({reinterpret_cast<const char*>(items.data()), items.size_bytes()}, seed);
}
template <class Item>
std::uint64_t hash_items(const std::vector<Item>& items, std::uint64_t seed = 0) {
  return hash_items(std::span<const Item>(items), seed);
}

/// The 64-bit hash as 16 hexadecimal digits.
std::string hash_name(std::string_view bytes);

/// The same hashes of bytes that come part by part.
class RunningHash {
 public:
  RunningHash();
  void add(std::string_view bytes);
  /// hash_name() of all that was added.
  std::string name() const;

 private:
  std::shared_ptr<XXH3_state_s> state_;
};

}  // namespace broadsheet
