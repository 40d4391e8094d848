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

/// The `most` companies, or else topics, that most of `stories` have; those without a page and `without` are left out.
std::vector<TermCount> frequent_terms(const model::Archive& archive, const std::vector<model::StoryRef>& stories,
                                      bool companies, std::optional<std::uint32_t> without, std::size_t most);

/// What a company or topic often stands together with.
struct Together {
  std::vector<TermCount> companies;
  std::vector<TermCount> topics;
};

/// For each company, or else topic; empty where it has no page. Found once for all pages of a term's years.
std::vector<Together> find_together(const model::Archive& archive, bool companies);

}  // namespace broadsheet::render
