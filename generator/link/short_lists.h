// Lists of a few tens of numbers, such as the companies of an issue, for which a look at each is the fastest search.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace broadsheet::link {

inline bool contains(std::span<const std::uint32_t> numbers, std::uint32_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// Adds `number` at the end unless it is there.
template <class Numbers>
void add_once(Numbers& numbers, std::uint32_t number) {
  if (!contains(numbers, number)) numbers.push_back(number);
}

}  // namespace broadsheet::link
