#include "base/sealed_file.h"

#include "base/diagnostics.h"

namespace broadsheet {
namespace {

constexpr std::size_t kHashSize = 16;

/// Whether the bytes end in the hash of what stands before it.
bool is_sealed(std::string_view bytes) {
  if (bytes.size() < kHashSize) return false;
  const std::size_t end = bytes.size() - kHashSize;
  return hash_name(bytes.substr(0, end)) == bytes.substr(end);
}

}  // namespace

bool write_sealed(const std::string& path, std::string_view bytes) {
  SealedFile file(path);
  file.add(bytes);
  return file.finish();
}

std::optional<std::string> read_sealed(const std::string& path) try {
  if (!file_exists(path)) return std::nullopt;
  std::string bytes = read_file(path);
  if (!is_sealed(bytes)) return std::nullopt;
  bytes.resize(bytes.size() - kHashSize);
  return bytes;
} catch (const Error&) {
  return std::nullopt;
}

std::optional<std::string_view> read_sealed(const std::string& path, TextStore::Filler& filler) {
  const std::optional<std::string_view> bytes = filler.add_file(path);
  if (!bytes || !is_sealed(*bytes)) return std::nullopt;
  return bytes->substr(0, bytes->size() - kHashSize);
}

}  // namespace broadsheet
