// Lists of plain items as one piece of bytes that are read where they stand: in memory, or in a file of the cache.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "link/features.h"

namespace broadsheet::link {

/// Numbers stand as this machine has them. Each list, and its length in front, is a multiple of kPackedAlignment long.
inline constexpr std::size_t kPackedAlignment = 8;

class PackedListWriter {
 public:
  template <class Item>
  void add(std::span<const Item> items) {
    static_assert(std::is_trivially_copyable_v<Item> && alignof(Item) <= kPackedAlignment);
    const std::uint64_t size = items.size();
    bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes_.append(reinterpret_cast<const char*>(items.data()), items.size_bytes());
    bytes_.resize((bytes_.size() + kPackedAlignment - 1) / kPackedAlignment * kPackedAlignment);
  }
  template <class Item>
  void add(const std::vector<Item>& items) {
    add(std::span<const Item>(items));
  }
  /// For PackedListReader::next_lists().
  template <class Item>
  void add_lists(const Lists<Item>& lists) {
    add(lists.first);
    add(lists.items);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Many lists of items, as Lists of features.h has them.
template <class Item>
struct PackedLists {
  std::span<const std::uint32_t> first;
  std::span<const Item> items;
};

/// Gives the lists in their order. The bytes begin at a multiple of kPackedAlignment, and must outlive the lists.
class PackedListReader {
 public:
  explicit PackedListReader(std::string_view bytes) : rest_(bytes) {}

  /// Empty where the bytes end too early; is_whole() tells.
  template <class Item>
  std::span<const Item> next() {
    std::uint64_t size = 0;
    if (rest_.size() < sizeof size) return fail<Item>();
    std::memcpy(&size, rest_.data(), sizeof size);
    rest_.remove_prefix(sizeof size);
    if (size > rest_.size() / sizeof(Item)) return fail<Item>();
    const std::span<const Item> items(reinterpret_cast<const Item*>(rest_.data()), size);
    rest_.remove_prefix(
        std::min(rest_.size(), (items.size_bytes() + kPackedAlignment - 1) / kPackedAlignment * kPackedAlignment));
    return items;
  }
  /// Two lists: where those begin that the items of the second belong to, and these items.
  template <class Item>
  PackedLists<Item> next_lists() {
    const auto first = next<std::uint32_t>();
    const auto items = next<Item>();
    const bool fits = !first.empty() && first.front() == 0 && first.back() == items.size();
    if (!fits || !std::is_sorted(first.begin(), first.end())) fail<Item>();
    return {first, items};
  }
  bool is_whole() const { return whole_; }

 private:
  template <class Item>
  std::span<const Item> fail() {
    whole_ = false;
    rest_ = {};
    return {};
  }

  std::string_view rest_;
  bool whole_ = true;
};

}  // namespace broadsheet::link
