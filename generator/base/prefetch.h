// Asks for memory that is about to be read. Texts of stories stand far from one another: a loop that asks for those of
// an issue first waits for all of them at once, and not for each in turn.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet {

/// The first bytes of a text: a short one whole.
inline void prefetch(std::string_view text) {
  __builtin_prefetch(text.data());
}

/// All bytes of something.
inline void prefetch(const void* first, std::size_t size) {
  constexpr std::size_t kLine = 64;  // bytes that a processor fetches at once
  for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(static_cast<const char*>(first) + at);
}

}  // namespace broadsheet
