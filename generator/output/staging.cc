#include "output/staging.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/folder.h"
#include "base/hash.h"

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
  if (file_exists(folder + "/" + std::string(kMarker))) return true;  // caches may have a folder of that name
  return is_bare(folder, problem) && !problem;
}

std::string beside(const std::string& site) {
  const fs::path path(site);
  return (path.parent_path() / ("." + path.filename().string() + ".staging")).string();
}

/// Moves entries with a dot that `to` lacks (.git) from one folder to the other.
void move_dot_entries(const std::string& from, const std::string& to) {
  boost::system::error_code ignored;
  for (const fs::path& entry : entries_of(from, ignored)) {
    const fs::path target = fs::path(to) / entry.filename();
    if (has_dot(entry) && !fs::exists(target, ignored)) fs::rename(entry, target, ignored);
  }
}

/// Moves what stands in one folder into another that lacks it.
void move_entries(const std::string& from, const std::string& to) {
  boost::system::error_code ignored;
  for (const fs::path& entry : entries_of(from, ignored)) fs::rename(entry, fs::path(to) / entry.filename(), ignored);
}

/// Removes files with a dot at the top: copies of those that the site keeps. Their owner may remove them there.
void remove_dot_files(const std::string& folder) {
  boost::system::error_code ignored;
  for (const fs::path& entry : entries_of(folder, ignored))
    if (has_dot(entry) && !fs::is_directory(fs::symlink_status(entry, ignored))) fs::remove(entry, ignored);
}

bool exchange_names(const std::string& a, const std::string& b) {
  return ::syscall(SYS_renameat2, AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

Staging::Staging(const std::string& site, const Former& former)
    : site_(real_path(site)), staging_(beside(site_)), spare_(former.spare) {
  boost::system::error_code problem;
  if (site_.empty()) throw Error("output", {site, 0, 0, {}}, "is the root of all folders", "name another with --out");
  if (fs::exists(site_, problem) && !fs::is_directory(site_, problem))
    throw Error("output", {site, 0, 0, {}}, "is no folder", "name a folder for the site with --out");
  if (fs::exists(site_, problem) && !is_ours(site_))
    throw Error("output", {site, 0, 0, {}}, "holds files that Broadsheet did not write",
                "a build replaces the whole folder: name an empty or a new one with --out");
  fs::create_directories(fs::path(site_).parent_path(), problem);
  // A build that was killed between the two renames of publish().
  if (!fs::exists(site_, problem) && fs::exists(staging_ + ".old", problem))
    fs::rename(staging_ + ".old", site_, problem);
  hold();
  try {
    begin(former);
  } catch (...) {
    fs::remove_all(staging_, problem);
    throw;
  }
}

/// Makes the folder, and keeps other builds out of it.
void Staging::hold() {
  if (::mkdir(staging_.c_str(), 0755) != 0 && errno != EEXIST)
    fail(staging_, "cannot be made", errno, "the new site is built beside the old one, so its folder must be writable");
  lock_ = std::make_unique<FolderLock>(staging_);
  if (!lock_->is_open()) fail(staging_, "cannot be opened", errno);
  if (!lock_->take())
    throw Error("output", {site_, 0, 0, {}}, "another build is writing this site", "wait for it to end");
}

/// Clears away what a killed build left behind, but for what can be taken over.
void Staging::begin(const Former& former) {
  boost::system::error_code problem;
  // Killed right after publishing, it left folders of somebody else's, too.
  if (fs::exists(site_, problem)) move_dot_entries(staging_, site_);
  if (former.site != nullptr) {
    if (!spare_.empty()) move_entries(spare_, staging_);
    kept_ = std::make_unique<KeptFiles>(*former.site);
    if (!kept_->look_through(staging_)) {
      clear();
      kept_ = std::make_unique<KeptFiles>(*former.site);
    }
  } else {
    clear();
  }
  write(kMarker, kMarkerText);
}

void Staging::clear() {
  boost::system::error_code ignored, stays;
  for (const fs::path& old : entries_of(staging_, ignored)) {
    fs::remove_all(old, stays);
    if (stays) fail(old.string(), "cannot be removed", stays.value(), "a killed build left it: remove it yourself");
  }
}

Staging::~Staging() {
  boost::system::error_code problem;
  if (kept_ && !spare_.empty()) {  // it is worth keeping only where builds know what was in it
    fs::remove_all(spare_, problem);
    if (!problem) fs::create_directories(fs::path(spare_).parent_path(), problem);
    if (!problem) fs::rename(staging_, spare_, problem);
  }
  fs::remove_all(staging_, problem);
}

/// Makes the folder that a file is to stand in, when it is asked for the first time. It may stand already, and what is
/// above it may be missing: then making the file tells.
void Staging::make_folder_of(const std::string& path) {
  std::string folder = path.substr(0, path.rfind('/'));
  {
    const std::lock_guard lock(mutex_);
    if (!folders_.insert(folder).second) return;
  }
  ::mkdir(folder.c_str(), 0777);
}

/// A new file, open; or -1.
int Staging::create(const std::string& path) const {
  // Never into a file that is there: it may be one that link() shares with the site.
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
}

/// Removes what stands in the way of a file: one of the same name, or a file where a folder must be.
void Staging::make_room(std::string_view path) const {
  boost::system::error_code ignored;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    const fs::path folder = fmt::format("{}/{}", staging_, path.substr(0, slash));
    if (fs::is_regular_file(folder, ignored)) fs::remove(folder, ignored);
  }
  const fs::path file = fmt::format("{}/{}", staging_, path);
  fs::remove_all(file, ignored);
  fs::create_directories(file.parent_path(), ignored);
}

void Staging::write(std::string_view path, std::string_view bytes) {
  const std::string full = fmt::format("{}/{}", staging_, path);
  const std::string_view whole = bytes;
  if (const auto number = kept_ ? kept_->find(path) : std::nullopt) {
    if (kept_->stands(*number)) ::unlink(full.c_str());
    kept_->lose(*number);
  }
  make_folder_of(full);  // most pages have a folder of their own
  int file = create(full);
  if (file < 0 && (errno == ENOENT || errno == EEXIST || errno == ENOTDIR)) {
    make_room(path);
    file = create(full);
  }
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
  struct stat status {};
  ::fstat(file, &status);
  if (::close(file) != 0) fail(shown, "cannot be written", errno);  // some file systems tell of a full disk here
  const std::lock_guard lock(mutex_);
  written_.push_back(file_state(std::string(path), status, hash64(whole)));
}

const FileState* Staging::standing(std::string_view path) const {
  const auto number = kept_ ? kept_->find(path) : std::nullopt;
  if (!number) return nullptr;
  const FileState& file = kept_->file(*number);
  return kept_->stands(*number) || is_same(file, site_) ? &file : nullptr;
}

bool Staging::link(const std::string& path) const {
  const std::string from = fmt::format("{}/{}", site_, path), to = fmt::format("{}/{}", staging_, path);
  if (::link(from.c_str(), to.c_str()) == 0) return true;
  if (errno != ENOENT) return false;
  boost::system::error_code problem;
  fs::create_directories(fs::path(to).parent_path(), problem);
  return ::link(from.c_str(), to.c_str()) == 0;
}

bool Staging::reuse(const FileState& file) {
  const auto number = kept_ ? kept_->find(file.path) : std::nullopt;
  if (!number || (!kept_->stands(*number) && !link(file.path))) return false;
  kept_->take(*number);
  return true;
}

std::vector<FileState> Staging::files() const {
  std::vector<FileState> files = written_;
  if (kept_)
    for (FileState& file : kept_->taken()) files.push_back(std::move(file));
  // What was written after it was taken over is what stands there.
  std::stable_sort(files.begin(), files.end(), [](const FileState& a, const FileState& b) { return a.path < b.path; });
  files.erase(std::unique(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path == b.path; }),
              files.end());
  std::erase_if(files, [](const FileState& file) { return file.path == kMarker; });
  return files;
}

