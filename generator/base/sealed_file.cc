#include "base/sealed_file.h"

#include "base/diagnostics.h"

namespace broadsheet {
namespace {

constexpr std::size_t kHashSize = 16;

}  // namespace

bool write_sealed(const std::string& path, std::string_view bytes) {
  SealedFile file(path);
  file.add(bytes);
  return file.finish();
}

std::optional<std::string> read_sealed(const std::string& path) try {
  if (!file_exists(path)) return std::nullopt;
  std::string bytes = read_file(path);
  if (bytes.size() < kHashSize) return std::nullopt;
  const std::string hash = bytes.substr(bytes.size() - kHashSize);
  bytes.resize(bytes.size() - kHashSize);
  if (hash_name(bytes) != hash) return std::nullopt;
  return bytes;
} catch (const Error&) {
  return std::nullopt;
}

}  // namespace broadsheet
