// Lengths of documents in few bits. Xapian ranks a document by its words in relation to its length, and a browser must
// know the lengths of all documents to rank any. So they are rounded up to four steps an octave (4, 5, 6, 7, 8, 10, 12,
// 14, 16, 20 …) where documents are indexed, by a filler term that nobody looks for: Xapian itself then works with the
// rounded lengths, and the browser with one small number a document.
#pragma once

#include <bit>
#include <cstdint>

namespace broadsheet::search {

/// The filler: its wdf is what a document lacks to the next step. Not exported.
inline constexpr char kFillerTerm[] = "XZ";

/// More steps than any length needs.
inline constexpr std::uint32_t kSteps = 128;

/// The number of the least step that is not less than `length`.
constexpr std::uint32_t length_step(std::uint32_t length) {
  if (length < 8) return length;
  const auto shift = static_cast<std::uint32_t>(std::bit_width(length)) - 3;
  return 4 * shift + ((length + (1U << shift) - 1) >> shift);  // 8 >> shift is 4 of the next octave: the same number
}

/// The length that a step stands for.
constexpr std::uint32_t step_length(std::uint32_t step) {
  return step < 8 ? step : (4 + step % 4) << (step / 4 - 1);
}

/// The Rice parameter for the gaps between places of a word in a document whose length is `step`.
constexpr unsigned place_rice(std::uint32_t step) {
  return static_cast<unsigned>(std::bit_width(step_length(step) * 3 / 8 + 1)) - 1;
}

}  // namespace broadsheet::search
