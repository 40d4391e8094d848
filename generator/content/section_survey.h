// What marks the stories of a section: looked up once, before its blocks are read.
#pragma once

#include <vector>

#include "content/section_reader.h"

namespace broadsheet::content {

struct SectionSurvey {
  bool lead_ins = false;  ///< bold lines without link and company are heads
  bool numbered = false;  ///< lines that start with a number are heads
  int heading_level = 0;  ///< headings of this level are heads; 0: none are, but those that are a link
};

/// Whether a series or a section is configured so that bold text alone is a head.
bool takes_bold(const SectionContext& context);

/// Whether the series' configuration names a heading as one of a section.
bool is_section_heading(const Tree& tree, NodeId heading, const SectionContext& context);

/// A paragraph of nothing but bold text.
bool is_bold_paragraph(const Tree& tree, NodeId paragraph);

/// Headings are heads where there are several on the shallowest level and each stands above running text, half of them
/// with links, none above a list of links or other heads; those that configuration names as sections do not count; or
/// where the section is configured as stories.
SectionSurvey survey_section(Tree& tree, const std::vector<NodeId>& blocks, const SectionContext& context);

/// Whether an item of the list, or of a list in it, has a link.
bool has_linked_items(const Tree& tree, NodeId list);

/// Whether paragraphs outside of lists start with bold heads of stories: then a list is part of one, or a list.
bool has_bold_heads(Tree& tree, const NameIndex& names);

}  // namespace broadsheet::content
