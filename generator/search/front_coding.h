// Sorted words in few bytes: each as the number of bytes that it shares with the one before, and the rest.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "search/bits.h"

namespace broadsheet::search {

/// Appends words, ascending by their bytes: a byte with the shared length and the length of the rest, four bits each
/// (15 means that the length less 15 follows as a varint), then the rest.
class FrontCoder {
 public:
  void put(std::string& out, std::string_view word) {
    std::size_t shared = 0;
    while (shared < word.size() && shared < last_.size() && word[shared] == last_[shared]) ++shared;
    const std::size_t rest = word.size() - shared;
    out += static_cast<char>(std::min(shared, kMost) << 4 | std::min(rest, kMost));
    if (shared >= kMost) put_varint(out, shared - kMost);
    if (rest >= kMost) put_varint(out, rest - kMost);
    out += word.substr(shared);
    last_ = word;
  }

 private:
  static constexpr std::size_t kMost = 15;

  std::string last_;
};

/// Reads the word that FrontCoder wrote at `offset`, which is moved past it, into `word`, which holds the one before.
/// Throws Damaged.
inline void read_front_coded(std::string_view bytes, std::size_t& offset, std::string& word) {
  const auto lengths = static_cast<unsigned char>(get_bytes(bytes, offset, 1)[0]);
  std::size_t shared = lengths >> 4, rest = lengths & 15;
  if (shared == 15) shared += get_varint(bytes, offset);
  if (rest == 15) rest += get_varint(bytes, offset);
  if (shared > word.size()) throw Damaged();
  word.resize(shared);
  word += get_bytes(bytes, offset, rest);
}

}  // namespace broadsheet::search
