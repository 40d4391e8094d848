// Which companies and topics stand in many of some stories: those of a week, those about a company.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/archive.h"

namespace broadsheet::render {

struct TermCount {
  std::uint32_t term = 0;  ///< index into the archive's companies or topics
  std::size_t count = 0;   ///< of the stories that have it
};

/// Puts those with the highest counts first, equal ones in the reader's order, and leaves out all but `most`.
void keep_most(std::vector<TermCount>& counts, std::size_t most);

/// Companies and topics that many of some stories have.
struct Together {
  std::vector<TermCount> companies;
  std::vector<TermCount> topics;
};

/// The `most` companies, and the `most` topics, that most of `stories` have. Those without a page are left out, and
/// the one company and the one topic that are not asked for.
Together frequent_terms(const model::Archive& archive, const std::vector<model::StoryRef>& stories, std::size_t most,
                        std::optional<std::uint32_t> without_company = {},
                        std::optional<std::uint32_t> without_topic = {});

/// What each company, or else topic, often stands together with; nothing for one without a page. Found once for all
/// pages of a term's years.
std::vector<Together> find_together(const model::Archive& archive, bool companies);

}  // namespace broadsheet::render
