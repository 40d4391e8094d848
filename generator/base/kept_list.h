// A list of which an archive has millions: sixteen bytes, with memory of its own, or a view of items that something
// else keeps (base/text_store.h). Grows like a vector while it is made; is only read afterwards.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace broadsheet {

template <class Item>
class KeptList {
 public:
  KeptList() = default;
  KeptList(std::initializer_list<Item> items) {
    grow(items.size());
    for (const Item& item : items) push_back(item);
  }
  /// Implicit: what makes lists makes vectors.
  KeptList(std::vector<Item> items) {
    grow(items.size());
    for (Item& item : items) push_back(std::move(item));
  }
  /// That many items as they are made.
  static KeptList of(std::size_t size) {
    KeptList list;
    list.grow(size);
    list.size_ = checked(size);
    return list;
  }
  /// No copy: what is viewed must outlive this, and the views that are copied from it.
  static KeptList view_of(std::span<Item> kept) {
    KeptList list;
    list.items_ = kept.data();
    list.size_ = checked(kept.size());
    return list;
  }

  /// Makes this a view, as view_of() does.
  void become_view_of(std::span<Item> kept) {
    if (owns()) clear();
    items_ = kept.data();
    size_ = checked(kept.size());
  }

  KeptList(const KeptList& other) {
    if (other.owns()) {
      grow(other.size());
      for (const Item& item : other) push_back(item);
    } else {
      items_ = other.items_;
      size_ = other.size_;
    }
  }
  KeptList(KeptList&& other) noexcept { swap(other); }
  KeptList& operator=(KeptList other) noexcept {
    swap(other);
    return *this;
  }
  ~KeptList() {
    if (owns()) delete[] items_;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  bool owns() const { return capacity_ > 0; }

  const Item* begin() const { return items_; }
  const Item* end() const { return items_ + size_; }
  const Item& operator[](std::size_t at) const { return items_[at]; }
  const Item& front() const { return items_[0]; }
  const Item& back() const { return items_[size_ - 1]; }
  // Written to only where it is owned.
  Item* begin() { return items_; }
  Item* end() { return items_ + size_; }
  Item& operator[](std::size_t at) { return items_[at]; }
  Item& front() { return items_[0]; }
  Item& back() { return items_[size_ - 1]; }

  /// Throws std::length_error from 2^32 items on, as all that grows does.
  void push_back(Item item) {
    if (size_ >= capacity_) grow(size_ + std::size_t{1});
    items_[size_++] = std::move(item);
  }
  /// `items` may be some of these.
  void append(std::span<const Item> items) requires std::is_trivially_copyable_v<Item> {
    if (items.empty()) return;
    KeptList before;  // keeps `items` until they are copied
    if (size_ + items.size() > capacity_) before = grow(size_ + items.size());
    std::copy(items.begin(), items.end(), items_ + size_);
    size_ += static_cast<std::uint32_t>(items.size());
  }
  /// Makes room for that many items in all.
  void reserve(std::size_t size) {
    if (size > capacity_ && size > size_) grow(size);
  }
  void clear() { *this = {}; }
  Item& emplace_back() {
    push_back(Item());
    return back();
  }

  friend bool operator==(const KeptList& a, const KeptList& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  static constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();

  static std::uint32_t checked(std::size_t size) {
    if (size > kMost) throw std::length_error("KeptList");
    return static_cast<std::uint32_t>(size);
  }
  /// Makes room for `size` items, more than there is room for; a view becomes a list of its own. Gives what was before,
  /// from which items may have been moved.
  KeptList grow(std::size_t size) {
    KeptList grown;
    if (size == 0) return grown;
    const std::uint32_t capacity = std::max(checked(size), checked(std::min(2 * std::size_t{capacity_}, kMost)));
    grown.items_ = new Item[capacity];
    grown.capacity_ = capacity;
    if (owns())
      std::move(begin(), end(), grown.items_);
    else
      std::copy(std::as_const(*this).begin(), std::as_const(*this).end(), grown.items_);
    grown.size_ = size_;
    swap(grown);
    return grown;
  }
  void swap(KeptList& other) noexcept {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  Item* items_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;  // 0: a view, or empty
};

}  // namespace broadsheet
