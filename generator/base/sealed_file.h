// Files of the cache that end in the hash of what stands before it, so that one that was not written to its end is as
// good as none.
#pragma once

#include <optional>
#include <string>

namespace broadsheet {

/// Makes the file have these bytes and their hash, in one step. False where that fails.
bool write_sealed(const std::string& path, std::string bytes);

/// The bytes without the hash; nothing where there is no such file, or it is damaged or cannot be read.
std::optional<std::string> read_sealed(const std::string& path);

}  // namespace broadsheet
