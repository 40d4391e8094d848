// Bare addresses and ~~strikethrough~~. cmark-gfm has extensions for both, but they switch tables of the whole process
// on and off while they parse, so that parsing in several threads would give different results; and its matcher of
// addresses takes quadratic time (CVE-2023-22483).
#pragma once

#include "content/tree.h"

namespace broadsheet::content {

/// Makes links of addresses and strikes of pairs of `~~` in the texts that are children of `parent`.
void mark_inlines(Tree& tree, NodeId parent);

}  // namespace broadsheet::content
