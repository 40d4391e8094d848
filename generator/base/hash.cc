#include "base/hash.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <new>

namespace broadsheet {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hash_name(std::string_view bytes) {
  return fmt::format("{:016x}", hash64(bytes));
}

RunningHash::RunningHash() : state_(XXH3_createState(), XXH3_freeState) {
  if (!state_) throw std::bad_alloc();
  XXH3_64bits_reset(state_.get());
}

void RunningHash::add(std::string_view bytes) {
  XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
}

std::string RunningHash::name() const {
  return fmt::format("{:016x}", XXH3_64bits_digest(state_.get()));
}

}  // namespace broadsheet
