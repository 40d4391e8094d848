#include "site_writer.h"

#include "base/hash.h"
#include "base/parallel.h"

namespace broadsheet {

bool SiteWriter::reuse(const output::FileState& file) {
  if (!staging_.reuse(file)) return false;
  ++files_;
  bytes_ += file.size;
  return true;
}

bool SiteWriter::reuse(std::string_view path) {
  const output::FileState* const file = staging_.standing(path);
  return file != nullptr && reuse(*file);
}

bool SiteWriter::reuse(std::string_view path, std::uint64_t hash, std::size_t size) {
  const output::FileState* const file = staging_.standing(path);
  return file != nullptr && file->size == size && file->hash == hash && reuse(*file);
}

bool SiteWriter::reuse(const std::vector<std::string>& paths) {
  for (const std::string& path : paths)
    if (staging_.standing(path) == nullptr) return false;
  for (const std::string& path : paths)
    if (!reuse(path)) return false;
  return true;
}

void SiteWriter::write(std::string_view path, std::string_view bytes) {
  if (failed_) return;
  const output::FileState* const before = staging_.standing(path);
  if (before != nullptr && before->size == bytes.size() && before->hash == hash64(bytes) && reuse(*before)) return;
  try {
    staging_.write(path, bytes);
    ++files_;
    bytes_ += bytes.size();
  } catch (const Error& error) {
    if (!failed_.exchange(true)) diagnostics_.add(error);
  }
}

void SiteWriter::write(const std::vector<FileBytes>& files) {
  parallel_for(files.size(), [&](std::size_t at) { write(files[at].path, files[at].bytes); });
}

}  // namespace broadsheet
