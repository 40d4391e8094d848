// Publishing without a moment in which the site is broken: everything is written into a folder beside it, which then
// takes its place in one step. A build that fails or is killed leaves the site as it was.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/own_folder.h"
#include "output/kept_files.h"
#include "output/last_build.h"

namespace broadsheet::output {

/// What a build may take over from the one before.
struct Former {
  const FolderState* site = nullptr;  ///< the files that it left, ordered by path; null: nothing is taken over
  std::string spare;                  ///< folder where a replaced site is kept to become the next one; empty: nowhere
};

/// Holds `.<name>.staging` beside the site's folder for as long as it lives; removed again unless published. Of two
/// builds into one site at a time, the second is refused.
///
/// A site that was replaced becomes the spare: the next build brings it up to date, so that folders and files which are
/// as they should be need not be made anew.
class Staging {
 public:
  /// Throws Error (rule `output`) where `site` holds something that Broadsheet did not write (it is never deleted),
  /// where the staging folder cannot be made, or where another build holds it. `former.site` must outlive it.
  explicit Staging(const std::string& site, const Former& former = {});
  ~Staging();
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  /// Writes a file below the staging folder, and the folders on the way. Throws Error (rule `output`) with the
  /// system's reason. Safe to call from many threads for different files.
  void write(std::string_view path, std::string_view bytes);

  /// The file with that path as the last build left it; null where it does not stand as it did. Likewise.
  const FileState* standing(std::string_view path) const;
  /// Takes over a file that stands. False where that is not possible, for which nothing has happened. Likewise.
  bool reuse(const FileState& file);

  /// Swaps the staging folder with the site: one atomic step where the file system can exchange two names, else two
  /// renames. Files at the top of the old site whose names start with a dot (.git, .nojekyll, .gitkeep) are kept.
  void publish();

  /// The files that were written and taken over, ordered by path.
  std::vector<FileState> files() const;

 private:
  void hold();
  void begin(const Former& former);
  void clear();
  void make_folder_of(const std::string& path);
  int create(const std::string& path) const;
  bool link(const std::string& path) const;
  void make_room(std::string_view path) const;
  void keep_dot_entries();

  std::string site_;
  std::string staging_;
  std::string spare_;
  std::unique_ptr<FolderLock> lock_;
  std::unique_ptr<KeptFiles> kept_;
  std::mutex mutex_;
  std::vector<FileState> written_;
  std::unordered_set<std::string> folders_;  // that were made, or soon are
};

}  // namespace broadsheet::output
