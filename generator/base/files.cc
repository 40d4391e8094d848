#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/filesystem.hpp>
#include <cerrno>
#include <cstring>
#include <set>

#include "base/diagnostics.h"
#include "base/folder.h"
#include "base/text.h"

namespace broadsheet {

namespace fs = boost::filesystem;

namespace {

constexpr off_t kLargestFile = off_t(256) << 20;
constexpr int kDeepestFolder = 100;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

struct Walk {
  const std::string& root;
  std::vector<FolderProblem>& problems;
  std::vector<FoundFile> found;
  std::set<std::pair<dev_t, ino_t>> above;  // the folders on the way down: a link back to one of them is a loop

  void folder(const std::string& relative, int depth);
  void entry(const dirent& entry, std::string relative, int depth);
  std::string path_of(const std::string& relative) const { return relative.empty() ? root : root + "/" + relative; }
};

void Walk::entry(const dirent& entry, std::string relative, int depth) {
  if (find_broken_utf8(relative)) {
    problems.push_back({repair_utf8(relative), "the file's name is not UTF-8"});
    return;
  }
  // Folders tell what most of their entries are: of thousands of files, none is asked.
  mode_t type = DTTOIF(entry.d_type);
  if (entry.d_type == DT_UNKNOWN || entry.d_type == DT_LNK) {
    struct stat status {};
    if (::stat(path_of(relative).c_str(), &status) != 0) {
      const bool is_missing = errno == ENOENT || errno == ENOTDIR;
      problems.push_back({std::move(relative), is_missing ? "the symbolic link leads nowhere" : std::strerror(errno)});
      return;
    }
    type = status.st_mode;
  }
  if (S_ISREG(type))
    found.push_back({path_of(relative), std::move(relative)});
  else if (S_ISDIR(type))
    folder(relative, depth + 1);
  else
    problems.push_back({std::move(relative), "neither a file nor a folder"});
}

void Walk::folder(const std::string& relative, int depth) {
  const std::string path = path_of(relative);
  struct stat status {};
  if (depth > kDeepestFolder || ::stat(path.c_str(), &status) != 0) {
    problems.push_back({relative, depth > kDeepestFolder ? "folders are nested too deeply" : std::strerror(errno)});
    return;
  }
  const auto identity = std::pair(status.st_dev, status.st_ino);
  if (!above.insert(identity).second) return;
  const OpenFolder entries(::opendir(path.c_str()));
  errno = entries ? 0 : errno;
  while (const dirent* found_entry = entries ? ::readdir(entries.get()) : nullptr) {
    const std::string name = found_entry->d_name;
    if (!name.starts_with('.')) entry(*found_entry, relative.empty() ? name : relative + "/" + name, depth);
    errno = 0;
  }
  if (errno != 0) problems.push_back({relative, std::strerror(errno)});
  above.erase(identity);
}

bool part_matches(std::string_view glob, std::string_view part) {
  // Remembers the last star: on a mismatch it takes one more character. Linear in practice, quadratic at most.
  std::size_t g = 0, p = 0, star = std::string_view::npos, taken = 0;
  while (p < part.size()) {
    if (g < glob.size() && (glob[g] == '?' || glob[g] == part[p]) && glob[g] != '*') {
      ++g;
      next_code_point(part, p);
    } else if (g < glob.size() && glob[g] == '*') {
      star = g++;
      taken = p;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      p = ++taken;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

bool parts_match(const std::vector<std::string_view>& globs, std::size_t g, const std::vector<std::string_view>& parts,
                 std::size_t p) {
  for (; g < globs.size(); ++g, ++p) {
    if (globs[g] == "**") {
      for (std::size_t skip = p; skip <= parts.size(); ++skip)
        if (parts_match(globs, g + 1, parts, skip)) return true;
      return false;
    }
    if (p == parts.size() || !part_matches(globs[g], parts[p])) return false;
  }
  return p == parts.size();
}

}  // namespace

std::string read_file(const std::string& path, std::string_view shown) {
  const std::string name(shown.empty() ? std::string_view(path) : shown);
  auto fail = [&](std::string_view why) {
    throw Error("file", {name, 0, 0, {}}, fmt::format("cannot be read: {}", why));
  };
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) fail(std::strerror(errno));
  if (!S_ISREG(status.st_mode)) fail(S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file");
  if (status.st_size > kLargestFile) fail("it is larger than 256 MiB");
  std::string text(static_cast<std::size_t>(status.st_size) + 1, '\0');  // one more, so that the end is seen
  std::size_t size = 0;
  for (;;) {
    if (size == text.size()) text.resize(2 * size);  // it has grown
    const ssize_t got = ::read(file.get(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(std::strerror(errno));
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > static_cast<std::size_t>(kLargestFile)) fail("it is larger than 256 MiB");
  }
  text.resize(size);
  return text;
}

bool replace_file(const std::string& path, std::string_view bytes) {
  FileReplacement file(path);
  file.add(bytes);
  return file.finish();
}

FileReplacement::FileReplacement(std::string path)
    : path_(std::move(path)),
      beside_(path_ + ".new"),
      file_(::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)),
      whole_(file_ >= 0) {}

FileReplacement::~FileReplacement() {
  if (file_ < 0) return;
  ::close(file_);
  ::unlink(beside_.c_str());
}

void FileReplacement::add(std::string_view bytes) {
  constexpr std::size_t kAtOnce = std::size_t{256} << 10;  // to write
  if (waiting_.size() + bytes.size() > kAtOnce) {
    write(waiting_);
    waiting_.clear();
  }
  if (bytes.size() > kAtOnce)
    write(bytes);
  else
    waiting_ += bytes;
}

void FileReplacement::write(std::string_view bytes) {
  while (whole_ && !bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    whole_ = count >= 0;
    if (whole_) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool FileReplacement::finish() {
  write(waiting_);
  if (file_ < 0) return false;
  whole_ = ::close(std::exchange(file_, -1)) == 0 && whole_;
  if (whole_ && ::rename(beside_.c_str(), path_.c_str()) == 0) return true;
  ::unlink(beside_.c_str());
  return false;
}

bool file_exists(const std::string& path) {
  boost::system::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool folder_exists(const std::string& path) {
  boost::system::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::string folder_problem(const std::string& path) {
  boost::system::error_code problem;
  const fs::directory_iterator entries(path, problem);
  if (!problem) return {};
  if (problem == boost::system::errc::no_such_file_or_directory) return "there is no such folder";
  if (problem == boost::system::errc::not_a_directory) return "this is a file, not a folder";
  return "cannot be read: " + problem.message();
}

std::vector<FoundFile> list_files(const std::string& root, std::vector<FolderProblem>& problems) {
  boost::system::error_code ignored;
  if (!fs::exists(root, ignored)) return {};
  Walk walk{root, problems, {}, {}};
  walk.folder("", 0);
  std::sort(walk.found.begin(), walk.found.end(), [](const auto& a, const auto& b) { return a.relative < b.relative; });
  return std::move(walk.found);
}

bool glob_matches(std::string_view glob, std::string_view path) {
  const auto globs = split(glob, '/');
  const auto parts = split(path, '/');
  if (globs.size() == 1 && glob != "**") return part_matches(glob, parts.back());
  return parts_match(globs, 0, parts, 0);
}

}  // namespace broadsheet
