// Publishing without a moment in which the site is broken: everything is written into a folder beside it, which then
// takes its place in one step. A build that fails or is killed leaves the site as it was.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet::output {

/// Holds `.<name>.staging` beside the site's folder for as long as it lives; removed again unless published. Of two
/// builds into one site at a time, the second is refused.
class Staging {
 public:
  /// Throws Error (rule `output`) where `site` holds something that Broadsheet did not write (it is never deleted),
  /// where the staging folder cannot be made, or where another build holds it.
  explicit Staging(const std::string& site);
  ~Staging();
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  /// Writes a file below the staging folder, and the folders on the way. Throws Error (rule `output`) with the
  /// system's reason. Safe to call from many threads for different files.
  void write(std::string_view path, std::string_view bytes);

  /// Takes a file over from the site as it is. False where that is not possible, for which nothing has happened. Safe
  /// to call from many threads for different files.
  bool reuse(std::string_view path);

  /// Swaps the staging folder with the site: one atomic step where the file system can exchange two names, else two
  /// renames. Files at the top of the old site whose names start with a dot (.git, .nojekyll, .gitkeep) are kept.
  void publish();

 private:
  void keep_dot_entries();

  std::string site_;
  std::string staging_;
  int lock_ = -1;
};

}  // namespace broadsheet::output
