#include "link/mentions.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/characters.h"
#include "base/text.h"
#include "base/unicode.h"
#include "link/short_words.h"

namespace broadsheet::link {

namespace {

/// One code point without the differences that never count: straight quotes, plain blanks.
constexpr char32_t plain(char32_t c) {
  if (c < 0x80) return c == '\n' || c == '\t' || c == '\r' ? U' ' : c;
  if (c == 0x2019 || c == 0x2018 || c == 0x201b || c == 0x2bc) return U'\'';
  if (c == 0x201c || c == 0x201d) return U'"';
  return c == 0xa0 || c == 0x3000 ? U' ' : c;
}

/// ASCII as both sides are compared: in lower case, all blanks alike.
constexpr std::array<char, 128> kComparable = [] {
  std::array<char, 128> same{};
  for (char32_t c = 0; c < 128; ++c) same[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : plain(c));
  return same;
}();

/// ASCII letters and digits: between two of them no name begins and none ends.
constexpr std::array<bool, 256> kInside = [] {
  std::array<bool, 256> inside{};
  for (unsigned c = 0; c < 128; ++c)
    inside[c] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return inside;
}();

/// One code point as both sides are compared: the same in folded case.
char32_t comparable(char32_t c) {
  const char32_t same = plain(c);
  return same < 0x80 ? static_cast<char32_t>(kComparable[same]) : simple_fold(same);
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

std::string comparable(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) append_utf8(out, comparable(c));
  return out;
}

bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}

/// Whether a name may end between these two: not inside a word.
bool is_boundary(char32_t left, char32_t right) {
  return !is_word(left) || !is_word(right) || is_unspaced(left) || is_unspaced(right);
}

/// The code point that ends before `offset`, which is moved to its start; `text` is well-formed.
char32_t code_point_before(std::string_view text, std::size_t& offset) {
  do --offset;
  while (offset > 0 && (static_cast<unsigned char>(text[offset]) & 0xc0) == 0x80);
  std::size_t at = offset;
  return next_code_point(text, at);
}

std::optional<char32_t> before(std::string_view text, std::size_t offset) {
  return offset == 0 ? std::nullopt : std::optional(code_point_before(text, offset));
}

std::optional<char32_t> after(std::string_view text, std::size_t offset) {
  return offset == text.size() ? std::nullopt : std::optional(next_code_point(text, offset));
}

/// Whether a hyphen joins `text.substr(begin, end - begin)` to a word on either side.
bool is_compounded(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && is_hyphen(code_point_before(text, begin)))
    if (const auto c = before(text, begin); c && is_word(*c)) return true;
  if (end < text.size() && is_hyphen(next_code_point(text, end)))
    if (const auto c = after(text, end); c && is_word(*c)) return true;
  return false;
}

/// Whether the code points from `begin` on, which are the name's but for case, agree with it in case too.
bool agrees_in_case(std::u32string_view name, std::string_view text, std::size_t begin, Letters letters) {
  char32_t last = U' ';
  for (char32_t expected : name) {
    const char32_t c = next_code_point(text, begin);
    const bool free =
        letters == Letters::exact ? plain(expected) == plain(c) : is_word(last) || !is_upper(expected) || is_upper(c);
    if (!free) return false;
    last = c;
  }
  return true;
}

/// Whether the name is found where its first letter is a small one.
bool may_begin_small(const Name& name) {
  std::size_t at = 0;
  return name.letters == Letters::any || name.text.empty() || !is_upper(next_code_point(name.text, at));
}

bool is_whole_word(std::string_view text, std::size_t begin, std::size_t end) {
  const auto left = before(text, begin), right = after(text, end);
  std::size_t last = end;
  return (!left || is_boundary(*left, *after(text, begin))) &&
         (!right || is_boundary(code_point_before(text, last), *right));
}

}  // namespace

