#include "base/kept_text.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace broadsheet {

namespace {

constexpr std::size_t kLongest = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kFirst = 16;

}  // namespace

KeptText KeptText::view_of(std::string_view kept) {
  if (kept.size() > kLongest) throw std::length_error("KeptText");
  KeptText text;
  text.data_ = const_cast<char*>(kept.data());
  text.size_ = static_cast<std::uint32_t>(kept.size());
  return text;
}

KeptText::KeptText(const KeptText& other) {
  if (other.owns()) {
    append(other.view());
  } else {
    data_ = other.data_;
    size_ = other.size_;
  }
}

KeptText& KeptText::append(std::string_view text) {
  if (text.empty()) return *this;
  if (text.size() > kLongest - size_) throw std::length_error("KeptText");
  const std::size_t size = size_ + text.size();
  if (size > capacity_) {
    KeptText grown;
    grown.allocate(capacity_ == 0 ? size : std::min(std::max({size, 2 * std::size_t{capacity_}, kFirst}), kLongest));
    if (size_ > 0) std::memcpy(grown.data_, data_, size_);
    grown.size_ = size_;
    std::memcpy(grown.data_ + size_, text.data(), text.size());  // before a text of our own goes
    swap(grown);
  } else {
    std::memcpy(data_ + size_, text.data(), text.size());
  }
  size_ = static_cast<std::uint32_t>(size);
  return *this;
}

void KeptText::shrink_to_fit() {
  if (capacity_ > size_) *this = KeptText(view());
}

/// Only of one without bytes.
void KeptText::allocate(std::size_t capacity) {
  data_ = new char[capacity];
  capacity_ = static_cast<std::uint32_t>(capacity);
}

}  // namespace broadsheet
