// Which heading of an issue is its title, and which ones start its sections.
#pragma once

#include <string_view>

#include "content/section_reader.h"
#include "content/tree.h"

namespace broadsheet::content {

/// The heading that is the title of an issue; kNoNode where none is. It is the first heading of the first level, unless
/// the front matter has a title (`matter_title`, without a date) and the heading is one of several, or stands below
/// text: then it is a section like the others.
NodeId find_title(const Tree& tree, std::string_view matter_title);

struct Outline {
  int deepest_section = 2;          ///< headings up to this level start sections
  bool sections_are_links = false;  ///< most headings of the second level are links: they are stories

  /// Whether a heading starts a section.
  bool starts_section(Tree& tree, NodeId heading, const SectionContext& context) const;
};

/// An issue without headings of the first two levels has its shallowest ones for sections, unless they are stories.
Outline read_outline(Tree& tree, NodeId title, const SectionContext& context);

}  // namespace broadsheet::content
