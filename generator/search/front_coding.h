// Sorted words in few bytes: each as the number of bytes that it shares with the one before, and the rest.
#pragma once

#include <string>
#include <string_view>

#include "search/bits.h"

namespace broadsheet::search {

/// Appends words, ascending by their bytes: shared length, length of the rest (both varints), the rest.
class FrontCoder {
 public:
  void put(std::string& out, std::string_view word) {
    std::size_t shared = 0;
    while (shared < word.size() && shared < last_.size() && word[shared] == last_[shared]) ++shared;
    put_varint(out, shared);
    put_varint(out, word.size() - shared);
    out += word.substr(shared);
    last_ = word;
  }
  /// Starts anew: the next word is whole.
  void restart() { last_.clear(); }

 private:
  std::string last_;
};

}  // namespace broadsheet::search
