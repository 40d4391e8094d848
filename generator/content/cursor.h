// A place in a row of inline nodes, moving over their texts as if they were one line.
#pragma once

#include <string>
#include <string_view>

#include "content/tree.h"

namespace broadsheet::content {

/// Stands before a character of a text node, before a node that is no text, or at the end. Cheap to copy.
class Cursor {
 public:
  Cursor(const Tree& tree, NodeId node, std::size_t offset = 0) : tree_(&tree), node_(node), offset_(offset) {
    settle();
  }

  NodeId node() const { return node_; }
  std::size_t offset() const { return offset_; }
  bool at_end() const { return node_ == kNoNode; }
  /// At a line break of the source, or at the end.
  bool at_line_end() const { return at_end() || is(NodeKind::soft_break) || is(NodeKind::hard_break); }
  bool is(NodeKind kind) const { return !at_end() && (*tree_)[node_].kind == kind; }

  /// What follows in the text node at hand; empty at any other node.
  std::string_view text() const {
    return is(NodeKind::text) ? std::string_view((*tree_)[node_].literal).substr(offset_) : std::string_view();
  }
  void skip_text(std::size_t bytes) {
    offset_ += bytes;
    settle();
  }
  /// Past the node at hand.
  void skip_node() {
    node_ = (*tree_)[node_].next;
    offset_ = 0;
    settle();
  }
  bool take(std::string_view part) {
    if (!text().starts_with(part)) return false;
    skip_text(part.size());
    return true;
  }
  /// Blanks and no-break blanks; whether there were any.
  bool skip_blanks() {
    bool any = false;
    for (;;) {
      const std::string_view rest = text();
      const std::size_t width = rest.starts_with(' ') || rest.starts_with('\t') ? 1
                                : rest.starts_with("\u00a0")                    ? 2
                                : rest.starts_with("\u3000")                    ? 3
                                                                                : 0;
      if (width == 0) return any;
      skip_text(width);
      any = true;
    }
  }

 private:
  void settle() {
    while (is(NodeKind::text) && offset_ >= (*tree_)[node_].literal.size()) {
      node_ = (*tree_)[node_].next;
      offset_ = 0;
    }
  }

  const Tree* tree_;
  NodeId node_;
  std::size_t offset_;
};

}  // namespace broadsheet::content
