#include "output/staging.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <boost/filesystem.hpp>
#include <cerrno>
#include <cstring>

#include "base/diagnostics.h"

namespace broadsheet::output {

namespace fs = boost::filesystem;

namespace {

/// In every site that Broadsheet wrote; without it a folder with files is somebody's own, and not touched.
constexpr std::string_view kMarker = ".broadsheet";
constexpr std::string_view kMarkerText = "Broadsheet wrote this folder and replaces it at every build.\n";

[[noreturn]] void fail(const std::string& path, std::string_view what, int reason, std::string hint = {}) {
  throw Error("output", {path, 0, 0, {}}, fmt::format("{}: {}", what, std::strerror(reason)), std::move(hint));
}

/// Whether all that stands in a folder may be replaced.
bool is_ours(const std::string& folder) {
  boost::system::error_code problem;
  if (fs::exists(folder + "/" + std::string(kMarker), problem)) return true;
  for (fs::directory_iterator entry(folder, problem); !problem && entry != fs::directory_iterator();
       entry.increment(problem))
    if (!entry->path().filename().string().starts_with('.')) return false;
  return !problem;
}

std::string beside(const std::string& site) {
  const fs::path path(site);
  return (path.parent_path() / ("." + path.filename().string() + ".staging")).string();
}

/// Moves entries with a dot that `to` lacks (.git) from one folder to the other.
void move_dot_entries(const std::string& from, const std::string& to) {
  boost::system::error_code problem, ignored;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(from, problem); !problem && entry != fs::directory_iterator();
       entry.increment(problem))
    if (entry->path().filename().string().starts_with('.')) entries.push_back(entry->path());
  for (const fs::path& entry : entries) {
    const fs::path target = fs::path(to) / entry.filename();
    if (!fs::exists(target, ignored)) fs::rename(entry, target, ignored);
  }
}

bool exchange_names(const std::string& a, const std::string& b) {
  return ::syscall(SYS_renameat2, AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

Staging::Staging(const std::string& site)
    : site_(fs::absolute(site).lexically_normal().remove_trailing_separator().string()), staging_(beside(site_)) {
  boost::system::error_code problem;
  if (fs::exists(site_, problem) && !fs::is_directory(site_, problem))
    throw Error("output", {site, 0, 0, {}}, "is no folder", "name a folder for the site with --out");
  if (fs::exists(site_, problem) && !is_ours(site_))
    throw Error("output", {site, 0, 0, {}}, "holds files that Broadsheet did not write",
                "a build replaces the whole folder: name an empty or a new one with --out");
  fs::create_directories(fs::path(site_).parent_path(), problem);
  // A build that was killed between the two renames of publish().
  if (!fs::exists(site_, problem) && fs::exists(staging_ + ".old", problem))
    fs::rename(staging_ + ".old", site_, problem);
  if (::mkdir(staging_.c_str(), 0755) != 0 && errno != EEXIST)
    fail(staging_, "cannot be made", errno, "the new site is built beside the old one, so its folder must be writable");
  lock_ = ::open(staging_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ < 0) fail(staging_, "cannot be opened", errno);
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw Error("output", {site, 0, 0, {}}, "another build is writing this site", "wait for it to end");
  }
  // What a killed build left behind: killed right after publishing, folders of somebody else's, too.
  if (fs::exists(site_, problem)) move_dot_entries(staging_, site_);
  for (fs::directory_iterator entry(staging_, problem); !problem && entry != fs::directory_iterator();) {
    const fs::path old = entry->path();
    entry.increment(problem);
    fs::remove_all(old, problem);
  }
  try {
    write(kMarker, kMarkerText);
  } catch (...) {
    fs::remove_all(staging_, problem);
    ::close(lock_);
    throw;
  }
}

Staging::~Staging() {
  boost::system::error_code ignored;
  fs::remove_all(staging_, ignored);
  ::close(lock_);
}

void Staging::write(std::string_view path, std::string_view bytes) {
  const std::string full = fmt::format("{}/{}", staging_, path);
  // Never into a file that is there: it may be one that reuse() shares with the site.
  const auto open = [&] { return ::open(full.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644); };
  int file = open();
  if (file < 0 && errno == ENOENT) {
    boost::system::error_code problem;
    fs::create_directories(fs::path(full).parent_path(), problem);
    file = open();
  }
  if (file < 0 && errno == EEXIST && ::unlink(full.c_str()) == 0) file = open();
  const std::string shown = fmt::format("{}/{}", site_, path);
  if (file < 0) fail(shown, "cannot be written", errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int reason = errno;
      ::close(file);
      fail(shown, "cannot be written", reason);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) != 0) fail(shown, "cannot be written", errno);  // some file systems tell of a full disk here
}

bool Staging::reuse(std::string_view path) {
  const std::string from = fmt::format("{}/{}", site_, path), to = fmt::format("{}/{}", staging_, path);
  if (::link(from.c_str(), to.c_str()) == 0) return true;
  if (errno != ENOENT) return false;
  boost::system::error_code problem;
  fs::create_directories(fs::path(to).parent_path(), problem);
  return ::link(from.c_str(), to.c_str()) == 0;
}

void Staging::keep_dot_entries() {
  boost::system::error_code problem;
  for (fs::directory_iterator entry(site_, problem); !problem && entry != fs::directory_iterator();
       entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.') || fs::exists(staging_ + "/" + name)) continue;
    if (fs::is_directory(entry->symlink_status())) continue;  // moved after the swap: a folder has but one name
    fs::copy(entry->path(), fs::path(staging_) / name, problem);
    if (problem) fail(entry->path().string(), "cannot be kept", problem.value());
  }
}

void Staging::publish() {
  if (!fs::exists(site_)) {
    if (::rename(staging_.c_str(), site_.c_str()) != 0) fail(site_, "cannot be put in place", errno);
    return;
  }
  keep_dot_entries();
  if (!exchange_names(staging_, site_)) {
    const std::string old = staging_ + ".old";
    boost::system::error_code ignored;
    fs::remove_all(old, ignored);
    if (::rename(site_.c_str(), old.c_str()) != 0) fail(site_, "cannot be replaced", errno);
    if (::rename(staging_.c_str(), site_.c_str()) != 0) {
      const int reason = errno;
      ::rename(old.c_str(), site_.c_str());
      fail(site_, "cannot be put in place", reason);
    }
    ::rename(old.c_str(), staging_.c_str());
  }
  // Now the old site has the staging folder's name. Its folders with a dot (.git) move over; the rest is removed.
  move_dot_entries(staging_, site_);
}

}  // namespace broadsheet::output
