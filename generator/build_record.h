// The record of the last build in the cache folder: a build of the same input, into a site that nobody touched, ends at
// once and says the same as the last one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "build.h"
#include "output/last_build.h"
#include "output/page_record.h"
#include "output/staging.h"

namespace broadsheet {

std::string page_record_file(const BuildOptions& options);

/// Looks at the input before it is read, and keeps the record once the site is published.
class BuildRecorder {
 public:
  /// `options` must outlive it.
  explicit BuildRecorder(const BuildOptions& options);

  /// The record of the last build with these options; none where the options or the program were others, or the cache
  /// is not to be used.
  const std::optional<output::LastBuild>& last() const { return last_; }

  /// What the last build reported, where nothing changed since; its findings go to `diagnostics`.
  std::optional<BuildReport> unchanged(Diagnostics& diagnostics) const;

  /// The hash of a file of the content folder, where it is as it was when the last build read it, or was read before
  /// all else since it was written just now; else 0.
  std::uint64_t content_hash(std::string_view path) const;

  /// To be called with the hash of a file of the content folder that was read. By many threads, for each file once.
  void was_read(std::string_view path, std::uint64_t hash);

  /// To be called after publishing, with what was published. Keeps nothing where the input changed while it was
  /// read.
  void keep(const BuildReport& report, const Diagnostics& diagnostics, const output::PageRecord& pages,
            const output::Staging& published);

 private:
  const BuildOptions& options_;
  std::string key_;
  std::int64_t start_;
  std::optional<output::LastBuild> last_;
  std::optional<output::FolderState> content_, themes_;
};

}  // namespace broadsheet
