#include "output/kept_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/filesystem.hpp>
#include <cerrno>
#include <mutex>
#include <set>

#include "base/parallel.h"

namespace broadsheet::output {

namespace {

/// The entries of a folder, with no more calls of the system than these take: a site has thousands of folders.
class Entries {
 public:
  /// The folder `path` below the open folder `root`.
  Entries(int root, const char* path)
      : folder_(::openat(root, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)), length_(folder_ < 0 ? -1 : 0) {}
  ~Entries() {
    if (folder_ >= 0) ::close(folder_);
  }
  Entries(const Entries&) = delete;
  Entries& operator=(const Entries&) = delete;

  int folder() const { return folder_; }
  /// Null where there are no more, or they cannot be read. Valid until the next call.
  const dirent64* next() {
    if (at_ == length_) {
      at_ = 0;
      length_ = folder_ < 0 ? -1 : ::getdents64(folder_, entries_, sizeof entries_);
    }
    if (length_ <= 0) return nullptr;
    const auto* const entry = reinterpret_cast<const dirent64*>(entries_ + at_);
    at_ += entry->d_reclen;
    return entry;
  }
  /// Whether next() has given all.
  bool were_all() const { return length_ == 0; }

 private:
  const int folder_;
  ssize_t length_;
  ssize_t at_ = 0;
  alignas(dirent64) char entries_[std::size_t{32} << 10];  // bytes, as many as readdir(3) asks for
};

/// The folder part of a path, without the slash at its end.
std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string joined(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty()) path += '/';
  return path += name;
}

bool remove_tree(const std::string& path) {
  boost::system::error_code problem;
  boost::filesystem::remove_all(path, problem);
  return !problem;
}

}  // namespace

KeptFiles::KeptFiles(const FolderState& last) : last_(last), states_(last.files.size(), State::gone) {
  for (std::uint32_t number = 0; number < last.files.size(); ++number) {
    std::string_view folder = folder_of(last.files[number].path);
    folders_[folder].push_back(number);
    while (!folder.empty()) {
      folder = folder_of(folder);
      if (!folders_.try_emplace(folder).second) break;
    }
  }
}

std::optional<std::uint32_t> KeptFiles::find(std::string_view folder, std::string_view name) const {
  const auto found = folders_.find(folder);
  if (found == folders_.end()) return std::nullopt;
  const std::vector<std::uint32_t>& numbers = found->second;
  const auto at = std::lower_bound(numbers.begin(), numbers.end(), name, [&](std::uint32_t number, std::string_view b) {
    return name_of(last_.files[number].path) < b;
  });
  if (at == numbers.end() || name_of(last_.files[*at].path) != name) return std::nullopt;
  return *at;
}

std::optional<std::uint32_t> KeptFiles::find(std::string_view path) const {
  return find(folder_of(path), name_of(path));
}

KeptFiles::Seen KeptFiles::look_at(int root, std::string_view folder) {
  Seen seen;
  Entries entries(root, folder.empty() ? "." : std::string(folder).c_str());
  while (const dirent64* const entry = entries.next()) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat status {};
    if (entry->d_type == DT_DIR) {
      const auto known = folders_.find(joined(folder, name));
      if (known != folders_.end())
        seen.below.push_back(known->first);
      else
        seen.foreign.emplace_back(name);
    } else if (const auto number = find(folder, name);
               number && ::fstatat(entries.folder(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
               S_ISREG(status.st_mode) && is_same(file(*number), status)) {
      states_[*number] = State::stands;
    } else {
      seen.foreign.emplace_back(name);
    }
  }
  seen.whole = entries.were_all();
  return seen;
}

/// Looks through all folders on all cores; false where one of them could not be read, or is not good.
bool KeptFiles::walk(const std::string& root, const Judge& is_good) {
  const Entries top(AT_FDCWD, joined(root, "").c_str());  // which may be a link
  std::atomic<bool> good = true;
  for (std::vector<std::string_view> level{""}; !level.empty();) {
    std::vector<std::vector<std::string_view>> below(level.size());
    parallel_for(level.size(), [&](std::size_t at) {
      Seen seen = look_at(top.folder(), level[at]);
      if (!seen.whole || !is_good(joined(root, level[at]), seen)) good = false;
      below[at] = std::move(seen.below);
    });
    level.clear();
    for (const std::vector<std::string_view>& folders : below)
      level.insert(level.end(), folders.begin(), folders.end());
  }
  return good;
}

bool KeptFiles::look_through(const std::string& folder) {
  return walk(folder, [](const std::string& path, const Seen& seen) {
    return std::all_of(seen.foreign.begin(), seen.foreign.end(),
                       [&](const std::string& name) { return remove_tree(joined(path, name)); });
  });
}

bool KeptFiles::are_all_of(const std::string& folder) {
  const auto has_dot = [](const std::string& name) { return name.starts_with('.'); };
  return walk(folder,
              [&](const std::string&, const Seen& seen) {
                return std::all_of(seen.foreign.begin(), seen.foreign.end(), has_dot);
              }) &&
         std::all_of(states_.begin(), states_.end(), [](State state) { return state == State::stands; });
}

bool KeptFiles::remove_rest(const std::string& folder) const {
  std::set<std::string_view> emptied;
  for (std::uint32_t number = 0; number < states_.size(); ++number) {
    if (states_[number] == State::taken) continue;
    emptied.insert(folder_of(file(number).path));
    if (states_[number] != State::stands) continue;
    // It is gone where a folder took its place, or a file that of its folder.
    if (::unlink(joined(folder, file(number).path).c_str()) != 0 && errno != ENOENT && errno != ENOTDIR &&
        errno != EISDIR)
      return false;
  }
  // Those that hold anything else stay.
  for (std::string_view path : emptied)
    while (!path.empty() && ::rmdir(joined(folder, path).c_str()) == 0) path = folder_of(path);
  return true;
}

std::vector<FileState> KeptFiles::taken() const {
  std::vector<FileState> files;
  for (std::uint32_t number = 0; number < states_.size(); ++number)
    if (states_[number] == State::taken) files.push_back(file(number));
  return files;
}

}  // namespace broadsheet::output
