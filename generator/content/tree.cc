#include "content/tree.h"

namespace broadsheet::content {

void Tree::adopt(NodeId parent, NodeId first, NodeId end) {
  Node& node = nodes_[parent];
  if (first == end) {
    node.first = node.last = kNoNode;
    return;
  }
  node.first = first;
  NodeId last = first;
  while (nodes_[last].next != end) last = nodes_[last].next;
  nodes_[last].next = kNoNode;
  node.last = last;
}

}  // namespace broadsheet::content