void keep_longest(std::vector<Mention>& mentions) {
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::size_t kept = 0, free = 0;
  for (const Mention& mention : mentions) {
    if (mention.begin < free) continue;
    free = mention.end;
    mentions[kept++] = mention;
  }
  mentions.resize(kept);
}

/// The names, letter by letter, before the automaton is made of them: in the order of their bytes, so that those which
/// begin alike stand side by side.
struct MentionFinder::Trie {
  /// The names that have their first `depth` bytes in common; those that end here come first.
  struct Node {
    std::uint32_t first, last, depth;
  };
  std::vector<std::string> texts;    // comparable
  std::vector<std::uint32_t> order;  // of texts; equal ones by number

  explicit Trie(const std::vector<Name>& names) {
    for (const Name& name : names) texts.push_back(comparable(code_points(name.text)));
    order.resize(texts.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  }

  Node root() const { return {0, static_cast<std::uint32_t>(order.size()), 0}; }
  std::uint32_t first_longer(const Node& node) const {
    std::uint32_t at = node.first;
    while (at < node.last && texts[order[at]].size() == node.depth) ++at;
    return at;
  }
  /// The byte that leads to a node.
  unsigned char last_byte(const Node& node) const {
    return static_cast<unsigned char>(texts[order[node.first]][node.depth - 1]);
  }
  /// Appends the nodes that are one byte longer, ascending by that.
  void add_children(Node node, std::vector<Node>& nodes) const {
    for (std::uint32_t at = first_longer(node); at < node.last;) {
      Node child{at, at, node.depth + 1};
      const char byte = texts[order[at]][node.depth];
      while (child.last < node.last && texts[order[child.last]][node.depth] == byte) ++child.last;
      at = child.last;
      nodes.push_back(child);
    }
  }
};

MentionFinder::MentionFinder(const std::vector<Name>& names) {
  const Trie trie(names);
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    for (const char byte : trie.texts[number])
      if (std::uint8_t& known = classes_[static_cast<unsigned char>(byte)]; known == 0)
        known = static_cast<std::uint8_t>(class_count_++);
    std::string text = trie.texts[number];
    text.append(8, '\0');
    const std::size_t place = beginning(FoldedBytes(text.data()).bytes);
    beginnings_[place] = true;
    if (may_begin_small(names[number])) small_beginnings_[place] = true;
  }
  for (std::size_t byte = 0; byte < ascii_classes_.size(); ++byte)
    ascii_classes_[byte] = classes_[static_cast<unsigned char>(kComparable[byte])];
  build_states(trie, names);
}

/// A state's fail link leads nearer to the root, to one that is complete when its turn comes.
void MentionFinder::build_states(const Trie& trie, const std::vector<Name>& names) {
  std::vector<Trie::Node> nodes{trie.root()};
  states_.emplace_back();
  endings_.emplace_back();
  for (std::uint32_t at = 0; at < nodes.size(); ++at) {
    const auto first_child = static_cast<std::uint32_t>(nodes.size());
    trie.add_children(nodes[at], nodes);
    const auto end_child = static_cast<std::uint32_t>(nodes.size());
    states_.resize(end_child);
    endings_.resize(end_child);
    State& state = states_[at];
    state.ends_name = endings_[at].name_count > 0 || endings_[at].next != 0;
    const bool has_one_way = end_child - first_child == 1 && at != 0;
    state.way = has_one_way ? classes_[trie.last_byte(nodes[first_child])] : kRow;
    state.next = has_one_way ? first_child : static_cast<std::uint32_t>(rows_.size());
    if (!has_one_way)
      for (std::uint32_t c = 0; c < class_count_; ++c)
        rows_.push_back(at == 0 ? 0 : step(state.fail, static_cast<std::uint8_t>(c)));
    for (std::uint32_t child = first_child; child < end_child; ++child) {
      endings_[child].first_name = static_cast<std::uint32_t>(accepted_.size());
      const std::uint32_t end = trie.first_longer(nodes[child]);
      for (std::uint32_t n = nodes[child].first; n < end; ++n) {
        const Name& name = names[trie.order[n]];
        accepted_.push_back({name.entry, code_points(name.text), name.letters, name.in_compounds});
        ++endings_[child].name_count;
      }
      const std::uint8_t byte_class = classes_[trie.last_byte(nodes[child])];
      const std::uint32_t fail = at == 0 ? 0 : step(state.fail, byte_class);
      states_[child].fail = fail;
      endings_[child].next = endings_[fail].name_count > 0 ? fail : endings_[fail].next;
      if (!has_one_way) rows_[state.next + byte_class] = child;
    }
  }
}

