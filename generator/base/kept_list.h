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
#include <utility>
#include <vector>

namespace broadsheet {

template <class Item>
class KeptList {
 public:
  KeptList() = default;
  KeptList(std::initializer_list<Item> items) {
    reserve(items.size());
    for (const Item& item : items) push_back(item);
  }
  /// Implicit: what makes lists makes vectors.
  KeptList(std::vector<Item> items) {
    reserve(items.size());
    for (Item& item : items) push_back(std::move(item));
  }
  /// No copy: what is viewed must outlive this, and the views that are copied from it.
  static KeptList view_of(std::span<Item> kept) {
    KeptList list;
    list.items_ = kept.data();
    list.size_ = checked(kept.size());
    return list;
  }

  KeptList(const KeptList& other) {
    if (other.owns()) {
      reserve(other.size());
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

  /// Throws std::length_error above 2^32 items.
  void push_back(Item item) {
    if (size_ >= capacity_) reserve(std::max<std::size_t>({size_ + std::size_t{1}, 2 * std::size_t{capacity_}}));
    items_[size_++] = std::move(item);
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
  static std::uint32_t checked(std::size_t size) {
    if (size > std::numeric_limits<std::uint32_t>::max()) throw std::length_error("KeptList");
    return static_cast<std::uint32_t>(size);
  }
  /// Room for `capacity` items, more than there are; a view becomes a list of its own.
  void reserve(std::size_t capacity) {
    if (capacity == 0) return;
    KeptList grown;
    grown.items_ = new Item[checked(capacity)];
    grown.capacity_ = checked(capacity);
    if (owns())
      std::move(begin(), end(), grown.items_);
    else
      std::copy(std::as_const(*this).begin(), std::as_const(*this).end(), grown.items_);
    grown.size_ = size_;
    swap(grown);
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
