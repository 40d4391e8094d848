#include "link/part_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "base/folder.h"
#include "base/hash.h"
#include "base/sealed_file.h"

namespace broadsheet::link {

namespace {

namespace fs = boost::filesystem;

constexpr std::size_t kIssues = 64;  // of a part, on average, where there are enough

}  // namespace

PartCache::PartCache(std::string folder, const std::string& program)
    : folder_(std::move(folder)), seed_(hash64(program + " link 2")) {
  boost::system::error_code ignored;
  if (is_kept()) fs::create_directories(folder_, ignored);
}

std::string PartCache::file_of(std::uint64_t key) {
  std::string name = fmt::format("{:016x}", key ^ seed_);
  const std::lock_guard lock(mutex_);
  used_.insert(name);
  return folder_ + "/" + name;
}

std::optional<std::string_view> PartCache::find(std::uint64_t key, TextStore::Filler& filler) {
  return is_kept() ? read_sealed(file_of(key), filler) : std::nullopt;
}

void PartCache::add(std::uint64_t key, std::string_view bytes) {
  if (is_kept()) write_sealed(file_of(key), bytes);
}

void PartCache::tidy() const {
  if (!is_kept()) return;
  boost::system::error_code ignored;
  for (const fs::path& entry : entries_of(folder_, ignored))
    if (!used_.contains(entry.filename().string())) fs::remove_all(entry, ignored);
}

std::vector<Part> parts_of(const std::vector<model::Issue>& issues) {
  const std::size_t one_in = std::clamp<std::size_t>(std::bit_floor(issues.size() / 32), 1, kIssues);
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < issues.size(); ++at) {
    if (at + 1 < issues.size() && hash64(issues[at].path) % one_in != 0) continue;
    parts.push_back({begin, at + 1});
    begin = at + 1;
  }
  return parts;
}

}  // namespace broadsheet::link
