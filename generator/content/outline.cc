#include "content/outline.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "content/dates.h"
#include "content/head_line.h"
#include "content/html.h"
#include "content/section_survey.h"

namespace broadsheet::content {

namespace {

std::string heading_text(const Tree& tree, NodeId heading) {
  std::string text;
  append_inline_text(tree, tree[heading].first, kNoNode, text);
  return normalize_nfc(trim(text));
}

/// Whether a heading is a link, and none of a section.
bool is_link(Tree& tree, NodeId heading, const SectionContext& context) {
  if (is_section_heading(tree, heading, context)) return false;
  return read_heading_head(tree, heading, {context.names, {}}, false).has_value();
}

/// The shallowest level of headings below the second, where it is one of sections; else 2.
int level_of_sections(Tree& tree, const std::vector<NodeId>& blocks, const SectionContext& context) {
  int level = 7;
  for (NodeId block : blocks)
    if (tree[block].kind == NodeKind::heading) level = std::min(level, tree[block].number);
  if (level <= 2 || level > 6) return 2;
  bool all_links = true;
  for (NodeId block : blocks)
    if (tree[block].kind == NodeKind::heading && tree[block].number == level)
      all_links = all_links && is_link(tree, block, context);
  const bool are_stories = all_links || survey_section(tree, blocks, context).heading_level == level;
  return are_stories ? 2 : level;
}

}  // namespace

NodeId find_title(const Tree& tree, std::string_view matter_title) {
  NodeId first = kNoNode;
  std::size_t others = 0;
  std::string text;
  for (NodeId block : children(tree, 0)) {
    if (tree[block].kind != NodeKind::heading || tree[block].number != 1 || heading_text(tree, block).empty()) continue;
    if (first == kNoNode) {
      first = block;
      text = heading_text(tree, block);
    } else {
      ++others;
    }
  }
  if (first == kNoNode) return kNoNode;
  const bool leads = tree[0].first == first, alone = others == 0;
  if (matter_title.empty()) return leads || alone ? first : kNoNode;
  if (fold_case(text) == fold_case(matter_title)) return first;
  const auto dates = find_dates(text);
  const bool dated = std::any_of(dates.begin(), dates.end(), [](const FoundDate& date) { return !date.invalid; });
  return (leads && alone) || (dated && (leads || alone)) ? first : kNoNode;
}

bool Outline::starts_section(Tree& tree, NodeId heading, const SectionContext& context) const {
  if (tree[heading].kind != NodeKind::heading || tree[heading].number > deepest_section) return false;
  return !(sections_are_links && tree[heading].number == 2 && is_link(tree, heading, context));
}

Outline read_outline(Tree& tree, NodeId title, const SectionContext& context) {
  Outline outline;
  std::vector<NodeId> blocks;
  std::size_t second = 0, linked = 0;
  for (NodeId block : children(tree, 0)) {
    if (block == title || tree[block].kind == NodeKind::footnote) continue;
    blocks.push_back(block);
    if (tree[block].kind != NodeKind::heading || tree[block].number != 2) continue;
    ++second;
    linked += is_link(tree, block, context);
  }
  outline.sections_are_links = linked >= 2 && linked * 2 >= second;
  outline.deepest_section = level_of_sections(tree, blocks, context);
  return outline;
}

}  // namespace broadsheet::content
