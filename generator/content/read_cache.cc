#include "content/read_cache.h"

#include <fmt/format.h>

#include <unordered_set>

#include "base/files.h"
#include "base/folder.h"
#include "base/hash.h"
#include "content/stored.h"

namespace broadsheet::content {

namespace {

/// The key, a line feed, the hash of what follows, a line feed, and the entries.
constexpr std::size_t kHashLength = 16;
constexpr std::uint64_t kFiles = 16;  // of a bucket, on average

/// The first bucket of all has whatever file comes first: a name of its own lets it outlast that file.
std::string bucket_name(std::string_view first_path) {
  return ReadCache::begins_bucket(first_path) ? hash_name(first_path) : "first";
}

/// Issues with pictures are read again where any picture changed: their sizes stand in the HTML.
bool shows_pictures(std::string_view bytes) {
  return bytes.find("<img ") != std::string_view::npos;
}

}  // namespace

std::optional<IssueRead> ReadCache::Bucket::find(const std::string& path, std::uint64_t hash,
                                                 Diagnostics& diagnostics) {
  const auto found = old_.find(path);
  if (found == old_.end() || found->second.hash != hash) return std::nullopt;
  IssueRead read;
  std::vector<Diagnostic> findings;
  StoredBytes archive(found->second.bytes, kind_);
  archive(read, findings);
  for (Diagnostic& finding : findings) diagnostics.add(std::move(finding));
  now_.insert(old_.extract(found));
  return read;
}

void ReadCache::Bucket::add(const std::string& path, std::uint64_t hash, const IssueRead& read,
                            const Diagnostics& found) {
  added_ = true;
  texts_.push_back(to_bytes([&](auto& archive) { archive(read, found.sorted()); }));
  const std::string_view bytes = texts_.back();
  texts_.push_back(path);
  now_[texts_.back()] = {hash, bytes};
}

void ReadCache::set_configuration(const model::Site& site, std::uint64_t pictures) {
  pictures_ = pictures;
  key_ = fmt::format("broadsheet read 1 {} {}", program_,
                     hash_name(to_bytes([&](auto& archive) { model::save_for_reading(archive, site); })));
}

bool ReadCache::begins_bucket(std::string_view path) {
  return hash64(path) % kFiles == 0;
}

std::string ReadCache::bucket_file(std::string_view first_path) const {
  return folder_ + "/" + bucket_name(first_path);
}

void ReadCache::prepare(const std::vector<std::string_view>& first_paths) const {
  namespace fs = boost::filesystem;
  if (folder_.empty()) return;
  std::unordered_set<std::string> current;
  for (std::string_view path : first_paths) current.insert(bucket_name(path));
  boost::system::error_code ignored;
  for (const fs::path& entry : entries_of(folder_, ignored))
    if (!current.contains(entry.filename().string())) fs::remove_all(entry, ignored);
  fs::create_directories(folder_, ignored);
}

ReadCache::Bucket ReadCache::open(std::string_view first_path, TextStore::Filler* filler) const {
  Bucket bucket;
  const std::string file = bucket_file(first_path);
  if (folder_.empty() || !file_exists(file)) return bucket;
  try {
    bucket.kind_ = filler != nullptr ? StoredTexts::viewed : StoredTexts::copied;
    const std::string_view bytes =
        filler != nullptr ? filler->add_file(file).value() : bucket.texts_.emplace_back(read_file(file));
    const std::size_t head = key_.size() + 1 + kHashLength + 1;
    if (bytes.size() < head || bytes.compare(0, key_.size(), key_) != 0 || bytes[key_.size()] != '\n') return Bucket();
    const std::string_view body = std::string_view(bytes).substr(head);
    if (bytes.compare(key_.size() + 1, kHashLength, hash_name(body)) != 0) return Bucket();
    StoredBytes archive(body);
    std::uint64_t pictures = 0, entries = 0;
    archive(pictures, entries);
    for (; entries > 0; --entries) {
      const std::string_view path = archive.text();
      Bucket::Entry entry;
      archive(entry.hash);
      entry.bytes = archive.text();
      if (pictures == pictures_ || !shows_pictures(entry.bytes)) bucket.old_.emplace(path, entry);
    }
    bucket.added_ = pictures != pictures_;
  } catch (const std::exception&) {
    return Bucket();
  }
  return bucket;
}

void ReadCache::close(Bucket bucket, std::string_view first_path) const {
  if (folder_.empty() || (!bucket.added_ && bucket.old_.empty())) return;
  std::size_t size = 0;
  for (const auto& [path, entry] : bucket.now_) size += path.size() + entry.bytes.size() + 3 * sizeof(std::uint64_t);
  std::string file = fmt::format("{}\n{:{}}\n", key_, "", kHashLength);
  const std::size_t head = file.size();
  file.reserve(head + 2 * sizeof(std::uint64_t) + size);
  BytesToStore archive(file);
  archive(pictures_, std::uint64_t(bucket.now_.size()));
  for (const auto& [path, entry] : bucket.now_) {
    archive.text(path);
    archive(entry.hash);
    archive.text(entry.bytes);
  }
  file.replace(key_.size() + 1, kHashLength, hash_name(std::string_view(file).substr(head)));
  replace_file(bucket_file(first_path), file);
}

}  // namespace broadsheet::content
