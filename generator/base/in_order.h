// Items put into another order.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace broadsheet {

/// The items, the one at order[0] first. Each moves once, however large it is.
template <class Item>
std::vector<Item> in_order(std::vector<Item> items, const std::vector<std::uint32_t>& order) {
  std::vector<Item> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t at : order) sorted.push_back(std::move(items[at]));
  return sorted;
}

}  // namespace broadsheet
