#include "cli/progress_line.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace broadsheet::cli {

namespace {

constexpr std::chrono::milliseconds kBetween(100);  // two drawings
constexpr std::size_t kBar = 30;                    // columns
constexpr std::string_view kForget = "\r\033[K";    // what stands in the line (ECMA-48: erase in line)

/// Whether standard error is a terminal that can write a line anew.
bool can_draw() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string progress_text(std::string_view stage, double seconds, std::size_t done, std::size_t total,
                          std::size_t columns) {
  std::string text = fmt::format("{:<10} {:6.2f} s", stage, seconds);
  if (total > 0) {
    done = std::min(done, total);
    text += fmt::format("  {:3} %", 100 * done / total);
    const std::size_t full = kBar * done / total;
    const std::string bar = fmt::format("  [{:#<{}}{:.<{}}]", "", full, "", kBar - full);
    if (text.size() + bar.size() < columns) text += bar;
  }
  return text.substr(0, columns > 0 ? columns - 1 : 0);  // in the last column terminals begin a new line
}

ProgressLine::ProgressLine(bool is_silent) : is_silent_(is_silent), is_drawn_(!is_silent && can_draw()) {
  if (is_drawn_) drawing_ = std::jthread([this](std::stop_token stop) { draw(std::move(stop)); });
}

ProgressLine::~ProgressLine() {
  if (is_drawn_) fmt::print(stderr, "{}", kForget);
}

void ProgressLine::end() {
  const std::lock_guard lock(mutex_);
  end_stage();
}

void ProgressLine::on_begin(std::string_view stage) {
  const std::lock_guard lock(mutex_);
  end_stage();
  stage_ = stage;
  start_ = Clock::now();
}

void ProgressLine::end_stage() {
  if (!is_silent_ && !stage_.empty())
    fmt::print(stderr, "{}{:<10} {:6.2f} s\n", is_drawn_ ? kForget : "", stage_, seconds());
  stage_.clear();
}

void ProgressLine::draw(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (!stops_.wait_for(lock, stop, kBetween, [&] { return stop.stop_requested(); }))
    if (!stage_.empty())
      fmt::print(stderr, "{}{}", kForget, progress_text(stage_, seconds(), done(), total(), terminal_columns()));
}

}  // namespace broadsheet::cli
