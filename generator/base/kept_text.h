// A text of which an archive has millions: half of a std::string. Like all kept lists it has memory of its own or is a
// view of a text that something else keeps, grows while it is made, and is only read afterwards.
#pragma once

#include <fmt/format.h>

#include <compare>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/kept_list.h"

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
  static KeptText view_of(std::string_view kept) {
    KeptText text;
    text.become_view_of(kept);
    return text;
  }
  void become_view_of(std::string_view kept) {  // what it does not own it does not write to
    bytes_.become_view_of({const_cast<char*>(kept.data()), kept.size()});
  }

  std::string_view view() const { return {bytes_.begin(), bytes_.size()}; }
  operator std::string_view() const { return view(); }
  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }
  bool owns() const { return bytes_.owns(); }
  std::string str() const { return std::string(view()); }
  bool starts_with(std::string_view start) const { return view().starts_with(start); }

  /// Throws std::length_error from 4 GiB on.
  KeptText& append(std::string_view text) {
    bytes_.append(text);
    return *this;
  }
  KeptText& operator+=(std::string_view text) { return append(text); }

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
  KeptList<char> bytes_;
};

}  // namespace broadsheet

template <>
struct fmt::formatter<broadsheet::KeptText> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const broadsheet::KeptText& text, Context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
