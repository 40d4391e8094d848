// A list of a few items that stand in it, without memory of its own: for lists of which there are millions.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace broadsheet {

template <class Item, std::uint8_t most>
class Few {
 public:
  static constexpr std::size_t kMost = most;

  Few() = default;
  /// At most kMost.
  Few(std::initializer_list<Item> items) {
    for (const Item& item : items) push_back(item);
  }

  /// Only where there are fewer than kMost.
  void push_back(Item item) {
    assert(size_ < most);
    items_[size_++] = std::move(item);
  }
  void clear() { *this = {}; }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Item* begin() const { return items_.data(); }
  const Item* end() const { return items_.data() + size_; }
  const Item& operator[](std::size_t at) const { return items_[at]; }

  bool operator==(const Few& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  std::array<Item, most> items_{};
  std::uint8_t size_ = 0;
};

}  // namespace broadsheet
