// Turns the blocks of one section into stories, headings and prose, and tells what kind of section it is.
#pragma once

#include <optional>
#include <vector>

#include "content/name_index.h"
#include "content/tree.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::content {

/// What is configured for a section and its series.
struct SectionContext {
  const NameIndex& names;
  const model::SeriesRule* series = nullptr;  ///< of the issue; null where no rule fits
  std::optional<model::SectionKind> kind;
  bool linked_items = false;  ///< every list item with a link is a story, since no bold text marks stories in the issue

  std::optional<model::BoldMeaning> bold() const { return series != nullptr ? series->bold : std::nullopt; }
};

/// Reads `blocks`, in order, into `section` (its blocks and kind) and appends its stories to `stories`, without ids.
///
/// A story starts at a bold head, at a heading or a line with a number that is a link or where the section's others are
/// stories too (section_survey.h), or at a list item. Its body goes on until the next head, heading or thematic break;
/// a list below a story belongs to it, unless its items are stories beyond doubt. In a section that is configured as
/// prose or quote nothing is a story. A bold line without link and company is a thread only where the section has no
/// other stories and it stands above its text in one paragraph, or where two such lead-ins end with a colon, or where
/// configuration says that bold text is one; a whole paragraph in bold stays prose but for the last case.
void read_section(Tree& tree, const std::vector<NodeId>& blocks, const SectionContext& context, model::Section& section,
                  KeptList<model::Story>& stories);

}  // namespace broadsheet::content