std::uint32_t MentionFinder::step(std::uint32_t state, std::uint8_t byte_class) const {
  while (states_[state].way != byte_class) {
    if (states_[state].way == kRow) return rows_[states_[state].next + byte_class];
    state = states_[state].fail;
  }
  return states_[state].next;
}

/// A bit for a word, of which `packed` are the first eight letters and digits, with 0 behind the word's end. A name is
/// found only where whole words are, and so where these are the same.
std::size_t MentionFinder::beginning(std::uint64_t packed) {
  return (packed * 0x9e3779b97f4a7c15) >> (64 - kBeginningBits);
}

/// Adds the names that end at `end`, where the automaton stands in `node`.
void MentionFinder::accept(std::uint32_t node, std::string_view text, std::size_t end,
                           std::vector<Mention>& found) const {
  for (std::uint32_t n = node; n != 0; n = endings_[n].next) {
    for (std::uint32_t k = 0; k < endings_[n].name_count; ++k) {
      const Accepted& name = accepted_[endings_[n].first_name + k];
      std::size_t begin = end;
      for (std::size_t left = name.name.size(); left > 0; --left) code_point_before(text, begin);
      if (!is_whole_word(text, begin, end)) continue;
      if (!name.in_compounds && is_compounded(text, begin, end)) continue;
      if (name.letters != Letters::any && !agrees_in_case(name.name, text, begin, name.letters)) continue;
      found.push_back({begin, end, name.entry});
    }
  }
}

/// Where no name begins as the word at `at` does, moves behind its letters and digits: most words are met here.
bool MentionFinder::skip_word(std::string_view text, std::size_t& at) const {
  if (text.size() - at < 8) return false;
  const FoldedBytes word(text.data() + at);
  const bool is_small = text[at] >= 'a' && text[at] <= 'z';
  if ((is_small ? small_beginnings_ : beginnings_)[beginning(word.bytes)]) return false;
  at += word.length;
  while (at < text.size() && kInside[static_cast<unsigned char>(text[at])]) ++at;
  return true;
}

std::vector<Mention> MentionFinder::find(std::string_view text) const {
  std::vector<Mention> found = find_all(text);
  keep_longest(found);
  return found;
}

std::vector<Mention> MentionFinder::find_all(std::string_view text) const {
  std::vector<Mention> found;
  if (accepted_.empty()) return found;
  std::uint32_t state = 0;
  const auto accept_here = [&](std::size_t end) {
    if (states_[state].ends_name) accept(state, text, end, found);
  };
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto byte = static_cast<unsigned char>(text[at]); byte >= 0x80) {
      bytes.clear();
      append_utf8(bytes, comparable(next_code_point(text, at)));
      for (char c : bytes) state = step(state, classes_[static_cast<unsigned char>(c)]);
      accept_here(at);
    } else if (!kInside[byte]) {
      state = step(state, ascii_classes_[byte]);
      accept_here(++at);
    } else if (state != 0 || !skip_word(text, at)) {
      do {
        state = step(state, ascii_classes_[static_cast<unsigned char>(text[at])]);
        accept_here(++at);
      } while (at < text.size() && kInside[static_cast<unsigned char>(text[at])]);
    }
  }
  return found;
}

}  // namespace broadsheet::link
