// Numbers of ASCII digits, without sign, blank or locale.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace broadsheet {

/// The value of `text`, which must be digits throughout and fit; else nothing.
inline std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  for (char c : text)
    if (c < '0' || c > '9') return std::nullopt;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace broadsheet
