// What was found in the texts of neighbouring issues, kept between builds, so that linking after an edit does not read
// every text again. Named by a hash of all that it depends on: what is there under that name is right.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_store.h"
#include "model/archive.h"

namespace broadsheet::link {

/// Safe for many threads.
class PartCache {
 public:
  /// Keeps its files in `folder`, or nothing where that is empty. `program` names what finds: of another one nothing is
  /// believed.
  explicit PartCache(std::string folder = {}, const std::string& program = {});

  bool is_kept() const { return !folder_.empty(); }
  /// What was added under `key`, read into a store; nothing where that is not there whole.
  std::optional<std::string_view> find(std::uint64_t key, TextStore::Filler& filler);
  /// A failure to write is none: the cache only saves work.
  void add(std::uint64_t key, std::string_view bytes);
  /// What `read(bytes)` makes of what was added under `key`, as an optional; where that is not there, or nothing, of
  /// what `make()` gives, which is added. The bytes stand in `kept`. Without a key only made.
  template <class Make, class Read>
  auto find_or_make(std::optional<std::uint64_t> key, TextStore& kept, Make make, Read read) {
    TextStore::Filler filler(kept);
    if (key)
      if (const auto bytes = find(*key, filler))
        if (auto found = read(*bytes)) return *std::move(found);
    const std::string made = make();
    if (key) add(*key, made);
    return read(filler.add(made)).value();
  }
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
