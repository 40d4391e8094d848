// Texts and lists of an archive, out of the way until they are read: kept in chunks, of which those beyond the first
// ones are written to an unlinked file and mapped from it where they stood. So views stay valid while the pages leave
// the process, and come back when they are looked at; release_if_many() lets them go again. Whoever goes through a
// large archive calls it where a run of work ends: then no more is in memory than what one run reads, and a bound.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/kept_list.h"
#include "base/kept_text.h"

namespace broadsheet {

class TextStore {
 public:
  static constexpr std::size_t kChunk = std::size_t{4} << 20;  ///< bytes, but for texts that are larger
  static constexpr std::size_t kAlignment = 8;                 ///< of each text and list
  static constexpr std::size_t kMany = 4;  ///< times Limits::in_memory: where the file has more, it gets those, too

  /// Sizes in bytes.
  struct Limits {
    std::size_t in_memory = std::size_t{128} << 20;    ///< up to which there is no file: most archives are smaller
    std::size_t resident = std::size_t{1664} << 20;    ///< of this process, up to which nothing is released
    std::size_t brought_back = std::size_t{64} << 20;  ///< of files in it, from which on pages are then released
    std::size_t spare = std::size_t{1} << 30;          ///< of the disk, left to the site
    std::chrono::milliseconds between_looks{1};        ///< at what is resident: asking the system takes microseconds
  };

  /// The file goes to the first of `folders` that takes one, and is gone when the process ends, however it does. Where
  /// none does, or the disk is nearly full, texts stay in memory: that is no error.
  explicit TextStore(std::vector<std::string> folders = {});
  TextStore(std::vector<std::string> folders, Limits limits);
  ~TextStore();
  TextStore(const TextStore&) = delete;
  TextStore& operator=(const TextStore&) = delete;

 private:
  struct Chunk {
    char* begin = nullptr;
    std::size_t size = 0;
    std::size_t used = 0;
  };

 public:
  /// Adds texts. Used by one thread at a time; many of them side by side. The store must outlive it.
  class Filler {
   public:
    explicit Filler(TextStore& store) : store_(store) {}
    ~Filler() { store_.put_back(chunk_); }
    Filler(const Filler&) = delete;
    Filler& operator=(const Filler&) = delete;

    /// A copy of the bytes, valid as long as the store.
    std::string_view add(std::string_view bytes);
    /// Likewise.
    template <class Item>
    std::span<const Item> add_list(std::span<const Item> items) {
      static_assert(std::is_trivially_copyable_v<Item> && alignof(Item) <= kAlignment);
      const std::string_view kept = add({reinterpret_cast<const char*>(items.data()), items.size_bytes()});
      return {reinterpret_cast<const Item*>(kept.data()), items.size()};
    }
    /// The bytes of a regular file, valid as long as the store. Nothing where it cannot be read. The file may get
    /// another name, or another file its name, but its bytes must stay: large ones are mapped.
    std::optional<std::string_view> add_file(const std::string& path);
    /// Makes `text` a view of a copy here, unless it is a view already: of what was added here.
    void keep(KeptText& text) {
      if (text.owns()) text = KeptText::view_of(add(text));
    }
    /// Moves the items here, and makes `list` a view of them. They must be kept already: nothing frees what they own.
    template <class Item>
    void keep(KeptList<Item>& list) {
      static_assert(alignof(Item) <= kAlignment);
      char* const kept = place(list.size() * sizeof(Item), [&](char* to) {
        std::uninitialized_move(list.begin(), list.end(), reinterpret_cast<Item*>(to));
      });
      list = KeptList<Item>::view_of({reinterpret_cast<Item*>(kept), list.size()});
    }

   private:
    /// Calls `write` with room for `size` bytes, and gives their place.
    template <class Write>
    char* place(std::size_t size, Write write) {
      if (size == 0) return nullptr;
      Chunk own = begin(size);
      Chunk& chunk = own.begin != nullptr ? own : chunk_;
      char* const begin = chunk.begin + chunk.used;
      write(begin);
      chunk.used += (size + kAlignment - 1) / kAlignment * kAlignment;
      store_.finish(own);
      return begin;
    }
    /// Makes room for `size` bytes: in the open chunk, or for many in the one that it gives.
    Chunk begin(std::size_t size);

    TextStore& store_;
    Chunk chunk_;
  };

  /// Lets go of the pages of the file that reading has brought back. Safe beside readers.
  void release();
  /// The same where there are many of them. Costs little: to be called after every page and every few stories. A loop
  /// through issues or stories gives the number of its `step`: then it is done at some of them.
  void release_if_many(std::size_t step = 0);

  const std::vector<std::string>& folders() const { return folders_; }
  /// Bytes that stand in the file.
  std::size_t in_file() const;

 private:
  using Clock = std::chrono::steady_clock;

  bool is_time_to_look();
  Chunk take();
  Chunk make(std::size_t size);
  const char* map(int file, std::size_t size);
  void put_back(Chunk chunk);
  void finish(Chunk chunk);
  void move_first();
  bool move_to_file(const Chunk& chunk, std::size_t size);
  bool has_room(std::size_t size) const;

  const std::vector<std::string> folders_;
  const Limits limits_;

  mutable std::mutex mutex_;  // of all that follows
  std::vector<Chunk> open_;   // that fillers have left with room
  std::vector<Chunk> all_;    // every piece of memory, to be given back
  std::vector<Chunk> moved_;  // into the file; and mapped files
  std::vector<Chunk> first_;  // the finished ones that are in memory since there were few
  std::size_t finished_ = 0;  // bytes of finished chunks that are in memory
  std::size_t file_size_ = 0;
  std::size_t mapped_ = 0;  // bytes of mapped files
  int file_ = -1;
  bool file_failed_ = false;
  std::atomic<bool> can_release_ = false;  // read without the mutex
  std::atomic<Clock::rep> next_look_ = 0;
  std::mutex releasing_;  // held by the thread that does
};

}  // namespace broadsheet
