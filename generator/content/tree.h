// A parsed Markdown document as a compact tree of our own, so that the forms of an issue are recognised, cut and
// rendered without the parser's library. Nodes live in one vector and refer to each other by number; blocks are nested
// at most kDeepestBlock deep and inlines kDeepestInline, so that walking the tree may recurse.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace broadsheet::content {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;
inline constexpr int kDeepestBlock = 64;
inline constexpr int kDeepestInline = 32;

enum class NodeKind : std::uint8_t {
  document,
  paragraph,
  heading,
  list,
  item,
  quote,
  code_block,
  html_block,
  thematic_break,
  table,
  table_row,
  table_cell,
  footnote,
  text,
  soft_break,
  hard_break,
  code,
  html,
  emphasis,
  strong,
  strike,
  link,
  image,
  footnote_reference,
  shortcode,
};

constexpr bool is_break(NodeKind kind) {
  return kind == NodeKind::soft_break || kind == NodeKind::hard_break;
}

/// Whether such a node stands between blocks; shortcodes may stand anywhere.
constexpr bool is_block(NodeKind kind) {
  return kind < NodeKind::text;
}

enum class Alignment : std::uint8_t { none, left, center, right };

struct Node {
  NodeKind kind = NodeKind::document;
  Alignment alignment = Alignment::none;  ///< table cell
  bool ordered = false;                   ///< list
  bool tight = false;                     ///< list
  bool task = false;                      ///< item: has a checkbox
  bool linked = false;                    ///< image: a link to it is shown instead
  bool checked = false;                   ///< item: its box is ticked; table row: it is the head
  /// heading: level; ordered list: start; footnote and its references: number, from 1; shortcode: which of the document
  int number = 0;
  int occurrence = 0;        ///< reference to a footnote: which one, from 1; footnote: how many there are
  int line = 0;              ///< in the file, from 1
  int column = 0;            ///< in the file, from 1, in bytes
  std::uint32_t width = 0;   ///< image, in CSS pixels; 0 where nobody knows
  std::uint32_t height = 0;  ///< likewise
  NodeId first = kNoNode;
  NodeId last = kNoNode;
  NodeId next = kNoNode;
  std::string literal;  ///< text, code, HTML
  std::string url;      ///< link, image: as authored, character references resolved
  std::string title;    ///< link, image; code block: its language
};

/// Node 0 is the document.
class Tree {
 public:
  Node& operator[](NodeId id) { return nodes_[id]; }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }

  NodeId add(Node node) {
    nodes_.push_back(std::move(node));
    return static_cast<NodeId>(nodes_.size() - 1);
  }

  /// Makes `child` the last child of `parent`.
  void append(NodeId parent, NodeId child) {
    Node& node = nodes_[parent];
    (node.last == kNoNode ? node.first : nodes_[node.last].next) = child;
    node.last = child;
  }

  /// Makes `first` and what follows it the children of `parent`, up to and without `end`.
  void adopt(NodeId parent, NodeId first, NodeId end);

  void reserve(std::size_t count) { nodes_.reserve(count); }

 private:
  std::vector<Node> nodes_;
};

/// The siblings from `first` up to and without `end`, for range-for.
class Siblings {
 public:
  Siblings(const Tree& tree, NodeId first, NodeId end = kNoNode) : tree_(tree), first_(first), end_(end) {}

  class Iterator {
   public:
    Iterator(const Tree& tree, NodeId at) : tree_(&tree), at_(at) {}
    NodeId operator*() const { return at_; }
    Iterator& operator++() {
      at_ = (*tree_)[at_].next;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const Tree* tree_;
    NodeId at_;
  };

  Iterator begin() const { return {tree_, first_}; }
  Iterator end() const { return {tree_, end_}; }

 private:
  const Tree& tree_;
  NodeId first_;
  NodeId end_;
};

inline Siblings children(const Tree& tree, NodeId parent) {
  return {tree, tree[parent].first};
}

}  // namespace broadsheet::content
