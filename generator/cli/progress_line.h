// Shows on a terminal how far a build has come, while it goes on; elsewhere a line a stage, when that is over.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/progress.h"

namespace broadsheet::cli {

/// The line for a stage at hand: its name, seconds, and where steps are known, how many of them are done, as a bar. At
/// most `columns` wide; without the bar where that is too narrow.
std::string progress_text(std::string_view stage, double seconds, std::size_t done, std::size_t total,
                          std::size_t columns);

/// Writes to standard error.
class ProgressLine : public Progress {
 public:
  /// `is_silent`: writes nothing.
  explicit ProgressLine(bool is_silent);
  ~ProgressLine() override;

  /// The last stage is over.
  void end();

 private:
  using Clock = std::chrono::steady_clock;

  void on_begin(std::string_view stage) override;
  void end_stage();
  void draw(std::stop_token stop);
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  const bool is_silent_;
  const bool is_drawn_;  ///< on a terminal
  std::mutex mutex_;     ///< of all below
  std::string stage_;
  Clock::time_point start_;
  std::condition_variable_any stops_;
  std::jthread drawing_;
};

}  // namespace broadsheet::cli
