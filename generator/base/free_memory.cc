#include "base/free_memory.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
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

bool use_cheaper_pages() {
  constexpr std::size_t kHugePage = std::size_t{2} << 20, kPage = std::size_t{4} << 10;  // bytes
  constexpr std::size_t kTried = 32;                                                     // common pages
  constexpr std::size_t kSize = 3 * kHugePage;  // two aligned huge pages are in it, wherever it begins
  void* const mapped = ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return true;
  char* const huge = static_cast<char*>(mapped) + (kHugePage - reinterpret_cast<std::uintptr_t>(mapped) % kHugePage);
  char* const common = huge + kHugePage;
  const bool is_tried =
      ::madvise(huge, kHugePage, MADV_HUGEPAGE) == 0 && ::madvise(common, kTried * kPage, MADV_NOHUGEPAGE) == 0;
  const auto time_of_touching = [](volatile char* first, std::size_t size) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t at = 0; at < size; at += kPage) first[at] = 1;
    return std::chrono::steady_clock::now() - start;
  };
  const auto of_common = time_of_touching(common, kTried * kPage) * (kHugePage / kPage / kTried);
  const auto of_huge = time_of_touching(huge, kHugePage);
  ::munmap(mapped, kSize);
  if (is_tried && of_huge < of_common) return true;
  ::prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);  // of this process alone; where that cannot be, nothing is lost
  return false;
}

}  // namespace broadsheet
