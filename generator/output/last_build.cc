#include "output/last_build.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <link.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/filesystem.hpp>
#include <charconv>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "output/kept_files.h"

namespace broadsheet::output {

namespace {

constexpr std::string_view kBuildFormat = "broadsheet last build 2";
/// File systems' clocks tick (4 ms and more): a file written in this time before it was read could be written once more
/// without a new time.
constexpr std::int64_t kTick = 50'000'000;

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

bool look_at_file(FileState& state, const std::string& folder) {
  struct stat status {};
  if (::stat((folder + "/" + state.path).c_str(), &status) != 0) return false;
  state = file_state(std::move(state.path), status, state.hash);
  return true;
}

/// For all files of a folder at once; false where it is false for one.
bool for_all(std::size_t count, const std::function<bool(std::size_t)>& holds) {
  std::atomic<bool> all = true;
  parallel_for(count, [&](std::size_t at) {
    if (all && !holds(at)) all = false;
  });
  return all;
}

/// Reads fields of a line one after the other.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}
  template <class Number>
  bool number(Number& value, int base = 10) {
    const auto end = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value, base);
    if (end.ec != std::errc() || end.ptr == rest_.data() + rest_.size() || *end.ptr != ' ') return false;
    rest_.remove_prefix(static_cast<std::size_t>(end.ptr - rest_.data()) + 1);
    return true;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::optional<FolderState> parse_folder(std::string_view& text) {
  std::size_t count = 0;
  Fields head(take_line(text));
  if (!head.number(count) || count > text.size()) return std::nullopt;
  FolderState folder{std::string(head.rest()), {}};
  folder.files.resize(count);
  for (FileState& file : folder.files) {
    Fields fields(take_line(text));
    if (!fields.number(file.hash, 16) || !fields.number(file.size) || !fields.number(file.modified) ||
        !fields.number(file.inode))
      return std::nullopt;
    file.path = fields.rest();
  }
  return folder;
}

std::string format_folder(const FolderState& folder) {
  std::string out = fmt::format("{} {}\n", folder.files.size(), folder.name);
  const auto add = [&out](auto number, int base = 10) {
    char digits[32];
    out.append(digits, std::to_chars(digits, std::end(digits), number, base).ptr) += ' ';
  };
  for (const FileState& file : folder.files) {
    add(file.hash, 16);
    add(file.size);
    add(file.modified);
    add(file.inode);
    (out += file.path) += '\n';
  }
  return out;
}

/// Appends the build identifiers among an object's notes (ELF specification, "Note Section").
int add_build_id(dl_phdr_info* object, std::size_t, void* ids) {
  constexpr auto align = [](std::size_t size) { return (size + 3) & ~std::size_t(3); };
  for (int at = 0; at < object->dlpi_phnum; ++at) {
    const auto& segment = object->dlpi_phdr[at];
    if (segment.p_type != PT_NOTE) continue;
    const char* bytes = reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);
    for (std::size_t offset = 0; offset + sizeof(ElfW(Nhdr)) <= segment.p_memsz;) {
      ElfW(Nhdr) note;
      std::memcpy(&note, bytes + offset, sizeof note);
      const std::size_t content = offset + sizeof note + align(note.n_namesz);
      if (content + note.n_descsz > segment.p_memsz) break;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4)
        static_cast<std::string*>(ids)->append(bytes + content, note.n_descsz);
      offset = content + align(note.n_descsz);
    }
  }
  return 0;
}

}  // namespace

std::optional<FolderState> look_at(std::string name, const std::string& folder) {
  std::vector<FolderProblem> problems;
  FolderState state{std::move(name), {}};
  for (FoundFile& file : list_files(folder, problems)) {
    if (file.relative.find('\n') != std::string::npos) return std::nullopt;  // the record has a line a file
    state.files.push_back({std::move(file.relative), 0, 0, 0, 0});
  }
  if (!problems.empty()) return std::nullopt;
  if (!for_all(state.files.size(), [&](std::size_t at) { return look_at_file(state.files[at], folder); }))
    return std::nullopt;
  return state;
}

void take_hashes(FolderState& state, const FolderState& before) {
  auto known = before.files.begin();
  for (FileState& file : state.files) {
    while (known != before.files.end() && known->path < file.path) ++known;
    if (known == before.files.end()) return;
    FileState with_hash = file;
    with_hash.hash = known->hash;
    if (with_hash == *known) file.hash = known->hash;
  }
}

namespace {

/// Until what is written to a file has another time; at once where the file says that it was written in the future.
void wait_for(std::int64_t time) {
  const std::int64_t wait = time - file_clock_now();
  if (wait > 0 && wait <= kTick) std::this_thread::sleep_for(std::chrono::nanoseconds(wait));
}

}  // namespace

