// Work on all cores with results that do not depend on their number.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace broadsheet {

/// Calls `work(0)` … `work(count - 1)` from several threads, in any order; returns when all are done. An exception of
/// one call is thrown again here, when no call is running any more.
void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work);

/// Calls `work(begin, end)` for runs of `size` of the numbers below `count`, likewise: where one is too little work, or
/// those of a run share something.
void parallel_runs(std::size_t count, std::size_t size, const std::function<void(std::size_t, std::size_t)>& work);

/// Calls all of them side by side; exceptions as above.
void parallel_invoke(const std::vector<std::function<void()>>& works);

/// Bounds the threads of parallel_for() for as long as it lives; 0 means one a core.
class ParallelLimit {
 public:
  explicit ParallelLimit(std::size_t threads);
  ~ParallelLimit();
  ParallelLimit(const ParallelLimit&) = delete;
  ParallelLimit& operator=(const ParallelLimit&) = delete;

 private:
  void* control_;
};

}  // namespace broadsheet