void Staging::keep_dot_entries() {
  boost::system::error_code problem;
  for (const fs::path& entry : entries_of(site_, problem)) {
    const fs::path copy = fs::path(staging_) / entry.filename();
    if (!has_dot(entry) || fs::exists(copy)) continue;
    if (fs::is_directory(fs::symlink_status(entry))) continue;  // moved after the swap: a folder has but one name
    fs::copy(entry, copy, problem);
    if (problem) fail(entry.string(), "cannot be kept", problem.value());
  }
}

void Staging::publish() {
  if (kept_ && !kept_->remove_rest(staging_)) fail(staging_, "cannot be cleared", errno);
  if (!fs::exists(site_)) {
    if (::rename(staging_.c_str(), site_.c_str()) != 0) fail(site_, "cannot be put in place", errno);
    return;
  }
  keep_dot_entries();
  if (!exchange_names(staging_, site_)) {
    const std::string old = staging_ + ".old";
    boost::system::error_code ignored;
    fs::remove_all(old, ignored);
    if (::rename(site_.c_str(), old.c_str()) != 0)
      fail(site_, "cannot be replaced", errno,
           errno == EBUSY ? "it may be where a disk is mounted: name a folder in it with --out" : "");
    if (::rename(staging_.c_str(), site_.c_str()) != 0) {
      const int reason = errno;
      ::rename(old.c_str(), site_.c_str());
      fail(site_, "cannot be put in place", reason);
    }
    ::rename(old.c_str(), staging_.c_str());
  }
  // Now the old site has the staging folder's name. Its folders with a dot (.git) move over; the rest is removed.
  move_dot_entries(staging_, site_);
  remove_dot_files(staging_);
}

}  // namespace broadsheet::output
