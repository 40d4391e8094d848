#include "link/mentions.h"

#include <algorithm>
#include <deque>
#include <map>

#include "base/characters.h"
#include "base/text.h"
#include "base/unicode.h"

namespace broadsheet::link {

namespace {

/// One code point without the differences that never count: straight quotes, plain blanks.
char32_t plain(char32_t c) {
  if (c < 0x80) return c == '\n' || c == '\t' || c == '\r' ? U' ' : c;
  if (c == 0x2019 || c == 0x2018 || c == 0x201b || c == 0x2bc) return U'\'';
  if (c == 0x201c || c == 0x201d) return U'"';
  return c == 0xa0 || c == 0x3000 ? U' ' : c;
}

/// One code point as both sides are compared: the same in folded case.
char32_t comparable(char32_t c) {
  const char32_t same = plain(c);
  if (same < 0x80) return same >= 'A' && same <= 'Z' ? same + ('a' - 'A') : same;
  return simple_fold(same);
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

bool agree_in_case(std::u32string_view name, char32_t before_text, char32_t text, std::size_t at, Letters letters) {
  if (letters == Letters::exact) return plain(name[at]) == plain(text);
  const bool starts_word = at == 0 || !is_word(before_text);
  return !starts_word || !is_upper(name[at]) || is_upper(text);
}

/// Leaves the leftmost, of those the longest, and nothing inside another.
void keep_longest(std::vector<Mention>& found) {
  std::stable_sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::size_t kept = 0, free = 0;
  for (const Mention& mention : found) {
    if (mention.begin < free) continue;
    free = mention.end;
    found[kept++] = mention;
  }
  found.resize(kept);
}

}  // namespace

/// A code point of the text at hand and where it starts.
struct MentionFinder::Place {
  std::size_t offset = 0;
  char32_t c = 0;
};

/// Whether `places[begin]` to `places[end - 1]`, which are equal to the name but for case, are a mention of it.
bool MentionFinder::fits(const Accepted& name, const std::vector<Place>& places, std::size_t begin, std::size_t end) {
  if (begin > 0 && !is_boundary(places[begin - 1].c, places[begin].c)) return false;
  if (end < places.size() && !is_boundary(places[end - 1].c, places[end].c)) return false;
  if (!name.in_compounds) {
    if (begin > 1 && is_hyphen(places[begin - 1].c) && is_word(places[begin - 2].c)) return false;
    if (end + 1 < places.size() && is_hyphen(places[end].c) && is_word(places[end + 1].c)) return false;
  }
  if (name.letters == Letters::any) return true;
  for (std::size_t at = 0; at < name.name.size(); ++at)
    if (!agree_in_case(name.name, at > 0 ? places[begin + at - 1].c : U' ', places[begin + at].c, at, name.letters))
      return false;
  return true;
}

MentionFinder::MentionFinder(const std::vector<Name>& names) {
  struct Building {
    std::map<unsigned char, std::uint32_t> edges;
    std::vector<std::uint32_t> names;
  };
  std::vector<Building> trie(1);
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    std::uint32_t node = 0;
    for (char c : comparable(code_points(names[number].text))) {
      auto [edge, fresh] = trie[node].edges.try_emplace(static_cast<unsigned char>(c), trie.size());
      node = edge->second;
      if (fresh) trie.emplace_back();
    }
    if (node != 0) trie[node].names.push_back(number);
  }
  nodes_.resize(trie.size());
  for (std::size_t at = 0; at < trie.size(); ++at) {
    Node& node = nodes_[at];
    node.first_edge = static_cast<std::uint32_t>(edges_.size());
    node.edge_count = static_cast<std::uint32_t>(trie[at].edges.size());
    for (auto [byte, target] : trie[at].edges) edges_.push_back({byte, target});
    node.first_name = static_cast<std::uint32_t>(accepted_.size());
    node.name_count = static_cast<std::uint32_t>(trie[at].names.size());
    for (std::uint32_t number : trie[at].names) {
      const Name& name = names[number];
      accepted_.push_back({name.entry, code_points(name.text), name.letters, name.in_compounds});
    }
  }
  build_fail_links();
}

void MentionFinder::build_fail_links() {
  // Breadth first, so that a node's fail target, which is nearer to the root, is finished before it.
  std::deque<std::uint32_t> queue{0};
  while (!queue.empty()) {
    const std::uint32_t parent = queue.front();
    queue.pop_front();
    for (std::uint32_t e = 0; e < nodes_[parent].edge_count; ++e) {
      const Edge edge = edges_[nodes_[parent].first_edge + e];
      const std::uint32_t fail = parent == 0 ? 0 : step(nodes_[parent].fail, edge.byte);
      nodes_[edge.target].fail = fail;
      nodes_[edge.target].output = nodes_[fail].name_count > 0 ? fail : nodes_[fail].output;
      queue.push_back(edge.target);
    }
  }
}

std::uint32_t MentionFinder::child(std::uint32_t node, unsigned char byte) const {
  const Edge* begin = edges_.data() + nodes_[node].first_edge;
  const Edge* end = begin + nodes_[node].edge_count;
  const Edge* found = std::lower_bound(begin, end, byte, [](const Edge& e, unsigned char b) { return e.byte < b; });
  return found != end && found->byte == byte ? found->target : 0;
}

std::uint32_t MentionFinder::step(std::uint32_t node, unsigned char byte) const {
  for (;;) {
    if (const std::uint32_t next = child(node, byte)) return next;
    if (node == 0) return 0;
    node = nodes_[node].fail;
  }
}

std::vector<Mention> MentionFinder::find(std::string_view text) const {
  std::vector<Mention> found;
  if (accepted_.empty()) return found;
  std::vector<Place> places;
  places.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    places.push_back({start, c});
  }
  const auto offset = [&](std::size_t place) { return place < places.size() ? places[place].offset : text.size(); };
  std::uint32_t node = 0;
  std::string bytes;
  for (std::size_t end = 1; end <= places.size(); ++end) {
    bytes.clear();
    append_utf8(bytes, comparable(places[end - 1].c));
    for (char byte : bytes) node = step(node, static_cast<unsigned char>(byte));
    for (std::uint32_t n = nodes_[node].name_count > 0 ? node : nodes_[node].output; n != 0; n = nodes_[n].output) {
      for (std::uint32_t k = 0; k < nodes_[n].name_count; ++k) {
        const Accepted& name = accepted_[nodes_[n].first_name + k];
        const std::size_t begin = end - name.name.size();
        if (fits(name, places, begin, end)) found.push_back({offset(begin), offset(end), name.entry});
      }
    }
  }
  keep_longest(found);
  return found;
}

}  // namespace broadsheet::link
