// Markdown (CommonMark with GitHub's tables, strikethrough, bare links and task lists, footnotes, and typographic
// quotes and dashes) to a tree. markdown.cc is the only user of cmark-gfm.
#pragma once

#include <cstddef>

#include "content/source.h"
#include "content/tree.h"

namespace broadsheet::content {

/// The tree of the text from `offset` on, which starts at line `line`. Neighbouring texts are one node. Throws Error
/// (rule `markdown`, with its place) for text that no author writes and that would take unreasonable time: blocks
/// nested deeper than kDeepestBlock, or thousands of marks without an empty line between. Inlines deeper than
/// kDeepestInline lose their mark-up and keep their text.
Tree parse_markdown(const CleanSource& source, std::size_t offset, int line);

/// The place of a node.
Location place_of(const CleanSource& source, const Node& node);

}  // namespace broadsheet::content
