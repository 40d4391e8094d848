// The folders of a build, looked at before anything is read or written.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/own_folder.h"
#include "build.h"

namespace broadsheet {

/// What keeps other builds out while it lives.
struct ClaimedFolders {
  std::unique_ptr<FolderLock> cache;  ///< none where the build does without
};

/// Claims the cache; calls `waits` where another build has it, and waits. Gives nothing where a folder must not be used
/// for what it is given for, since a build replaces or removes what is in it; says so in `diagnostics`.
std::optional<ClaimedFolders> claim_folders(const BuildOptions& options, Diagnostics& diagnostics,
                                            const std::function<void()>& waits);

}  // namespace broadsheet
