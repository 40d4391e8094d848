// Letters of ASCII, in names that have no others: elements, attributes, addresses.
#pragma once

namespace broadsheet {

/// 'a' for 'A'; any other byte is as it was.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace broadsheet
