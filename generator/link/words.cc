#include "link/words.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/characters.h"
#include "base/text.h"
#include "link/common_words.h"
#include "link/short_words.h"

namespace broadsheet::link {

namespace {

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

/// Takes off one English ending, and what spelling adds before it: isolates, isolated and isolating are one word.
/// Crude on purpose: two words that meet by mistake only make a comparison a little less sharp.
std::string_view stem(std::string_view word) {
  std::string_view root = word;
  if (root.size() > 4 && root.ends_with("ies")) return root.substr(0, root.size() - 3);
  if (root.size() > 3 && root.ends_with('s') && !root.ends_with("ss") && !root.ends_with("us") && !root.ends_with("is"))
    root.remove_suffix(1);
  if (root.size() > 5 && root.ends_with("ing"))
    root.remove_suffix(3);
  else if (root.size() > 4 && root.ends_with("ed"))
    root.remove_suffix(2);
  if (root.size() > 4 && root.ends_with('e')) root.remove_suffix(1);
  if (root.size() > 3 && root.size() < word.size() && root[root.size() - 1] == root[root.size() - 2] &&
      root.back() != 's' && root.back() != 'l')
    root.remove_suffix(1);
  if (root.size() > 4 && root.ends_with('y')) root.remove_suffix(1);
  return root;
}

/// ASCII letters in lower case, digits, and 0 for all other bytes.
constexpr std::array<char, 256> kFolded = [] {
  std::array<char, 256> folded{};
  for (char c = '0'; c <= '9'; ++c) folded[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) folded[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) folded[static_cast<unsigned char>(c)] = static_cast<char>(c + ('a' - 'A'));
  return folded;
}();

/// Reads a text once, code point by code point.
class Reader {
 public:
  Reader(std::string_view text, std::vector<Word>& words) : text_(text), words_(words) { words_.clear(); }

  void read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t start = at;
      if (kFolded[static_cast<unsigned char>(text_[at])] != 0) {
        if (!take_short(at)) take_ascii(at);
        continue;
      }
      if (surely_ends(text_[at])) {
        end_word(at++);
        pair_start_ = kNone;
        continue;
      }
      const char32_t c = next_code_point(text_, at);
      if (is_unspaced(c)) {
        end_word(start);
        add_pair(start, at);
        continue;
      }
      pair_start_ = kNone;
      if (is_word(c)) {
        if (word_.empty()) begin_ = start;
        append_utf8(word_, simple_fold(c));
        has_letter_ = true;  // ASCII digits go the short way
        in_number_ = false;
      } else if (!joins(c, at)) {
        end_word(start);
      }
    }
    end_word(text_.size());
  }

 private:
  static constexpr std::size_t kNone = std::string_view::npos;

  /// Whether `c`, no ASCII letter or digit, ends a word whatever follows.
  static bool surely_ends(char c) { return static_cast<unsigned char>(c) < 0x80 && !is_apostrophe(c) && c != '.'; }

  /// Whether a word of ASCII letters and digits that reaches up to `at` ends there.
  bool ends_at(std::size_t at) const {
    if (at == text_.size() || surely_ends(text_[at])) return true;
    if (text_[at] != '.') return false;
    return !is_digit(byte(at - 1)) || at + 1 == text_.size() || !is_digit(byte(at + 1));
  }

  char32_t byte(std::size_t at) const { return static_cast<unsigned char>(text_[at]); }

  /// Takes the ASCII letters and digits at `at`, which is moved behind them.
  void take_ascii(std::size_t& at) {
    if (word_.empty()) begin_ = at;
    for (; at < text_.size(); ++at) {
      const char c = kFolded[static_cast<unsigned char>(text_[at])];
      if (c == 0) break;
      word_ += c;
      in_number_ = c <= '9';
      (in_number_ ? has_digit_ : has_letter_) = true;
    }
    pair_start_ = kNone;
  }

