// Puts shortcodes into a Markdown tree, in place of the marks that stood for them in its text.
#pragma once

#include <cstddef>
#include <string>

#include "content/tree.h"

namespace broadsheet::content {

/// Knows the calls of a text by their numbers.
class CallPlacer {
 public:
  virtual ~CallPlacer() = default;
  /// As its author wrote it.
  virtual std::string text_of(std::size_t call) const = 0;
  /// Whether it stays text.
  virtual bool is_text(std::size_t call) const = 0;
  /// Warns of one that stays text, where it is to be warned of.
  virtual void tell(std::size_t call) = 0;
  /// Warns of one that stands in the address of a link or an image, which thereby has none.
  virtual void tell_of_address(std::size_t call) = 0;
  /// Makes `node`, of kind shortcode, the call; false where nothing is to stand there. `is_block`: it has lines of its
  /// own, and stands between blocks.
  virtual bool place(Tree& tree, NodeId node, std::size_t call, bool is_block) = 0;
};

/// Replaces all marks in `tree`. In code they become what the author wrote; elsewhere nodes, or text. A
/// call on lines of its own parts its paragraph in two.
void place_calls(Tree& tree, CallPlacer& placer);

/// Makes what stands in `inner` the children of `node`: its blocks, or, with `as_inlines`, the inlines of a paragraph
/// that stands there alone. Numbers of footnotes follow those in `tree`; place_calls() moves them to its end.
void graft(Tree& tree, NodeId node, const Tree& inner, bool as_inlines);

}  // namespace broadsheet::content
