// XXH3 (xxHash), for identifying content: file names with hashes, caches, change detection. Not for security.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;  // of xxHash

namespace broadsheet {

/// XXH3's 64-bit hash with seed 0, or with `seed`, so that hashes can be chained.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// The 64-bit hash as 16 hexadecimal digits.
std::string hash_name(std::string_view bytes);

/// The same hashes of bytes that come part by part.
class RunningHash {
 public:
  RunningHash();
  void add(std::string_view bytes);
  /// hash_name() of all that was added.
  std::string name() const;

 private:
  std::shared_ptr<XXH3_state_s> state_;
};

}  // namespace broadsheet
