// Companies that are named in prose: where the names become links, and which stories and issues name a company without
// being about it.
//
// Names and aliases of the vocabulary are looked for, and those of other companies with a page. Where the vocabulary
// does not set `case_sensitive`, a single word of up to five characters must agree in case ("Meta", "AWS"), and any
// other name must have a capital wherever the name has one at the start of a word: no word in lower case ever is the
// company. `case_sensitive: true` also says that the name is a common word: then it must agree in case, and counts for
// nothing in a compound ("Meta-learning"). Names with `mention: false`, and those that are no entity, are found like
// others, so that they keep shorter names inside them from being found ("Amazon" in "Amazon Prime"), and then left out.
#pragma once

#include "model/archive.h"

namespace broadsheet::link {

/// Fills in StoryLinks::mentions and ::mentioned, IssueLinks::mentions, and Term::mentions and ::prose; gives companies
/// of the vocabulary that are only mentioned their page. Stories must be collected and terms in their final order.
void link_mentions(model::Archive& archive);

}  // namespace broadsheet::link
