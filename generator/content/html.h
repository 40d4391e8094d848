// HTML and plain text of (parts of) a Markdown tree. The HTML is balanced, has neither scripts nor style attributes,
// and holds the author's HTML as text; every address in it is one of link_target()'s.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "content/tree.h"

namespace broadsheet::content {

/// The address that a link may lead to: `url` percent-encoded where needed, if it is http, https, mailto, tel, relative
/// or a fragment; else empty (javascript:, data: and the like). A scheme alone is `#`.
std::string link_target(std::string_view url);

/// Whether a target leads somewhere: neither empty nor `#`.
inline bool leads_somewhere(std::string_view target) {
  return !target.empty() && target != "#";
}

/// Whether an address is a place in the same page.
inline bool is_fragment(std::string_view url) {
  return url.size() > 1 && url.starts_with('#');
}

enum class Links { kept, dropped };

/// Inline HTML of the siblings from `first` up to `end`. Links that lead nowhere, or are to be dropped, are their text.
void append_inline_html(const Tree& tree, NodeId first, NodeId end, Links links, std::string& out);

/// HTML of one block. Headings inside quotes and lists are bold paragraphs, since they are no part of the outline.
/// `heading` gives the id of a heading that is not inside one; without it, those are bold paragraphs too.
void append_block_html(const Tree& tree, NodeId block, std::string& out,
                       const std::function<std::string(NodeId)>& heading = {});

/// The list of footnotes at the end of a document; nothing where it has none.
void append_footnotes_html(const Tree& tree, std::string& out);

/// Plain text of the siblings from `first` up to `end`: line breaks are blanks, none between ideographs.
void append_inline_text(const Tree& tree, NodeId first, NodeId end, std::string& out);

/// Plain text of a block, paragraphs separated by a line feed, none at the end.
void append_block_text(const Tree& tree, NodeId block, std::string& out);

}  // namespace broadsheet::content
