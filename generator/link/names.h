// The companies and topics of an archive: names in bylines and tags become terms, in the order in which readers look
// names up.
#pragma once

#include "base/diagnostics.h"
#include "model/archive.h"

namespace broadsheet::link {

/// Makes Archive::companies and ::topics, with the issues and stories of their bylines and tags, and says which have a
/// page. Fills in StoryLinks::byline and ::companies, which stand in Archive::texts then, IssueLinks::companies and, by
/// tags, ::topics. Reports vocabularies that contradict themselves.
void link_names(model::Archive& archive, Diagnostics& diagnostics);

/// Lists on the terms of one taxonomy the issues and stories that have them, and says which get a page.
void collect_stories(model::Archive& archive, std::vector<model::Term>& terms,
                     std::vector<std::uint32_t> model::IssueLinks::*in_issue,
                     KeptList<std::uint32_t> model::StoryLinks::*in_story);

}  // namespace broadsheet::link
