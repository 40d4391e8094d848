// Folders that a build fills and empties as it likes: only ever such as it made itself.
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace broadsheet {

/// Keeps processes that ask for the same out of a folder, until it is destroyed or the process ends. Where the file
/// system has no locks, it keeps nobody out.
class FolderLock {
 public:
  /// Holds nothing yet. `is_open()` tells whether the folder could be opened, `errno` why not.
  explicit FolderLock(const std::string& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  bool is_open() const { return folder_ >= 0; }
  /// False where another process holds it.
  bool take();
  /// Waits until no other process holds it.
  void wait();

 private:
  int folder_ = -1;
};

/// The path from the root, with symbolic links followed, without ".", ".." and a slash at its end. Empty for the root
/// itself. Nothing needs to be there.
std::string real_path(const std::string& path);

/// Whether `inner` is `outer` or stands in it, by their real paths.
bool is_within(const std::string& inner, const std::string& outer);

/// Makes `folder` a cache of ours, if need be, and marks it with a CACHEDIR.TAG (Cache Directory Tagging Specification,
/// bford.info/cachedir), so that backups leave it out, too. Gives what keeps other builds out of it; while one uses it,
/// calls `waits`, and waits. Throws Error (rule `output`) where it is no folder, or holds what we did not write. Where
/// it cannot be made or marked, nothing will be kept there, which is no error.
std::unique_ptr<FolderLock> claim_cache(
    const std::string& folder, const std::function<void()>& waits = [] {});

}  // namespace broadsheet
