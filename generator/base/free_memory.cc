#include "base/free_memory.h"

#include <sys/prctl.h>
#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <string>

/// Of jemalloc, see jemalloc(3); null where that is not there.
extern "C" [[gnu::weak]] int mallctl(const char* name, void* old, std::size_t* old_size, void* value, std::size_t size);

namespace broadsheet {

void return_free_memory() {
  static std::atomic<bool> returns = false;
  if (mallctl == nullptr || returns.exchange(true)) return;
  ssize_t milliseconds = 1000;
  const auto set = [&](const std::string& name) {
    mallctl(name.c_str(), nullptr, nullptr, &milliseconds, sizeof milliseconds);
  };
  set("arenas.dirty_decay_ms");  // of those to come; then of those that there are
  unsigned arenas = 0;
  std::size_t size = sizeof arenas;
  mallctl("arenas.narenas", &arenas, &size, nullptr, 0);
  for (unsigned arena = 0; arena < arenas; ++arena) set("arena." + std::to_string(arena) + ".dirty_decay_ms");
}

void use_common_pages() {
  ::prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);  // of this process alone; where that cannot be, nothing is lost
}

}  // namespace broadsheet
