// The record of the last build in the cache folder: a build of the same input, into a site that nobody touched, ends at
// once and says the same as the last one.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "build.h"
#include "output/last_build.h"
#include "output/page_record.h"

namespace broadsheet {

/// The record of the last build with these options; none where the options or the program were others.
std::optional<output::LastBuild> last_build(const BuildOptions& options);

/// What the last build reported, where nothing changed since; its findings go to `diagnostics`.
std::optional<BuildReport> unchanged_build(const output::LastBuild& last, const BuildOptions& options,
                                           Diagnostics& diagnostics);

/// The site as the last build left it, for what of it still stands.
class LastSite {
 public:
  /// Nothing of it stands where there is no record.
  LastSite(std::optional<output::LastBuild> last, std::string folder);

  /// Whether the file is there as the last build wrote it. Safe to call from many threads.
  bool has(std::string_view path) const { return state(path) != nullptr; }
  /// Its state then; null where it is not as it was.
  const output::FileState* state(std::string_view path) const;
  /// What its pages were made of.
  const std::string& pages_hash() const { return pages_; }

 private:
  std::string folder_;
  std::string pages_;
  output::FolderState site_;
};

std::string page_record_file(const BuildOptions& options);

/// Looks at the input before it is read, and keeps the record once the site is published.
class BuildRecorder {
 public:
  explicit BuildRecorder(const BuildOptions& options);

  /// A file was written into the site. Safe to call from many threads.
  void wrote(std::string_view path, std::string_view bytes);
  /// A file was taken over from the last site. Likewise.
  void reused(const output::FileState& file);

  /// To be called after publishing. Keeps nothing where the input changed while it was read.
  void keep(const BuildReport& report, const Diagnostics& diagnostics, const output::PageRecord& pages);

 private:
  bool look_at_site();

  const BuildOptions& options_;
  std::string key_;
  std::int64_t start_;
  std::optional<output::FolderState> content_, themes_, site_;
  std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> written_;
};

}  // namespace broadsheet