  /// The short way for what most words are: whole ones of up to 15 ASCII letters and digits.
  bool take_short(std::size_t& at) {
    if (!word_.empty()) return false;
    std::array<char, 16> end_of_text{};
    const char* bytes = text_.data() + at;
    if (text_.size() - at < end_of_text.size()) {
      text_.copy(end_of_text.data(), end_of_text.size(), at);
      bytes = end_of_text.data();
    }
    const FoldedBytes first(bytes);
    const FoldedBytes next = first.length == 8 ? FoldedBytes(bytes + 8) : FoldedBytes();
    const std::size_t length = first.length + next.length;
    if (length == 16 || !ends_at(at + length)) return false;
    begin_ = at;
    at += length;
    ++place_;
    pair_start_ = kNone;
    const bool has_letter = first.has_letter() || next.has_letter();
    if (length > 1 && has_letter) add_short(first.bytes, next.bytes, length, (first.digits | next.digits) != 0);
    return true;
  }

  void add_short(std::uint64_t first, std::uint64_t next, std::size_t length, bool has_digit) {
    const std::uint64_t whole = hash_packed(first, next);
    if (is_common_word(whole)) return;
    std::size_t root = length;
    if (!has_digit) {
      std::array<char, 16> letters;
      unpack(first, letters.data());
      unpack(next, letters.data() + 8);
      root = stem({letters.data(), length}).size();
    }
    const std::uint64_t next_of_root = root > 8 ? first_bytes(next, root - 8) : 0;
    add(root == length ? whole : hash_packed(first_bytes(first, root), next_of_root), begin_, begin_ + length);
  }

  /// Whether `c`, which ends at `at`, holds two parts of a word together.
  bool joins(char32_t c, std::size_t at) {
    if (word_.empty() || at >= text_.size()) return false;
    const char32_t next = next_code_point(text_, at);
    if (is_apostrophe(c) && is_word(next)) {
      word_ += '\'';
      return true;
    }
    if (c != '.' || !in_number_ || !is_digit(next)) return false;
    word_ += '.';
    return true;
  }

  void end_word(std::size_t end) {
    if (word_.empty()) return;
    std::string_view word = word_;
    if (word.ends_with("'s")) {
      word.remove_suffix(2);
      end -= text_[end - 2] == '\'' ? 2 : 4;  // a typographic apostrophe has three bytes
    }
    ++place_;
    if (word.size() > 1 && has_letter_) add_unless_common(word, end);
    has_letter_ = has_digit_ = false;
    word_.clear();
    in_number_ = false;
  }

  void add_unless_common(std::string_view word, std::size_t end) {
    const std::uint64_t whole = hash_word(word);
    if (is_common_word(whole)) return;
    const std::string_view root = has_digit_ ? word : stem(word);
    add(root.size() == word.size() ? whole : hash_word(root), begin_, end);
  }

  void add_pair(std::size_t start, std::size_t end) {
    ++place_;
    if (pair_start_ != kNone) add(hash_word(text_.substr(pair_start_, end - pair_start_)), pair_start_, end);
    pair_start_ = start;
  }

  void add(std::uint64_t key, std::size_t begin, std::size_t end) {
    words_.push_back({key, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin), place_});
  }

  std::string_view text_;
  std::vector<Word>& words_;
  std::string word_;  // the word at hand, folded
  std::size_t begin_ = 0;
  bool in_number_ = false;  // whether the last character was a digit
  bool has_digit_ = false;
  bool has_letter_ = false;
  std::size_t pair_start_ = kNone;  // of the code point before, in a script without blanks
  std::uint32_t place_ = 0;
};

}  // namespace

std::vector<Word> read_words(std::string_view text) {
  std::vector<Word> words;
  read_words(text, words);
  return words;
}

void read_words(std::string_view text, std::vector<Word>& words) {
  Reader(text, words).read();
}

}  // namespace broadsheet::link
