// Companies and topics that are named in titles and prose, all found in one pass: where companies' names become links,
// which stories and issues name a company without being about it, and which topics stories have.
//
// Names and aliases of the vocabularies are looked for, and those of other companies with a page and of issues' tags.
// Where the vocabulary does not set `case_sensitive`, a company's single word of up to five characters must agree in
// case ("Meta", "AWS"), and any other name must have a capital wherever the name has one at the start of a word: no
// word in lower case ever is the company. `case_sensitive: true` also says that the name is a common word: then it must
// agree in case, and counts for nothing in a compound ("Meta-learning"). Companies with `mention: false`, and those
// that are no entity, are found like others, so that they keep shorter names inside them from being found ("Amazon" in
// "Amazon Prime"), and then left out. Topics are found in any case, and in links, code and headings too.
#pragma once

#include "link/part_cache.h"
#include "model/archive.h"

namespace broadsheet::link {

/// Whether it is one that can be mentioned; others are only looked for.
bool counts_as_mention(const model::Term& company);

/// Fills in StoryLinks::mentions, ::mentioned, ::topics and ::main_topics, IssueLinks::mentions, and adds to
/// IssueLinks::topics. Terms must be in their final order, and companies of bylines have their pages. `kept` takes what
/// is not needed at once.
void link_mentions(model::Archive& archive, PartCache& cache, TextStore& kept);

/// Lists on the companies what names them: Term::mentions and ::prose; gives companies of the vocabulary that are only
/// mentioned their page.
void collect_mentions(model::Archive& archive);

}  // namespace broadsheet::link
