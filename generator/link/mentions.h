// Finds names in text: one pass of an Aho–Corasick automaton (Aho and Corasick, "Efficient string matching", 1975)
// over all names at once, so that the time is linear in the text whatever the number of names.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace broadsheet::link {

/// How a text must agree with a name in case.
enum class Letters {
  any,       ///< not at all
  capitals,  ///< words that start with a capital in the name start with one in the text: Nvidia for NVIDIA, not
             ///< "nvidia"
  exact
};

/// A name to look for. `entry` is what the caller knows it by; several names may stand for one entry.
struct Name {
  std::string text;
  std::uint32_t entry = 0;
  Letters letters = Letters::any;
  bool in_compounds =
      true;  ///< whether it counts when a hyphen joins it to a word: "Cloudflare-based", "Meta-learning"
};

/// `text.substr(begin, end - begin)` names `entry`.
struct Mention {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t entry = 0;

  bool operator==(const Mention&) const = default;
};

/// Sorts mentions left to right, and leaves of those that overlap the leftmost, of these the longest.
void keep_longest(std::vector<Mention>& mentions);

/// Immutable once made; find() may be called from many threads.
class MentionFinder {
 public:
  explicit MentionFinder(const std::vector<Name>& names);

  /// The names in `text` (UTF-8), left to right, longest first where several start at one place, none inside another.
  /// Only whole words count: no letter or digit may touch a name's letters or digits, except in scripts that are
  /// written without blanks (Han, kana, Thai …). Quotes match typographic ones, and white space any one blank.
  std::vector<Mention> find(std::string_view text) const;

  /// The same, with those that overlap, in no order: what some of them are may decide which of them count.
  std::vector<Mention> find_all(std::string_view text) const;

 private:
  struct Accepted {
    std::uint32_t entry = 0;
    std::u32string name;
    Letters letters = Letters::any;
    bool in_compounds = true;
  };
  /// What ends where the automaton stands.
  struct Ending {
    std::uint32_t first_name = 0;  // into accepted_
    std::uint32_t name_count = 0;
    std::uint32_t next = 0;  // the nearest node on the fail path that ends a name, 0 for none
  };
  struct Trie;

  /// Where the automaton goes from a state. Most have one way on, since names part at their beginnings; those with
  /// several have a row of them, fail links followed.
  struct State {
    std::uint32_t next = 0;  // with one way on: that state; else the start of the row
    std::uint32_t fail = 0;  // the state of the longest beginning of a name that this one ends with
    std::uint8_t way = 0;    // the class of the one way on; kRow where there is a row
    bool ends_name = false;  // here or on the fail path
  };
  static constexpr std::uint8_t kRow = 0xff;

  void build_states(const Trie& trie, const std::vector<Name>& names);
  std::uint32_t step(std::uint32_t state, std::uint8_t byte_class) const;
  static std::size_t beginning(std::uint64_t packed);
  bool skip_word(std::string_view text, std::size_t& at) const;
  void accept(std::uint32_t node, std::string_view text, std::size_t end, std::vector<Mention>& found) const;

  std::array<std::uint8_t, 256> classes_{};        // bytes that no name contains are all of class 0
  std::array<std::uint8_t, 128> ascii_classes_{};  // of a text's bytes, before they are made comparable
  std::uint32_t class_count_ = 1;
  // By depth from the root, which is 0, so that the few that a text mostly visits lie together in memory.
  std::vector<State> states_;
  std::vector<std::uint32_t> rows_;
  std::vector<Ending> endings_;  // parallel to states_
  std::vector<Accepted> accepted_;
  static constexpr int kBeginningBits = 17;
  std::bitset<1u << kBeginningBits> beginnings_;        // of words with which a name begins
  std::bitset<1u << kBeginningBits> small_beginnings_;  // of names that may begin with a small letter
};

}  // namespace broadsheet::link
