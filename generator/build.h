// A whole build: from a folder of issues to a folder that any static host can serve.
#pragma once

#include <cstddef>
#include <string>

#include "base/diagnostics.h"
#include "load.h"

namespace broadsheet {

struct BuildOptions {
  std::string content = "content";
  std::string themes = "themes";
  std::string out = "site";
  std::string cache = ".broadsheet";  ///< where the search database and the record of the last build are kept
  std::string database;               ///< where the search database is kept, complete, instead
  std::string theme;                  ///< instead of the one in site.yaml, where not empty
  std::string base_url;               ///< likewise; an address, or only its path ("/digest/")
  bool drafts = false;
  bool search = true;
  bool use_cache = true;      ///< end at once where nothing changed since the last build
  bool strict = false;        ///< warnings, too, keep the site from being published
  std::size_t jobs = 0;       ///< threads; 0: one a core
  bool ends_process = false;  ///< what was read is not freed: the process ends, and its memory with it
};

/// What a build made.
struct BuildReport {
  std::size_t issues = 0;
  std::size_t stories = 0;
  std::size_t companies = 0;  ///< with a page
  std::size_t topics = 0;     ///< with a page
  std::size_t weeks = 0;
  std::size_t pages = 0;
  std::size_t files = 0;
  std::size_t bytes = 0;
  bool published = false;
  bool unchanged = false;  ///< nothing was done, since nothing had changed since the last build
};

/// The folder of the search database, and that of the blocks of which it is joined.
std::string database_folder(const BuildOptions& options);
std::string search_blocks_folder(const BuildOptions& options);

/// Builds the site. All findings go to `diagnostics`; where any is an error (with `strict`, or a warning), nothing is
/// published, and the old site stays as it was. Does not throw for bad input. Waits for another build with the same
/// cache.
BuildReport build(const BuildOptions& options, Diagnostics& diagnostics, Progress& progress = unwatched());

}  // namespace broadsheet
