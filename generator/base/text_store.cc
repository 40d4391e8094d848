#include "base/text_store.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include "base/free_memory.h"

namespace broadsheet {

namespace {

constexpr std::size_t kSteps =
    64;  // issues or stories whose texts are brought back before a look at how many there are
constexpr std::size_t kMapped = std::size_t{32} << 10;  // bytes from which on a file is mapped rather than copied

std::size_t page_size() {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t up_to(std::size_t step, std::size_t size) {
  return (size + step - 1) / step * step;
}

/// A file without a name in `folder`, or -1. Not all file systems can make one; then it loses its name at once.
int nameless_file(const std::string& folder) {
  if (folder.empty()) return -1;
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  std::string name = folder + "/.broadsheet-texts-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

/// Memory of the process, or nullptr. In huge pages where there are enough bytes for some: an archive is read in all
/// orders, and a processor knows the places of few pages at a time.
char* map_memory(std::size_t size) {
  constexpr std::size_t kHugePage = std::size_t{2} << 20;
  const std::size_t spare = size < kHugePage ? 0 : kHugePage;
  void* const mapped = ::mmap(nullptr, size + spare, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return nullptr;
  char* const first = static_cast<char*>(mapped);
  if (spare == 0) return first;
  char* const begin =
      first + (up_to(kHugePage, reinterpret_cast<std::uintptr_t>(first)) - reinterpret_cast<std::uintptr_t>(first));
  if (begin != first) ::munmap(first, static_cast<std::size_t>(begin - first));
  if (begin + size != first + size + spare) ::munmap(begin + size, static_cast<std::size_t>(first + spare - begin));
  ::madvise(begin, size, MADV_HUGEPAGE);  // a wish
  return begin;
}

bool read_all(int file, char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t length = ::read(file, to, size);
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) return false;
    to += length;
    size -= static_cast<std::size_t>(length);
  }
  return true;
}

bool write_all(int file, const char* bytes, std::size_t size, std::size_t offset) {
  while (size > 0) {
    const ssize_t written = ::pwrite(file, bytes, size, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
    offset += static_cast<std::size_t>(written);
  }
  return true;
}

/// Bytes of this process that are in memory, and those of them that are of files.
struct Resident {
  std::size_t all = 0;
  std::size_t of_files = 0;
};

/// See proc(5), statm. More than there are where that cannot be read.
Resident resident() {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  constexpr Resident kUnknown{kMost, kMost};
  const int statm = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (statm < 0) return kUnknown;
  char text[128];
  const ssize_t length = ::read(statm, text, sizeof text - 1);
  ::close(statm);
  if (length <= 0) return kUnknown;
  text[length] = 0;
  char* at = text;
  std::size_t pages[3];
  for (std::size_t& field : pages) field = std::strtoull(at, &at, 10);  // size, resident, shared
  return {pages[1] * page_size(), pages[2] * page_size()};
}

}  // namespace

TextStore::TextStore(std::vector<std::string> folders) : TextStore(std::move(folders), Limits()) {}

TextStore::TextStore(std::vector<std::string> folders, Limits limits) : folders_(std::move(folders)), limits_(limits) {}

TextStore::~TextStore() {
  for (const Chunk& chunk : all_) ::munmap(chunk.begin, chunk.size);
  if (file_ >= 0) ::close(file_);
}

std::string_view TextStore::Filler::add(std::string_view bytes) {
  return {place(bytes.size(), [&](char* to) { std::memcpy(to, bytes.data(), bytes.size()); }), bytes.size()};
}

std::optional<std::string_view> TextStore::Filler::add_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // does not wait for a pipe's other end
  if (file < 0) return std::nullopt;
  std::optional<std::string_view> bytes;
  struct stat status {};
  if (::fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
    const auto size = static_cast<std::size_t>(status.st_size);
    bool whole = true;
    const char* begin = size < kMapped ? nullptr : store_.map(file, size);
    if (begin == nullptr) begin = place(size, [&](char* to) { whole = read_all(file, to, size); });
    if (whole) bytes = std::string_view(begin, size);
  }
  ::close(file);
  return bytes;
}

TextStore::Chunk TextStore::Filler::begin(std::size_t size) {
  size = up_to(kAlignment, size);
  if (chunk_.size - chunk_.used >= size) return {};
  if (size > kChunk / 2) return store_.make(size);  // one of its own leaves the open one as it is
  while (chunk_.size - chunk_.used < size) {
    store_.finish(std::exchange(chunk_, {}));
    chunk_ = store_.take();
  }
  return {};
}

/// One that a filler left, else a new one.
TextStore::Chunk TextStore::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!open_.empty()) {
      const Chunk taken = open_.back();
      open_.pop_back();
      return taken;
    }
  }
  return make(kChunk);
}

