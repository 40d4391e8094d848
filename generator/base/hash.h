// XXH3 (xxHash), for identifying content: file names with hashes, caches, change detection. Not for security.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace broadsheet {

/// XXH3's 64-bit hash with seed 0, or with `seed`, so that hashes can be chained.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// The 64-bit hash as 16 hexadecimal digits.
std::string hash_name(std::string_view bytes);

}  // namespace broadsheet
