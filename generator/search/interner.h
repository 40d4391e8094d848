// Numbers for strings: a string always has the same one, and they ascend from 0 as strings come. The index works with
// these; strings are looked at once, and all bytes lie together.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace broadsheet::search {

class Interner {
 public:
  Interner() : slots_(kFirstSlots) {}

  /// The number of a text: size() as it was before where the text is new.
  std::uint32_t number(std::string_view text);
  /// The number of a text that has one, else size().
  std::uint32_t find(std::string_view text) const {
    const Slot& slot = slots_[place(text, hash_of(text))];
    return slot.next == 0 ? static_cast<std::uint32_t>(size()) : slot.next - 1;
  }
  /// Valid as long as the interner is, wherever that is moved.
  std::string_view text(std::uint32_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  static constexpr std::size_t kFirstSlots = 1024;

  /// A place in the table (open addressing, linear probing; at most half of it is taken).
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t next = 0;  ///< the text's number and one; 0 where the slot is free
    std::string_view text;   ///< here, too: a look elsewhere would wait for the memory
  };

  static std::uint32_t hash_of(std::string_view text) { return static_cast<std::uint32_t>(hash64(text)); }
  /// Where the text is in the table, or would be.
  std::size_t place(std::string_view text, std::uint32_t hash) const;
  std::string_view keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_;
  std::vector<std::string_view> texts_;
  std::vector<std::unique_ptr<char[]>> chunks_;  ///< the texts' bytes
  char* free_ = nullptr;                         ///< of the last chunk
  std::size_t left_ = 0;
};

}  // namespace broadsheet::search
