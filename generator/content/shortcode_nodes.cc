#include "content/shortcode_nodes.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "content/shortcode_marks.h"

namespace broadsheet::content {

namespace {

using Nodes = std::vector<NodeId>;

bool is_blank_text(const Node& node) {
  return node.kind == NodeKind::text && trim(node.literal).empty();
}

Nodes list_of_children(const Tree& tree, NodeId parent) {
  Nodes nodes;
  for (NodeId child : children(tree, parent)) nodes.push_back(child);
  return nodes;
}

/// Makes `nodes` the children of `parent`; neighbouring texts become one.
void set_children(Tree& tree, NodeId parent, const Nodes& nodes) {
  tree[parent].first = tree[parent].last = kNoNode;
  for (NodeId node : nodes) {
    const NodeId last = tree[parent].last;
    if (tree[node].kind == NodeKind::text && last != kNoNode && tree[last].kind == NodeKind::text) {
      tree[last].literal += tree[node].literal;
      continue;
    }
    tree[node].next = kNoNode;
    tree.append(parent, node);
  }
}

/// Of a kind whose shortcodes cannot stand between blocks; those of a paragraph may.
bool holds_inlines(NodeKind kind) {
  return !is_block(kind) || kind == NodeKind::heading || kind == NodeKind::table_cell;
}

/// Moves the footnotes that came with what stands inside of calls to the end of the document.
void move_footnotes(Tree& tree) {
  Nodes moved;
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree[id].kind != NodeKind::shortcode || tree[id].last == kNoNode) continue;
    if (tree[tree[id].last].kind != NodeKind::footnote) continue;
    Nodes kept;
    for (NodeId child : list_of_children(tree, id))
      (tree[child].kind == NodeKind::footnote ? moved : kept).push_back(child);
    set_children(tree, id, kept);
  }
  if (moved.empty()) return;
  std::sort(moved.begin(), moved.end(), [&](NodeId a, NodeId b) { return tree[a].number < tree[b].number; });
  Nodes nodes = list_of_children(tree, 0);
  nodes.insert(nodes.end(), moved.begin(), moved.end());
  set_children(tree, 0, nodes);
}

/// What is below a node, once its marks are gone.
struct Rest {
  bool had_fillers = false;
  bool has_anything = false;

  void add(Rest other) {
    had_fillers |= other.had_fillers;
    has_anything |= other.has_anything;
  }
  /// Whether it was there only to keep the number of lines.
  bool was_filler() const { return had_fillers && !has_anything; }
};

class Placement {
 public:
  Placement(Tree& tree, CallPlacer& placer) : tree_(tree), placer_(placer) {}

  Rest rebuild(NodeId parent);

 private:
  void restore(std::string& text) const;
  void restore(NodeId node);
  Rest split_text(NodeId text, Nodes& nodes);
  void place_inline(Nodes& nodes);
  Nodes split_paragraph(NodeId paragraph);

  Tree& tree_;
  CallPlacer& placer_;
};

/// Puts back what the author wrote.
void Placement::restore(std::string& text) const {
  if (!has_marks(text)) return;
  std::string out;
  std::size_t restored = 0;  // what is before this is not a filler's line
  for (const MarkedPiece& piece : take_apart(text)) {
    if (piece.kind == MarkedPiece::Kind::text) {
      out += piece.text;
      continue;
    }
    if (piece.kind == MarkedPiece::Kind::call)
      out += placer_.text_of(piece.call);
    else
      while (out.size() > restored && std::string_view(" \t>\n").find(out.back()) != std::string_view::npos)
        out.pop_back();
    restored = out.size();
  }
  text = std::move(out);
}

void Placement::restore(NodeId node) {
  restore(tree_[node].literal);
  restore(tree_[node].title);
  if (!has_marks(tree_[node].url)) return;
  for (const MarkedPiece& piece : take_apart(tree_[node].url))
    if (piece.kind == MarkedPiece::Kind::call) placer_.tell_of_address(piece.call);
  tree_[node].url.clear();
}

Rest Placement::split_text(NodeId text, Nodes& nodes) {
  if (!has_marks(tree_[text].literal)) {
    nodes.push_back(text);
    return {false, true};
  }
  const Node like = tree_[text];
  Rest rest;
  const auto add = [&](NodeKind kind, std::string literal, std::size_t number) {
    Node node;
    node.kind = kind;
    node.line = like.line;
    node.column = like.column;
    node.literal = std::move(literal);
    node.number = static_cast<int>(number);
    nodes.push_back(tree_.add(std::move(node)));
    rest.has_anything = true;
  };
  for (const MarkedPiece& piece : take_apart(like.literal)) {
    if (piece.kind == MarkedPiece::Kind::text) {
      add(NodeKind::text, std::string(piece.text), 0);
    } else if (piece.kind == MarkedPiece::Kind::filler) {
      if (!nodes.empty() && is_break(tree_[nodes.back()].kind)) nodes.pop_back();
      rest.had_fillers = true;
    } else if (placer_.is_text(piece.call)) {
      std::string written = placer_.text_of(piece.call);
      std::replace(written.begin(), written.end(), '\n', ' ');
      placer_.tell(piece.call);
      add(NodeKind::text, std::move(written), 0);
    } else {
      add(NodeKind::shortcode, {}, piece.call);
    }
  }
  return rest;
}

