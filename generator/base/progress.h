// How far long work has come, for whoever waits for it.
#pragma once

#include <atomic>
#include <cstddef>
#include <string_view>

namespace broadsheet {

/// Told by the work, on any thread; this one tells nobody.
class Progress {
 public:
  Progress() = default;
  virtual ~Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// A stage begins ("Reading"), and the one before ends. It may have steps; they are not known yet.
  void begin(std::string_view stage) {
    on_begin(stage);
    done_ = total_ = 0;
  }
  /// So many more steps belong to the stage at hand.
  void expect(std::size_t steps) { total_ += steps; }
  void step(std::size_t steps = 1) { done_ += steps; }

  std::size_t done() const { return done_; }
  std::size_t total() const { return total_; }

 private:
  virtual void on_begin(std::string_view) {}

  std::atomic<std::size_t> done_ = 0, total_ = 0;
};

/// For work that nobody watches.
inline Progress& unwatched() {
  static Progress progress;
  return progress;
}

}  // namespace broadsheet
