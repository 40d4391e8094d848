// The words of a text by which stories are compared: without common ones, and the same for all forms of a word.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace broadsheet::link {

/// `text.substr(begin, length)` is the word; `key` is equal for its singular and plural, case and simple verb endings,
/// and different for other words (a 64-bit hash).
struct Word {
  std::uint64_t key = 0;
  std::uint32_t begin = 0;
  std::uint32_t length = 0;
  std::uint32_t place = 0;  ///< its number among all words of the text, common ones too
};

/// The words of UTF-8 text in order, common ones, single letters and plain numbers left out. Letters, marks and digits
/// of any script, joined by apostrophes, and by dots between digits, make a word; in scripts without blanks, each pair
/// of neighbours.
std::vector<Word> read_words(std::string_view text);

/// The same into `words`, in place of what is there: for many texts, one after the other.
void read_words(std::string_view text, std::vector<Word>& words);

}  // namespace broadsheet::link
