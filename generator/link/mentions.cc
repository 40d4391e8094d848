#include "link/mentions.h"

#include <algorithm>
#include <deque>
#include <map>

#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::link {

namespace {

/// One code point as both sides are compared: folded case, straight quotes, plain blanks.
char32_t comparable(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : (c == '\n' || c == '\t' || c == '\r') ? U' ' : c;
  if (c == 0x2019 || c == 0x2018 || c == 0x201b || c == 0x2bc) return U'\'';
  if (c == 0x201c || c == 0x201d) return U'"';
  if (c == 0xa0 || c == 0x3000) return U' ';
  return simple_fold(c);
}

std::string comparable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, comparable(next_code_point(text, at)));
  return out;
}

/// Whether a name may end between these two: not inside a word.
bool is_boundary(char32_t left, char32_t right) {
  return !is_word(left) || !is_word(right) || is_unspaced(left) || is_unspaced(right);
}

/// A code point of the text at hand and where it starts.
struct Place {
  std::size_t offset = 0;
  char32_t c = 0;
};

}  // namespace

MentionFinder::MentionFinder(const std::vector<Name>& names) {
  struct Building {
    std::map<unsigned char, std::uint32_t> edges;
    std::vector<std::uint32_t> names;
  };
  std::vector<Building> trie(1);
  for (std::uint32_t number = 0; number < names.size(); ++number) {
    std::uint32_t node = 0;
    for (char c : comparable(names[number].text)) {
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
      accepted_.push_back({name.entry, static_cast<std::uint32_t>(count_code_points(name.text)),
                           name.case_sensitive ? name.text : std::string()});
    }
  }
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
  std::vector<Mention> candidates;
  if (accepted_.empty()) return candidates;
  std::vector<Place> places;  // of the code points so far; names are shorter than texts, so all are kept
  places.reserve(text.size() + 1);
  std::uint32_t node = 0;
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    places.push_back({start, c});
    bytes.clear();
    append_utf8(bytes, comparable(c));
    for (char byte : bytes) node = step(node, static_cast<unsigned char>(byte));
    const std::uint32_t first = nodes_[node].name_count > 0 ? node : nodes_[node].output;
    if (first == 0) continue;
    std::size_t after = at;
    if (at < text.size() && !is_boundary(c, next_code_point(text, after))) continue;
    for (std::uint32_t n = first; n != 0; n = nodes_[n].output) {
      for (std::uint32_t k = 0; k < nodes_[n].name_count; ++k) {
        const Accepted& name = accepted_[nodes_[n].first_name + k];
        const std::size_t begin = places.size() - name.code_points;
        if (begin > 0 && !is_boundary(places[begin - 1].c, places[begin].c)) continue;
        const std::size_t offset = places[begin].offset;
        if (!name.exact.empty() && text.substr(offset, at - offset) != name.exact) continue;
        candidates.push_back({offset, at, name.entry});
      }
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Mention& a, const Mention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::size_t kept = 0, free = 0;
  for (const Mention& mention : candidates) {
    if (mention.begin < free) continue;
    free = mention.end;
    candidates[kept++] = mention;
  }
  candidates.resize(kept);
  return candidates;
}

}  // namespace broadsheet::link
