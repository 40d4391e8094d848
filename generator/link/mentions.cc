#include "link/mentions.h"

#include <algorithm>
#include <map>
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

/// The names, letter by letter, before the automaton is made of them.
struct MentionFinder::Trie {
  struct Node {
    std::map<unsigned char, std::uint32_t> children;
    std::vector<std::uint32_t> names;
  };
  std::vector<Node> nodes{1};

  void add(const std::string& text, std::uint32_t name) {
    std::uint32_t node = 0;
    for (char c : text) {
      auto [child, fresh] = nodes[node].children.try_emplace(static_cast<unsigned char>(c), nodes.size());
      node = child->second;
      if (fresh) nodes.emplace_back();
    }
    if (node != 0) nodes[node].names.push_back(name);
  }

  /// All nodes, the root first, then by depth.
  std::vector<std::uint32_t> by_depth() const {
    std::vector<std::uint32_t> order{0};
    for (std::size_t at = 0; at < order.size(); ++at)
      for (const auto& [byte, child] : nodes[order[at]].children) order.push_back(child);
    return order;
  }
};

MentionFinder::MentionFinder(const std::vector<Name>& names) {
  Trie trie;
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    std::string text = comparable(code_points(names[number].text));
    trie.add(text, number);
    text.append(8, '\0');
    const std::size_t place = beginning(FoldedBytes(text.data()).bytes);
    beginnings_[place] = true;
    if (may_begin_small(names[number])) small_beginnings_[place] = true;
  }
  const std::vector<std::uint32_t> order = trie.by_depth();
  for (std::uint32_t node : order) {
    const std::vector<std::uint32_t>& ending = trie.nodes[node].names;
    endings_.push_back({static_cast<std::uint32_t>(accepted_.size()), static_cast<std::uint32_t>(ending.size()), 0});
    for (std::uint32_t number : ending) {
      const Name& name = names[number];
      accepted_.push_back({name.entry, code_points(name.text), name.letters, name.in_compounds});
    }
  }
  number_bytes(trie);
  build_states(trie, order);
}

void MentionFinder::number_bytes(const Trie& trie) {
  for (const Trie::Node& node : trie.nodes)
    for (const auto& [byte, target] : node.children)
      if (classes_[byte] == 0) classes_[byte] = static_cast<std::uint8_t>(class_count_++);
  for (std::size_t byte = 0; byte < ascii_classes_.size(); ++byte)
    ascii_classes_[byte] = classes_[static_cast<unsigned char>(kComparable[byte])];
}

/// `order` as Trie::by_depth() gives it. A state's fail link leads nearer to the root, to one that is complete when its
/// turn comes.
void MentionFinder::build_states(const Trie& trie, const std::vector<std::uint32_t>& order) {
  states_.resize(order.size());
  std::uint32_t next = 1;  // children are numbered in the order in which they are met here
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    const auto& children = trie.nodes[order[at]].children;
    State& state = states_[at];
    const Ending& ending = endings_[at];
    state.ends_name = ending.name_count > 0 || ending.next != 0;
    state.way = children.size() == 1 && at != 0 ? classes_[children.begin()->first] : kRow;
    state.next = state.way == kRow ? static_cast<std::uint32_t>(rows_.size()) : next;
    if (state.way == kRow)
      for (std::uint32_t c = 0; c < class_count_; ++c)
        rows_.push_back(at == 0 ? 0 : step(state.fail, static_cast<std::uint8_t>(c)));
    for (const auto& [byte, unused] : children) {
      const std::uint32_t child = next++;
      const std::uint32_t fail = at == 0 ? 0 : step(state.fail, classes_[byte]);
      states_[child].fail = fail;
      endings_[child].next = endings_[fail].name_count > 0 ? fail : endings_[fail].next;
      if (state.way == kRow) rows_[state.next + classes_[byte]] = child;
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
