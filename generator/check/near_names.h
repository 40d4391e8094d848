// Which of many names may be one name in two spellings. Names are compared only where they share a key, so that the
// time is near linear in their number.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::check {

/// A name, and how often it is used.
struct CountedName {
  std::string name;
  std::size_t count = 0;
  bool is_settled = false;  ///< in the vocabulary: the owner knows it
};

/// `name` may be another spelling of `of`; both are indexes. `of` is settled, or the one used more.
struct NearName {
  std::size_t name = 0;
  std::size_t of = 0;

  bool operator==(const NearName&) const = default;
};

/// A name reduced to what its spellings share: case, punctuation, blanks, "the", plural and legal form ("Inc.", "GmbH")
/// make no difference.
std::string name_key(std::string_view name);

/// Pairs with equal keys, and pairs whose keys are one edit apart (optimal string alignment) where they are long enough
/// for that to mean something, differ in no digit, and the one is much rarer. At most one pair for each `name`, in
/// their order; never two settled names.
std::vector<NearName> near_names(const std::vector<CountedName>& names);

}  // namespace broadsheet::check
