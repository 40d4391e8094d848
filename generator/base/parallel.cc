#include "base/parallel.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>

namespace broadsheet {

void parallel_for(std::size_t count, const std::function<void(std::size_t)>& work) {
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count), [&](const tbb::blocked_range<std::size_t>& range) {
    for (std::size_t at = range.begin(); at != range.end(); ++at) work(at);
  });
}

void parallel_runs(std::size_t count, std::size_t size, const std::function<void(std::size_t, std::size_t)>& work) {
  parallel_for((count + size - 1) / size,
               [&](std::size_t run) { work(run * size, std::min(count, (run + 1) * size)); });
}

void parallel_invoke(const std::vector<std::function<void()>>& works) {
  parallel_for(works.size(), [&](std::size_t at) { works[at](); });
}

ParallelLimit::ParallelLimit(std::size_t threads)
    : control_(threads == 0 ? nullptr
                            : new tbb::global_control(tbb::global_control::max_allowed_parallelism, threads)) {}

ParallelLimit::~ParallelLimit() {
  delete static_cast<tbb::global_control*>(control_);
}

}  // namespace broadsheet
