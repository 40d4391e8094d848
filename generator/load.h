// An archive as every command sees it: configuration, theme, issues and pages, read and linked. What `build` renders is
// what `check` and `stats` look at.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/progress.h"
#include "content/read_cache.h"
#include "model/archive.h"
#include "model/theme.h"

namespace broadsheet {

struct LoadOptions {
  std::string content = "content";
  std::string themes = "themes";  ///< empty: no theme is wanted
  std::string theme;              ///< instead of the one in site.yaml, where not empty
  std::string base_url;           ///< likewise; an address, or only its path ("/digest/")
  bool drafts = false;
  std::string cache;                        ///< folder where what was read is kept; empty: nowhere
  std::vector<std::string> text_folders;    ///< of which one takes the texts of a large archive that are not at hand
  content::KnownHash known_hash = nullptr;  ///< of files whose bytes need not be looked at to be known
  content::TellHash tell_hash = nullptr;    ///< of files that were read
  // What else there is to do while one core alone works; called once.
  std::function<void()> beside_configuration = nullptr;
  std::function<void(const model::Theme&)> beside_linking = nullptr;
};

struct Loaded {
  model::Archive archive;
  model::Theme theme;
  std::vector<FoundFile> static_files;
  std::vector<std::string> drafts;  ///< files that were left out, relative to the content folder, ordered
};

/// Reads and links. Findings about content go to `in_content`, with files named below the content folder; all others
/// to `diagnostics`. Does not throw for bad input. Each file is a step of the stage "Reading".
Loaded load(const LoadOptions& options, Diagnostics& in_content, Diagnostics& diagnostics,
            Progress& progress = unwatched());

/// The path, to be opened, of a file named below `folder`.
std::string path_below(const std::string& folder, const std::string& file);

/// Adds `found`, whose files are named below `folder`, to `diagnostics` with paths that a user can open.
void add_below(const std::string& folder, const Diagnostics& found, Diagnostics& diagnostics);

}  // namespace broadsheet
