// What authors say about threads in front matter: which stories belong to which, and which to none.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "link/story_index.h"

namespace broadsheet::link {

struct ThreadPins {
  std::map<std::string, std::vector<std::uint32_t>> threads;  ///< name → its stories, ascending
  std::vector<bool> broken;  ///< for each story whether no automatic thread may have it
};

/// Reads `threads:` and `break_threads:` of all issues (see link/threads.h). What is wrong is a warning.
ThreadPins read_thread_pins(const StoryIndex& index, Diagnostics& diagnostics);

}  // namespace broadsheet::link
