// Moves what stories and sections are made of out of the way of a build, see base/text_store.h.
#pragma once

#include "base/text_store.h"
#include "model/issue.h"

namespace broadsheet::content {

/// Leaves in `issue` only views of its stories and blocks, which go to the filler's store with all of their texts. The
/// store must outlive the issue, and its copies.
void keep(model::Issue& issue, TextStore::Filler& filler);

}  // namespace broadsheet::content