TextStore::Chunk TextStore::make(std::size_t size) {
  Chunk chunk{nullptr, up_to(page_size(), size), 0};
  chunk.begin = map_memory(chunk.size);
  if (chunk.begin == nullptr) throw std::bad_alloc();
  const std::lock_guard lock(mutex_);
  all_.push_back(chunk);
  return chunk;
}

/// The bytes of a file where the system has them; nullptr where it cannot map it. Memory that nobody used before is
/// dear, above all in a virtual machine, where its host must find it. All of it is going to be read: asked for at once,
/// its pages cost less than each by itself.
const char* TextStore::map(int file, std::size_t size) {
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (mapped == MAP_FAILED) return nullptr;
  const Chunk chunk{static_cast<char*>(mapped), size, size};
  const std::lock_guard lock(mutex_);
  all_.push_back(chunk);
  moved_.push_back(chunk);
  mapped_ += size;
  if (mapped_ > limits_.in_memory) can_release_ = true;
  return chunk.begin;
}

void TextStore::put_back(Chunk chunk) {
  if (chunk.begin == nullptr) return;
  const std::lock_guard lock(mutex_);
  open_.push_back(chunk);
}

/// Nothing is added to `chunk` any more.
void TextStore::finish(Chunk chunk) {
  if (chunk.begin == nullptr) return;
  const std::size_t size = up_to(page_size(), chunk.used);
  {
    const std::lock_guard lock(mutex_);
    if (finished_ + size <= limits_.in_memory || file_failed_) {
      finished_ += size;
      first_.push_back({chunk.begin, size, size});
      return;
    }
  }
  if (move_to_file(chunk, size)) return move_first();
  const std::lock_guard lock(mutex_);
  file_failed_ = true;  // what failed once would only take time again
  finished_ += size;
}

/// Of a very large archive the first texts leave the memory like all others.
void TextStore::move_first() {
  std::vector<Chunk> first;
  {
    const std::lock_guard lock(mutex_);
    if (file_size_ > kMany * limits_.in_memory) first.swap(first_);
  }
  for (const Chunk& chunk : first) move_to_file(chunk, chunk.size);  // where that fails, it stays
}

bool TextStore::move_to_file(const Chunk& chunk, std::size_t size) {
  std::size_t offset = 0;
  int file = -1;
  {
    const std::lock_guard lock(mutex_);
    for (auto folder = folders_.begin(); file_ < 0 && folder != folders_.end(); ++folder)
      file_ = nameless_file(*folder);
    if (file_ < 0 || !has_room(size)) return false;
    file = file_;
    offset = std::exchange(file_size_, file_size_ + size);
  }
  if (!write_all(file, chunk.begin, size, offset)) return false;
  // Mapped elsewhere first: where that cannot be, nothing is lost.
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, static_cast<off_t>(offset));
  if (mapped == MAP_FAILED) return false;
  if (::mremap(mapped, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, chunk.begin) == MAP_FAILED) {
    ::munmap(mapped, size);
    return false;
  }
  const std::lock_guard lock(mutex_);
  moved_.push_back({chunk.begin, size, size});
  can_release_ = true;
  return true;
}

/// Whether the file may grow: the disk has room for the site besides, and no limit would end the process.
bool TextStore::has_room(std::size_t size) const {
  struct statvfs disk {};
  if (::fstatvfs(file_, &disk) != 0) return false;
  if (static_cast<std::size_t>(disk.f_bavail) * disk.f_frsize < limits_.spare + size) return false;
  struct rlimit limit {};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
         (limit.rlim_cur == RLIM_INFINITY || file_size_ + size <= limit.rlim_cur);
}

void TextStore::release() {
  std::vector<Chunk> moved;
  {
    const std::lock_guard lock(mutex_);  // not longer: letting go of many takes a while
    moved = moved_;
  }
  for (const Chunk& chunk : moved) ::madvise(chunk.begin, chunk.size, MADV_DONTNEED);
}

/// To one thread at a time.
bool TextStore::is_time_to_look() {
  const Clock::duration now = Clock::now().time_since_epoch();
  Clock::rep next = next_look_.load(std::memory_order_relaxed);
  return now.count() >= next && next_look_.compare_exchange_strong(next, (now + limits_.between_looks).count());
}

void TextStore::release_if_many(std::size_t step) {
  if (step % kSteps != 0 || !can_release_ || !is_time_to_look()) return;
  const Resident now = resident();
  if (now.all < limits_.resident) return;
  return_free_memory();
  if (now.of_files < limits_.brought_back) return;
  const std::unique_lock lock(releasing_, std::try_to_lock);
  if (lock) release();  // or else another thread does it
}

std::size_t TextStore::in_file() const {
  const std::lock_guard lock(mutex_);
  std::size_t bytes = 0;
  for (const Chunk& chunk : moved_) bytes += chunk.size;
  return bytes - mapped_;
}

}  // namespace broadsheet
