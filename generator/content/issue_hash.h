// What stands in an issue, as numbers that are kept with it: whether a story is as it was, a later build sees without
// reading it again.
#pragma once

#include "model/issue.h"

namespace broadsheet::content {

/// Sets Story::hash and Issue::body_hash. They depend on what was read alone, not on where it stands in memory.
void set_hashes(model::Issue& issue);

}  // namespace broadsheet::content
