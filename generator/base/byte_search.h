// Looking for the few bytes of a text that need care: sixteen at a time, on every processor that the compiler knows.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace broadsheet {

/// Bytes that are compared at once, and what a comparison gives: all bits of a byte that it holds for, else none.
using ByteRun = std::uint8_t __attribute__((vector_size(16)));
using ByteMarks = std::int8_t __attribute__((vector_size(16)));

/// Those that HTML wants escaped: & < > ' "
constexpr auto kHtmlBytes = [](ByteRun run) -> ByteMarks {
  return ((run & 0xfe) == '&') | ((run & 0xfd) == '<') | (run == '"');  // & and ', < and > differ in one bit
};

/// The bytes from `at` on.
inline ByteRun byte_run(const char* at) {
  ByteRun run;
  std::memcpy(&run, at, sizeof run);
  return run;
}

/// The bits of all marks, eight for each byte.
inline std::array<std::uint64_t, 2> bits_of(const ByteMarks& marks) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &marks, sizeof marks);
  return halves;
}

inline bool any_marked(const ByteMarks& marks) {
  const auto halves = bits_of(marks);
  return (halves[0] | halves[1]) != 0;
}

/// How many bytes are marked.
inline std::uint32_t count_marked(const ByteMarks& marks) {
  const auto halves = bits_of(marks);
  return static_cast<std::uint32_t>(std::popcount(halves[0]) + std::popcount(halves[1])) / 8;
}

/// The first byte from `at` on that `test` (ByteRun → ByteMarks) marks; `end` where it marks none.
template <class Test>
const char* find_byte(const char* at, const char* end, Test test) {
  const auto first = [](const ByteMarks& marks) {
    std::size_t place = 0;
    while (place < sizeof marks && marks[place] == 0) ++place;
    return place;
  };
  constexpr std::ptrdiff_t kRun = sizeof(ByteRun);
  const char* const begin = at;
  for (; end - at >= kRun; at += kRun)
    if (const ByteMarks marks = test(byte_run(at)); any_marked(marks)) return at + first(marks);
  if (at == end) return end;  // an empty text may stand nowhere
  if (at != begin) {          // the last run may begin with bytes that have been looked at, and are none
    const ByteMarks marks = test(byte_run(end - kRun));
    return any_marked(marks) ? end - kRun + first(marks) : end;
  }
  std::array<char, sizeof(ByteRun)> rest{};
  const auto left = static_cast<std::size_t>(end - at);
  std::memcpy(rest.data(), at, left);
  const ByteMarks marks = test(byte_run(rest.data()));
  return any_marked(marks) ? at + std::min(first(marks), left) : end;
}

/// Appends `text` with what `other` (char → std::string_view) gives in the place of each byte that `test` marks.
template <class Test, class Other>
void append_replaced(std::string& out, std::string_view text, Test test, Other other) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const found = find_byte(at, end, test);
    out.append(at, found);
    if (found == end) return;
    out.append(other(*found));
    at = found + 1;
  }
}

}  // namespace broadsheet
