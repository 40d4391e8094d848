// A text of which an archive has millions: half of a std::string, with memory of its own, or a view of a text that
// something else keeps (base/text_store.h). Grows like a string while it is made; is only read afterwards.
#pragma once

#include <fmt/format.h>

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace broadsheet {

class KeptText {
 public:
  KeptText() = default;
  /// A copy, in memory of its own.
  template <class Text>
  requires(!std::same_as<Text, KeptText> && std::convertible_to<const Text&, std::string_view>)
      KeptText(const Text& text) {  // implicit: it is to be written like a string
    append(std::string_view(text));
  }
  /// No copy: what is viewed must outlive this, and the views that are copied from it.
  static KeptText view_of(std::string_view kept);

  KeptText(const KeptText& other);
  KeptText(KeptText&& other) noexcept { swap(other); }
  KeptText& operator=(KeptText other) noexcept {
    swap(other);
    return *this;
  }
  ~KeptText() {
    if (owns()) delete[] data_;
  }

  std::string_view view() const { return {data_, size_}; }
  operator std::string_view() const { return view(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  bool owns() const { return capacity_ > 0; }
  std::string str() const { return std::string(view()); }
  bool starts_with(std::string_view start) const { return view().starts_with(start); }

  /// Throws std::length_error above 4 GiB.
  KeptText& append(std::string_view text);
  KeptText& operator+=(std::string_view text) { return append(text); }
  /// Gives back what it grew beyond its length.
  void shrink_to_fit();

  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  friend std::string operator+(const KeptText& a, const Text& b) { return a.str().append(std::string_view(b)); }
  template <class Text>
  requires(!std::same_as<Text, KeptText> && std::convertible_to<const Text&, std::string_view>) friend std::string
  operator+(const Text& a, const KeptText& b) {
    return std::string(a).append(b.view());
  }

  bool operator==(const KeptText& other) const { return view() == other.view(); }
  auto operator<=>(const KeptText& other) const { return view() <=> other.view(); }
  template <class Text>
  requires(!std::same_as<Text, KeptText> && std::convertible_to<const Text&, std::string_view>) bool operator==(
      const Text& other) const {
    return view() == std::string_view(other);
  }

 private:
  void swap(KeptText& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  void allocate(std::size_t capacity);

  char* data_ = nullptr;  // written to only where it is owned
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;  // 0: a view, or empty
};

}  // namespace broadsheet

template <>
struct fmt::formatter<broadsheet::KeptText> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const broadsheet::KeptText& text, Context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