void Placement::place_inline(Nodes& nodes) {
  std::erase_if(nodes, [&](NodeId node) {
    return tree_[node].kind == NodeKind::shortcode &&
           !placer_.place(tree_, node, static_cast<std::size_t>(tree_[node].number), false);
  });
}

/// The paragraph, or the paragraphs and shortcodes that it falls into.
Nodes Placement::split_paragraph(NodeId paragraph) {
  const Nodes nodes = list_of_children(tree_, paragraph);
  Nodes pieces, run;
  const auto end_run = [&] {
    while (!run.empty() && is_break(tree_[run.back()].kind)) run.pop_back();
    place_inline(run);
    if (run.empty()) return;
    Node part = tree_[paragraph];
    const NodeId id = tree_.add(std::move(part));
    tree_[id].line = tree_[run.front()].line > 0 ? tree_[run.front()].line : tree_[id].line;
    set_children(tree_, id, run);
    pieces.push_back(id);
    run.clear();
  };
  for (auto from = nodes.begin(); from != nodes.end();) {
    const auto to = std::find_if(from, nodes.end(), [&](NodeId node) { return is_break(tree_[node].kind); });
    const bool has_call = std::any_of(from, to, [&](NodeId n) { return tree_[n].kind == NodeKind::shortcode; });
    const bool alone = has_call && std::all_of(from, to, [&](NodeId node) {
                         return tree_[node].kind == NodeKind::shortcode || is_blank_text(tree_[node]);
                       });
    const auto next = to == nodes.end() ? to : to + 1;
    if (!alone) {
      run.insert(run.end(), from, next);
    } else {
      end_run();
      for (; from != to; ++from)
        if (tree_[*from].kind == NodeKind::shortcode &&
            placer_.place(tree_, *from, static_cast<std::size_t>(tree_[*from].number), true))
          pieces.push_back(*from);
    }
    from = next;
  }
  end_run();
  return pieces;
}

Rest Placement::rebuild(NodeId parent) {
  Rest rest;
  Nodes nodes;
  for (NodeId child : list_of_children(tree_, parent)) {
    const NodeKind kind = tree_[child].kind;
    if (kind == NodeKind::text) {
      rest.add(split_text(child, nodes));
      continue;
    }
    restore(child);
    Rest below{false, tree_[child].first == kNoNode && kind != NodeKind::table_cell};
    if (tree_[child].first != kNoNode) below = rebuild(child);
    rest.add(is_break(kind) ? Rest{} : below);
    if (below.was_filler() && kind != NodeKind::table_cell) continue;
    if (kind != NodeKind::paragraph) {
      nodes.push_back(child);
      continue;
    }
    const Nodes pieces = split_paragraph(child);
    nodes.insert(nodes.end(), pieces.begin(), pieces.end());
  }
  if (holds_inlines(tree_[parent].kind)) place_inline(nodes);
  set_children(tree_, parent, nodes);
  return rest;
}

}  // namespace

void place_calls(Tree& tree, CallPlacer& placer) {
  Placement(tree, placer).rebuild(0);
  move_footnotes(tree);
}

void graft(Tree& tree, NodeId node, const Tree& inner, bool as_inlines) {
  const auto shift = static_cast<NodeId>(tree.size());
  const Nodes inner_blocks = list_of_children(inner, 0);
  const bool has_notes = !inner_blocks.empty() && inner[inner_blocks.back()].kind == NodeKind::footnote;
  int notes = 0;
  for (NodeId id = 0; has_notes && id < shift; ++id) notes += tree[id].kind == NodeKind::footnote;
  for (NodeId id = 0; id < inner.size(); ++id) {
    Node copy = inner[id];
    for (NodeId* link : {&copy.first, &copy.last, &copy.next})
      if (*link != kNoNode) *link += shift;
    const bool numbered = copy.kind == NodeKind::footnote || copy.kind == NodeKind::footnote_reference;
    if (numbered && copy.number > 0) copy.number += notes;
    tree.add(std::move(copy));
  }
  Nodes blocks = list_of_children(tree, shift);
  const bool lone = blocks.size() == 1 || (blocks.size() > 1 && tree[blocks[1]].kind == NodeKind::footnote);
  if (as_inlines && lone && tree[blocks[0]].kind == NodeKind::paragraph) {
    Nodes inlines = list_of_children(tree, blocks[0]);
    inlines.insert(inlines.end(), blocks.begin() + 1, blocks.end());
    blocks = std::move(inlines);
  }
  set_children(tree, node, blocks);
}

}  // namespace broadsheet::content