void hash_latest(FolderState& state, const std::string& folder, std::int64_t now) {
  for (FileState& file : state.files) {
    if (file.modified <= now - kTick || file.hash != 0) continue;
    try {
      file.hash = hash64(read_file(folder + "/" + file.path));
    } catch (const Error&) {  // whoever needs it will tell
    }
  }
}

bool hash_files(FolderState& state, const std::string& folder, std::int64_t read_since) {
  return for_all(state.files.size(), [&](std::size_t at) {
    FileState& file = state.files[at];
    try {
      if (!is_same(file, folder)) return false;
      const bool is_late = file.modified > read_since - kTick;
      if (file.hash != 0 && !is_late) return true;
      if (file.hash == 0 && is_late) return false;
      if (is_late) wait_for(file.modified + kTick);
      const std::uint64_t hash = hash64(read_file(folder + "/" + file.path));
      if (is_late && hash != file.hash) return false;
      file.hash = hash;
      return is_same(file, folder);
    } catch (const Error&) {
      return false;
    }
  });
}

bool is_unchanged(const FolderState& state, const FolderState& now, const std::string& folder) {
  if (now.files.size() != state.files.size()) return false;
  return for_all(state.files.size(), [&](std::size_t at) {
    const FileState &then = state.files[at], &found = now.files[at];
    if (then.path != found.path || then.size != found.size) return false;
    if (then.modified == found.modified && then.inode == found.inode) return true;
    try {
      return hash64(read_file(folder + "/" + found.path)) == then.hash;
    } catch (const Error&) {
      return false;
    }
  });
}

bool is_unchanged(const FolderState& state, const std::string& folder) {
  if (KeptFiles(state).are_all_of(folder)) return true;
  // It may still be: with other times, behind links …
  const std::optional<FolderState> now = look_at(state.name, folder);
  return now && is_unchanged(state, *now, folder);
}

bool is_same(const FileState& state, const struct stat& now) {
  return state.size == static_cast<std::uint64_t>(now.st_size) && state.modified == nanoseconds(now.st_mtim) &&
         state.inode == now.st_ino;
}

bool is_same(const FileState& state, const std::string& folder) {
  struct stat status {};
  return ::stat((folder + "/" + state.path).c_str(), &status) == 0 && is_same(state, status);
}

FileState file_state(std::string path, const struct stat& now, std::uint64_t hash) {
  return {std::move(path), static_cast<std::uint64_t>(now.st_size), nanoseconds(now.st_mtim), now.st_ino, hash};
}

const FileState* find_file(const FolderState& state, std::string_view path) {
  const auto file = std::lower_bound(state.files.begin(), state.files.end(), path,
                                     [](const FileState& a, std::string_view b) { return a.path < b; });
  return file != state.files.end() && file->path == path ? &*file : nullptr;
}

FileState* find_file(FolderState& state, std::string_view path) {
  return const_cast<FileState*>(find_file(std::as_const(state), path));
}

const FolderState* LastBuild::folder(std::string_view name) const {
  const auto found =
      std::find_if(folders.begin(), folders.end(), [&](const FolderState& state) { return state.name == name; });
  return found == folders.end() ? nullptr : &*found;
}

std::optional<LastBuild> read_last_build(const std::string& file) {
  if (!file_exists(file)) return std::nullopt;
  std::string bytes;
  try {
    bytes = read_file(file);
  } catch (const Error&) {
    return std::nullopt;
  }
  std::string_view text = bytes;
  if (take_line(text) != kBuildFormat) return std::nullopt;
  const std::string_view sum = take_line(text);
  if (sum != hash_name(text)) return std::nullopt;
  LastBuild build;
  build.key = take_line(text);
  build.result = take_line(text);
  build.pages = take_line(text);
  while (!text.empty()) {
    std::optional<FolderState> folder = parse_folder(text);
    if (!folder) return std::nullopt;
    build.folders.push_back(std::move(*folder));
  }
  return build;
}

void write_last_build(const std::string& file, const LastBuild& build) {
  std::string body = build.key + "\n" + build.result + "\n" + build.pages + "\n";
  std::vector<std::string> folders(build.folders.size());
  parallel_for(folders.size(), [&](std::size_t at) { folders[at] = format_folder(build.folders[at]); });
  for (const std::string& folder : folders) body += folder;
  replace_file(file, fmt::format("{}\n{}\n{}", kBuildFormat, hash_name(body), body));
}

std::string program_identity() {
  // Once: libraries load further ones while they work, and these depend on nothing else.
  static const std::string identity = [] {
    std::string ids;
    ::dl_iterate_phdr(add_build_id, &ids);
    return hash_name(ids);
  }();
  return identity;
}

std::int64_t file_clock_now() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return std::int64_t(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

}  // namespace broadsheet::output
