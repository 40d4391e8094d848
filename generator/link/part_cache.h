// What was found in the texts of neighbouring issues, kept between builds, so that linking after an edit does not read
// every text again. Named by a hash of all that it depends on: what is there under that name is right.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/archive.h"

namespace broadsheet::link {

/// Safe for many threads.
class PartCache {
 public:
  /// Keeps its files in `folder`, or nothing where that is empty. `program` names what finds: of another one nothing is
  /// believed.
  explicit PartCache(std::string folder = {}, const std::string& program = {});

  bool is_kept() const { return !folder_.empty(); }
  /// What was added under `key`; nothing where that is not there whole.
  std::optional<std::string> find(std::uint64_t key);
  /// A failure to write is none: the cache only saves work.
  void add(std::uint64_t key, std::string bytes);
  /// Removes what has been neither found nor added.
  void tidy() const;

 private:
  std::string file_of(std::uint64_t key);

  std::string folder_;
  std::uint64_t seed_ = 0;
  std::mutex mutex_;
  std::set<std::string> used_;  // names of files
};

/// Neighbouring issues of an archive, from `begin` up to `end`.
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The archive in parts of some tens of issues. Where one ends depends on the issue there and on the order of magnitude
/// of their number, so that a new issue changes one part.
std::vector<Part> parts_of(const std::vector<model::Issue>& issues);

}  // namespace broadsheet::link
