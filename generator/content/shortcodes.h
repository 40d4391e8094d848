// Markdown with shortcodes. A call of one that the theme has becomes a node of the tree, with what the author put
// between its tags, parsed as Markdown, below it; every other tag stays on the page as its author wrote it. Code is
// left alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "content/source.h"
#include "content/tree.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::content {

/// How deep calls may stand inside each other, and how many a text may have: beyond, nobody's text goes.
inline constexpr int kDeepestShortcode = 8;
inline constexpr std::size_t kMostShortcodes = 10'000;

/// A `sources` shortcode of an issue.
struct SourcesShortcode {
  std::string list;  ///< empty where the author named none
  Location place;
};

struct Document {
  Tree tree;
  std::vector<model::Shortcode> shortcodes;  ///< `number` of a shortcode's node is an index into them
  std::vector<SourcesShortcode> sources;     ///< in order
};

/// Whether the site has a source list of this name; tells where not (rule `unknown-source-list`).
bool check_source_list(const model::Site& site, const std::string& name, const Location& place,
                       Diagnostics& diagnostics);

enum class DocumentKind { issue, page };

/// The text from `offset` on, which starts at line `line`, as parse_markdown() reads it. In issues, `sources` on a line
/// of its own is taken out. Warns of unknown shortcodes (rule `unknown-shortcode`) and of tags that do not end (rule
/// `shortcode`). Throws Error as parse_markdown(), and for calls beyond the limits above.
Document parse_document(const model::Site& site, const CleanSource& source, std::size_t offset, int line,
                        DocumentKind kind, Diagnostics& diagnostics);

}  // namespace broadsheet::content
