#include "content/section_survey.h"

#include <algorithm>

#include "base/text.h"
#include "content/head_line.h"
#include "content/head_marks.h"
#include "content/html.h"
#include "content/item_head.h"

namespace broadsheet::content {

namespace {

using model::BoldMeaning;
using model::SectionKind;

constexpr std::size_t kFewestHeadings = 2;

bool starts_bold_story(Tree& tree, NodeId paragraph, const HeadContext& context) {
  if (tree[paragraph].first == kNoNode) return false;
  Cursor at(tree, tree[paragraph].first);
  read_marks(at);
  if (!at.is(NodeKind::strong)) return false;
  const auto head = read_head(tree, tree[paragraph].first, context);
  return head && head->kind == HeadKind::story;
}

/// A number before a link is enough; before bold text, or text with a link, it takes two.
bool has_numbers(const Tree& tree, const std::vector<NodeId>& blocks) {
  std::size_t others = 0;
  for (NodeId block : blocks) {
    if (tree[block].kind != NodeKind::paragraph) continue;
    Cursor at(tree, tree[block].first);
    if (!read_marks(at).numbered || at.at_end()) continue;
    if (at.is(NodeKind::link)) return true;
    others += at.is(NodeKind::strong) || holds_link(tree, at.node(), kNoNode);
  }
  return others >= 2;
}

/// What stands below the headings of one level.
class HeadingSurvey {
 public:
  HeadingSurvey(Tree& tree, const SectionContext& context)
      : tree_(tree), context_(context), heads_{context.names, context.bold()} {}

  int run(const std::vector<NodeId>& blocks, bool configured);

 private:
  void look(NodeId block);
  void finish();

  Tree& tree_;
  const SectionContext& context_;
  HeadContext heads_;
  std::size_t headings_ = 0, linked_ = 0, blocks_ = 0;
  bool open_ = false, linked_here_ = false, fits_ = true;
};

/// Ends what stands below one heading.
void HeadingSurvey::finish() {
  if (!open_) return;
  fits_ = fits_ && (blocks_ > 0 || linked_here_);
  linked_ += linked_here_;
  blocks_ = 0;
  linked_here_ = false;
}

void HeadingSurvey::look(NodeId block) {
  const Node& node = tree_[block];
  const bool text = node.kind == NodeKind::paragraph || node.kind == NodeKind::quote;
  if (blocks_++ == 0 && !text) fits_ = false;
  if (node.kind == NodeKind::list && has_linked_items(tree_, block)) fits_ = false;
  if (node.kind == NodeKind::paragraph && starts_bold_story(tree_, block, heads_)) fits_ = false;
  linked_here_ = linked_here_ || (text && holds_link(tree_, node.first, kNoNode));
}

int HeadingSurvey::run(const std::vector<NodeId>& blocks, bool configured) {
  int level = 0;
  for (NodeId block : blocks)
    if (tree_[block].kind == NodeKind::heading && (level == 0 || tree_[block].number < level))
      level = tree_[block].number;
  if (level == 0 || configured) return level;
  for (NodeId block : blocks) {
    if (tree_[block].kind == NodeKind::heading && tree_[block].number == level) {
      finish();
      open_ = !is_section_heading(tree_, block, context_);
      if (!open_) continue;
      ++headings_;
      linked_here_ = holds_link(tree_, tree_[block].first, kNoNode);
    } else if (open_ && tree_[block].kind != NodeKind::heading) {
      look(block);
    }
    if (!fits_) return 0;
  }
  finish();
  return fits_ && headings_ >= kFewestHeadings && linked_ * 2 >= headings_ ? level : 0;
}

}  // namespace

bool takes_bold(const SectionContext& context) {
  return context.kind == SectionKind::threads || context.kind == SectionKind::stories ||
         (context.bold() && *context.bold() != BoldMeaning::title);
}

bool is_section_heading(const Tree& tree, NodeId heading, const SectionContext& context) {
  if (context.series == nullptr || context.series->sections.empty()) return false;
  std::string text;
  append_inline_text(tree, tree[heading].first, kNoNode, text);
  return context.names.section(context.series, trim(text)) != nullptr;
}

bool is_bold_paragraph(const Tree& tree, NodeId paragraph) {
  const NodeId first = tree[paragraph].first;
  return first != kNoNode && tree[first].kind == NodeKind::strong && tree[first].next == kNoNode;
}

SectionSurvey survey_section(Tree& tree, const std::vector<NodeId>& blocks, const SectionContext& context) {
  SectionSurvey survey;
  survey.numbered = has_numbers(tree, blocks);
  survey.heading_level = HeadingSurvey(tree, context).run(blocks, context.kind == SectionKind::stories);
  survey.lead_ins = context.kind == SectionKind::threads || context.bold() == BoldMeaning::company;
  if (survey.lead_ins || survey.numbered || survey.heading_level > 0) return survey;
  std::size_t lines = 0, run_ins = 0;
  for (NodeId block : blocks) {
    if (tree[block].kind != NodeKind::paragraph || is_bold_paragraph(tree, block)) continue;
    const auto head = read_head(tree, tree[block].first, {context.names, context.bold()});
    if (!head) continue;
    if (head->kind == HeadKind::story) return survey;
    lines += head->kind == HeadKind::lead_in;
    run_ins += head->kind == HeadKind::run_in;
  }
  survey.lead_ins = takes_bold(context) || lines > 0 || run_ins > 1;
  return survey;
}

bool has_linked_items(const Tree& tree, NodeId list) {
  for (NodeId item : children(tree, list))
    for (NodeId block : children(tree, item)) {
      if (tree[block].kind == NodeKind::list && has_linked_items(tree, block)) return true;
      if (tree[block].kind == NodeKind::paragraph && holds_link(tree, tree[block].first, kNoNode)) return true;
    }
  return false;
}

bool has_bold_heads(Tree& tree, const NameIndex& names) {
  for (NodeId block : children(tree, 0))
    if (tree[block].kind == NodeKind::paragraph && starts_bold_story(tree, block, {names, {}})) return true;
  return false;
}

}  // namespace broadsheet::content
