// Counts names, and puts the spellings of one name together.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "scaffold/survey.h"

namespace broadsheet::scaffold {

/// Terms of `counts` (name as written → uses), the most frequent first, each named by its most frequent spelling.
/// Spellings that the linking stage takes for one anyway (case, quotes, slug) are counted together and not listed.
std::vector<FoundTerm> merge_terms(const std::map<std::string, std::size_t>& counts);

}  // namespace broadsheet::scaffold
