// Made words of languages, for the tests of stemmers: nonsense, but of the endings that stemmers look for, in every
// order. The same seed gives the same words on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::search {

/// `count` words; none for a language ("de", "fr") without parts here.
std::vector<std::string> made_words(std::string_view language, std::size_t count, std::uint64_t seed = 1);

}  // namespace broadsheet::search
