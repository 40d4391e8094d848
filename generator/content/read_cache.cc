#include "content/read_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/filesystem.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/stream.hpp>
#include <cereal/archives/binary.hpp>

#include "base/files.h"
#include "base/hash.h"
#include "content/stored.h"

namespace broadsheet::content {

namespace {

namespace io = boost::iostreams;

template <class Write>
std::string to_bytes(Write write) {
  std::string bytes;
  {
    io::stream<io::back_insert_device<std::string>> out{io::back_inserter(bytes)};
    cereal::BinaryOutputArchive archive(out);
    write(archive);
  }
  return bytes;
}

template <class Read>
void from_bytes(std::string_view bytes, Read read) {
  io::stream<io::array_source> in(bytes.data(), bytes.size());
  cereal::BinaryInputArchive archive(in);
  read(archive);
}

/// The key, a line feed, the hash of what follows, a line feed, and the entries.
constexpr std::size_t kHashLength = 16;

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
  from_bytes(found->second.bytes, [&](auto& archive) { archive(read, findings); });
  for (Diagnostic& finding : findings) diagnostics.add(std::move(finding));
  now_.insert(old_.extract(found));
  return read;
}

void ReadCache::Bucket::add(const std::string& path, std::uint64_t hash, const IssueRead& read,
                            const Diagnostics& found) {
  added_ = true;
  now_[path] = {hash, to_bytes([&](auto& archive) { archive(read, found.sorted()); })};
}

void ReadCache::set_configuration(const model::Site& site, std::uint64_t pictures) {
  pictures_ = pictures;
  key_ = fmt::format("broadsheet read 1 {} {}", program_, hash_name(to_bytes([&](auto& archive) {
                       model::save_for_reading(archive, site);
                     })));
}

std::size_t ReadCache::bucket_count(std::size_t files) {
  return std::bit_ceil(std::clamp<std::size_t>(files / 16, 16, 4096));
}

std::size_t ReadCache::bucket_of(std::string_view path, std::size_t count) {
  return hash64(path) % count;
}

std::string ReadCache::bucket_file(std::size_t number, std::size_t count) const {
  return fmt::format("{}/{}/{}", folder_, count, number);
}

void ReadCache::prepare(std::size_t count) const {
  namespace fs = boost::filesystem;
  if (folder_.empty()) return;
  const fs::path own = fs::path(folder_) / std::to_string(count);
  boost::system::error_code ignored;
  std::vector<fs::path> others;
  for (fs::directory_iterator at(folder_, ignored); !ignored && at != fs::directory_iterator(); at.increment(ignored))
    if (at->path() != own) others.push_back(at->path());
  for (const fs::path& other : others) fs::remove_all(other, ignored);
  fs::create_directories(own, ignored);
}

ReadCache::Bucket ReadCache::open(std::size_t number, std::size_t count) const {
  Bucket bucket;
  const std::string file = bucket_file(number, count);
  if (folder_.empty() || !file_exists(file)) return bucket;
  try {
    const std::string bytes = read_file(file);
    const std::size_t head = key_.size() + 1 + kHashLength + 1;
    if (bytes.size() < head || bytes.compare(0, key_.size(), key_) != 0 || bytes[key_.size()] != '\n') return bucket;
    const std::string_view body = std::string_view(bytes).substr(head);
    if (bytes.compare(key_.size() + 1, kHashLength, hash_name(body)) != 0) return bucket;
    std::uint64_t pictures = 0;
    std::vector<std::pair<std::string, Bucket::Entry>> entries;
    from_bytes(body, [&](auto& archive) {
      std::uint64_t count_of_entries = 0;
      archive(pictures, count_of_entries);
      for (; count_of_entries > 0; --count_of_entries) {
        std::string path;
        Bucket::Entry entry;
        archive(path, entry.hash, entry.bytes);
        if (pictures == pictures_ || !shows_pictures(entry.bytes)) bucket.old_.emplace(std::move(path), std::move(entry));
      }
    });
    bucket.added_ = pictures != pictures_;
  } catch (const std::exception&) {
    return Bucket();
  }
  return bucket;
}

void ReadCache::close(Bucket bucket, std::size_t number, std::size_t count) const {
  if (folder_.empty() || (!bucket.added_ && bucket.old_.empty())) return;
  const std::string body = to_bytes([&](auto& archive) {
    archive(pictures_, std::uint64_t(bucket.now_.size()));
    for (const auto& [path, entry] : bucket.now_) archive(path, entry.hash, entry.bytes);
  });
  replace_file(bucket_file(number, count), fmt::format("{}\n{}\n", key_, hash_name(body)) + body);
}

}  // namespace broadsheet::content
