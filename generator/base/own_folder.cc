#include "base/own_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <boost/filesystem.hpp>
#include <cerrno>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/folder.h"

namespace broadsheet {

namespace fs = boost::filesystem;

namespace {

constexpr std::string_view kTag =
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# What speeds up the next build of Broadsheet. What it does not need it removes, whoever put it here.\n"
    "# The first line tells programs for backups to leave the folder out: https://bford.info/cachedir/\n";

bool holds(const std::string& file, std::string_view bytes) {
  try {
    return file_exists(file) && read_file(file) == bytes;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

FolderLock::FolderLock(const std::string& folder)
    : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}

FolderLock::~FolderLock() {
  if (is_open()) ::close(folder_);
}

bool FolderLock::take() {
  return ::flock(folder_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;  // nor is a folder held that is not open
}

void FolderLock::wait() {
  while (::flock(folder_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

std::string real_path(const std::string& path) {
  boost::system::error_code problem;
  const fs::path found = fs::weakly_canonical(path, problem);
  fs::path real = fs::absolute(problem ? fs::path(path) : found).lexically_normal();
  if (real.filename_is_dot()) real.remove_filename();  // what stands for a slash at the end
  return real.remove_trailing_separator().string();
}

bool is_within(const std::string& inner, const std::string& outer) {
  return (real_path(inner) + "/").starts_with(real_path(outer) + "/");
}

std::unique_ptr<FolderLock> claim_cache(const std::string& folder, const std::function<void()>& waits) {
  boost::system::error_code ignored;
  fs::create_directories(folder, ignored);
  if (fs::exists(folder, ignored) && !folder_exists(folder))
    throw Error("output", {folder, 0, 0, {}}, "is no folder", "name a folder with --cache");
  auto lock = std::make_unique<FolderLock>(folder);
  if (!lock->take()) {
    waits();
    lock->wait();
  }
  const std::string tag = folder + "/CACHEDIR.TAG";
  if (holds(tag, kTag)) return lock;
  const bool is_older = file_exists(folder + "/last-build");  // kept before caches had a tag
  if (!is_older && !is_bare(folder, ignored))
    throw Error("output", {folder, 0, 0, {}}, "holds files that Broadsheet did not write",
                "a build removes what it does not need there: name an empty or a new folder with --cache");
  replace_file(tag, kTag);
  return lock;
}

}  // namespace broadsheet
