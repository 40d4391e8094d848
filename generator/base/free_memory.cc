#include "base/free_memory.h"

#include <sys/types.h>

#include <atomic>
#include <cstddef>

/// Of jemalloc, see jemalloc(3); null where that is not there.
extern "C" [[gnu::weak]] int mallctl(const char* name, void* old, std::size_t* old_size, void* value, std::size_t size);

namespace broadsheet {

void return_free_memory() {
  static std::atomic<bool> returns = false;
  if (mallctl == nullptr || returns.exchange(true)) return;
  ssize_t milliseconds = 1000;
  // Of the arenas that there are, and of those to come; 4096 is MALLCTL_ARENAS_ALL.
  for (const char* name : {"arena.4096.dirty_decay_ms", "arenas.dirty_decay_ms"})
    mallctl(name, nullptr, nullptr, &milliseconds, sizeof milliseconds);
}

}  // namespace broadsheet
