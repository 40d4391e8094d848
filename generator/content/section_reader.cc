#include "content/section_reader.h"

#include <algorithm>

#include "base/text.h"
#include "content/head_line.h"
#include "content/head_marks.h"
#include "content/html.h"
#include "content/section_survey.h"

namespace broadsheet::content {

namespace {

using model::Block;
using model::BoldMeaning;
using model::SectionKind;
using model::Story;

constexpr std::size_t kLongestBoldLine = 100;  // code points of a bold paragraph that can be a head

/// A head and where its line starts in its paragraph.
struct PlacedHead {
  Head head;
  NodeId start = kNoNode;   // the first node of its line
  NodeId before = kNoNode;  // the line break before it, or `start` where it stands inside a line
};

bool ends_sentence(std::string_view text) {
  text = trim(text);
  for (std::string_view mark : {".", "!", "?", ";", "。", "！", "？", "；", "…", "”", ")"})
    if (text.ends_with(mark)) return true;
  return false;
}

std::string join_titles(const std::vector<HeadTitle>& titles) {
  std::string title;
  for (const HeadTitle& part : titles) title += part.separator + part.text;
  return title;
}

class SectionReader {
 public:
  SectionReader(Tree& tree, const SectionContext& context, model::Section& section, KeptList<Story>& stories)
      : tree_(tree), context_(context), section_(section), stories_(stories) {}

  void run(const std::vector<NodeId>& blocks);

 private:
  HeadContext head_context(bool in_list) const {
    return {context_.names, context_.bold(), in_list, false, takes_linked_items(), survey_.numbered && !in_list};
  }
  bool takes_linked_items() const {
    return context_.linked_items || context_.kind == SectionKind::bullets || context_.kind == SectionKind::stories;
  }
  bool takes_stories() const { return context_.kind != SectionKind::prose && context_.kind != SectionKind::quote; }

  bool accepts(const Head& head, NodeId paragraph, bool after_lead_in) const;
  std::vector<PlacedHead> find_heads(NodeId paragraph);

  void read_block(NodeId block);
  void read_heading(NodeId heading);
  void read_paragraph(NodeId paragraph);
  void read_list(NodeId list);
  std::optional<Head> item_head(NodeId item, bool within_story);
  void read_item_story(NodeId item, Head& head);
  bool is_group(NodeId item) const;
  void read_group(NodeId item);

  NodeId cut_paragraph(NodeId like, InlinePlace from, NodeId end);
  void start_story(Head& head, int line, bool in_list);
  void add_block(NodeId block);
  void close_story() { open_ = kNone; }
  SectionKind inferred_kind() const;

  static constexpr std::size_t kNone = SIZE_MAX;

  Tree& tree_;
  const SectionContext& context_;
  model::Section& section_;
  KeptList<Story>& stories_;
  std::size_t open_ = kNone;  // the story that blocks are added to
  int open_level_ = 0;        // of the heading that is its head; 0 where it is none
  SectionSurvey survey_;
  bool pending_break_ = false;
  std::size_t linked_ = 0, threads_ = 0, bullets_ = 0, items_ = 0, quotes_ = 0, prose_ = 0;
};

bool SectionReader::accepts(const Head& head, NodeId paragraph, bool after_lead_in) const {
  if (head.kind == HeadKind::story) return true;
  if (!survey_.lead_ins) return false;
  if (!is_bold_paragraph(tree_, paragraph)) return head.body.node != kNoNode || after_lead_in;
  const std::string_view text = head.titles[0].text;
  return takes_bold(context_) && count_code_points(text) <= kLongestBoldLine && !ends_sentence(text);
}

/// The heads of a paragraph: at its start, at the starts of its other lines, and, in form 12, after a sentence.
std::vector<PlacedHead> SectionReader::find_heads(NodeId paragraph) {
  std::vector<PlacedHead> heads;
  NodeId previous = kNoNode;
  NodeId taken_to = kNoNode;  // where the body of the last head starts: no head begins inside another
  for (NodeId node = tree_[paragraph].first; node != kNoNode; previous = node, node = tree_[node].next) {
    if (taken_to != kNoNode && node != taken_to) continue;
    taken_to = kNoNode;
    const bool line_start = previous == kNoNode || is_break(tree_[previous].kind);
    const bool inside = !line_start && tree_[node].kind == NodeKind::strong && tree_[previous].kind == NodeKind::text &&
                        ends_sentence(tree_[previous].literal);
    if (!line_start && !inside) continue;
    auto head = read_head(tree_, node, head_context(false));
    const bool after_lead_in = !heads.empty() && heads.back().head.kind == HeadKind::lead_in;
    const bool first_or_sure = previous == kNoNode || after_lead_in || (head && head->kind == HeadKind::story);
    if (!head || !first_or_sure || !accepts(*head, paragraph, after_lead_in) || (inside && head->form != 12)) continue;
    taken_to = head->body.node;
    heads.push_back({std::move(*head), node, line_start && previous != kNoNode ? previous : node});
    if (taken_to == kNoNode) break;
  }
  return heads;
}

void SectionReader::run(const std::vector<NodeId>& blocks) {
  if (takes_stories()) survey_ = survey_section(tree_, blocks, context_);
  for (NodeId block : blocks) read_block(block);
  section_.kind = context_.kind.value_or(inferred_kind());
}

void SectionReader::read_block(NodeId block) {
  switch (tree_[block].kind) {
    case NodeKind::heading:
      read_heading(block);
      break;
    case NodeKind::thematic_break:
      // Shown only between two runs of prose: elsewhere the headings and stories divide enough.
      pending_break_ = open_ == kNone && !section_.blocks.empty() && section_.blocks.back().kind == Block::Kind::prose;
      close_story();
      break;
    case NodeKind::paragraph:
      takes_stories() ? read_paragraph(block) : add_block(block);
      break;
    case NodeKind::list:
      takes_stories() ? read_list(block) : add_block(block);
      break;
    default:
      add_block(block);
  }
}

void SectionReader::read_heading(NodeId heading) {
  const int level = tree_[heading].number;
  std::optional<Head> head;
  const bool is_title = level == survey_.heading_level && !is_section_heading(tree_, heading, context_);
  if (takes_stories()) head = read_heading_head(tree_, heading, head_context(false), is_title);
  if (head) {
    start_story(*head, tree_[heading].line, false);
    open_level_ = level;
    return;
  }
  if (open_ != kNone && open_level_ > 0 && level > open_level_) {
    add_block(heading);
    return;
  }
  close_story();
  pending_break_ = false;
  Block block;
  block.kind = Block::Kind::heading;
  int above = 2;
  for (const Block& other : section_.blocks)
    if (other.kind == Block::Kind::heading) above = other.level;
  block.level = std::clamp(level, 3, std::min(above + 1, 6));
  std::string html, text;
  append_inline_html(tree_, tree_[heading].first, kNoNode, Links::kept, html);
  append_inline_text(tree_, tree_[heading].first, kNoNode, text);
  block.html = html;
  block.text = normalize_nfc(trim(text));
  if (!block.text.empty() || !trim(block.html).empty()) section_.blocks.push_back(std::move(block));
}

/// A paragraph of its own of the inlines between two places; kNoNode where nothing stands there.
NodeId SectionReader::cut_paragraph(NodeId like, InlinePlace from, NodeId end) {
  if (from.node == kNoNode || from.node == end) return kNoNode;
  Node& first = tree_[from.node];
  if (first.kind == NodeKind::text) first.literal.erase(0, from.offset);
  NodeId begin = from.node;
  while (begin != end &&
         (is_break(tree_[begin].kind) || (tree_[begin].kind == NodeKind::text && trim(tree_[begin].literal).empty())))
    begin = tree_[begin].next;
  if (begin == end) return kNoNode;
  if (tree_[begin].kind == NodeKind::text) {
    std::string& text = tree_[begin].literal;
    text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
  }
  Node paragraph;
  paragraph.kind = NodeKind::paragraph;
  paragraph.line = tree_[like].line;
  paragraph.column = tree_[like].column;
  const NodeId id = tree_.add(std::move(paragraph));
  tree_.adopt(id, begin, end);
  Node& last = tree_[tree_[id].last];
  while (last.kind == NodeKind::text && (last.literal.ends_with(' ') || last.literal.ends_with('\t')))
    last.literal.pop_back();
  return id;
}

void SectionReader::read_paragraph(NodeId paragraph) {
  std::vector<PlacedHead> heads = find_heads(paragraph);
  if (heads.empty()) {
    add_block(paragraph);
    return;
  }
  const NodeId first = tree_[paragraph].first;
  if (heads[0].start != first) {
    const NodeId before = cut_paragraph(paragraph, {first, 0}, heads[0].before);
    if (before != kNoNode) add_block(before);
  }
  for (std::size_t at = 0; at < heads.size(); ++at) {
    Head& head = heads[at].head;
    const NodeId end = at + 1 < heads.size() ? heads[at + 1].before : kNoNode;
    start_story(head, tree_[heads[at].start].line, false);
    const NodeId body = cut_paragraph(paragraph, head.body, end);
    if (body != kNoNode) add_block(body);
  }
}

/// The head of a list item; inside another story only where it is one beyond doubt.
std::optional<Head> SectionReader::item_head(NodeId item, bool within_story) {
  const NodeId first = tree_[item].first;
  if (first == kNoNode || tree_[first].kind != NodeKind::paragraph || tree_[item].task) return std::nullopt;
  std::optional<Head> head = read_head(tree_, tree_[first].first, head_context(true));
  const bool sure =
      head && head->form == 10 && head->kind == HeadKind::story && tree_[tree_[first].first].kind == NodeKind::strong;
  if (within_story && !sure) head.reset();
  return head;
}

/// A list below an item belongs to its story, unless the item only says what its links have in common.
void SectionReader::read_item_story(NodeId item, Head& head) {
  const NodeId first = tree_[item].first;
  const bool starts_with_link = head.form != kSentenceForm;
  start_story(head, tree_[item].line, true);
  const NodeId body = cut_paragraph(first, head.body, head.body_end.node);
  if (body != kNoNode) add_block(body);
  std::vector<NodeId> lists;
  for (NodeId block : Siblings(tree_, tree_[first].next)) {
    const bool is_group = takes_linked_items() && !starts_with_link && tree_[block].kind == NodeKind::list &&
                          has_linked_items(tree_, block);
    is_group ? lists.push_back(block) : add_block(block);
  }
  close_story();
  for (NodeId list : lists) read_list(list);
}

/// Whether an item without a link stands above a list of links: it is the name of a group.
bool SectionReader::is_group(NodeId item) const {
  const NodeId first = tree_[item].first;
  if (!takes_linked_items() || first == kNoNode || tree_[first].kind != NodeKind::paragraph) return false;
  for (NodeId block : Siblings(tree_, tree_[first].next))
    if (tree_[block].kind == NodeKind::list && has_linked_items(tree_, block)) return true;
  return false;
}

void SectionReader::read_group(NodeId item) {
  for (NodeId block : children(tree_, item)) tree_[block].kind == NodeKind::list ? read_list(block) : add_block(block);
}

/// Reads the items that are stories as such, and the runs between them as lists.
void SectionReader::read_list(NodeId list) {
  const bool within_story = open_ != kNone;
  const Node original = tree_[list];
  NodeId plain = kNoNode;  // the list of the items since the last story
  const auto finish_plain = [&] {
    if (plain != kNoNode) add_block(std::exchange(plain, kNoNode));
  };
  int number = original.number;
  for (NodeId item = original.first; item != kNoNode; ++number) {
    const NodeId next = tree_[item].next;
    std::optional<Head> head = item_head(item, within_story);
    if (head) {
      finish_plain();
      read_item_story(item, *head);
    } else if (!within_story && is_group(item)) {
      finish_plain();
      read_group(item);
    } else {
      if (plain == kNoNode) {
        Node part = original;
        part.first = part.last = part.next = kNoNode;
        part.number = number;
        plain = tree_.add(std::move(part));
      }
      tree_[item].next = kNoNode;
      tree_.append(plain, item);
      ++items_;
    }
    item = next;
  }
  finish_plain();
}

void SectionReader::start_story(Head& head, int line, bool in_list) {
  pending_break_ = false;
  Story story;
  story.form = head.form;
  story.title = join_titles(head.titles);
  for (const HeadTitle& title : head.titles)
    story.titles.push_back({title.separator, title.text, title.html, link_target(title.url)});
  story.byline = std::move(head.byline);
  story.mark = std::move(head.mark);
  story.authors = std::move(head.authors);
  story.sources = std::move(head.sources);
  story.line = line;
  for (KeptList<model::StoryCredit>* credits : {&story.authors, &story.sources})
    for (model::StoryCredit& link : *credits) link.url = link_target(link.url);
  Block block;
  block.kind = Block::Kind::story;
  block.story = static_cast<std::uint32_t>(stories_.size());
  section_.blocks.push_back(std::move(block));
  open_ = stories_.size();
  open_level_ = 0;
  stories_.push_back(std::move(story));
  (in_list ? bullets_ : head.kind == HeadKind::story ? linked_ : threads_) += 1;
}

/// Adds a block to the open story, or to the prose.
void SectionReader::add_block(NodeId block) {
  KeptText* html = nullptr;
  KeptText* text = nullptr;
  if (open_ != kNone) {
    html = &stories_[open_].body_html;
    text = &stories_[open_].body_text;
  } else {
    if (section_.blocks.empty() || section_.blocks.back().kind != Block::Kind::prose) section_.blocks.emplace_back();
    html = &section_.blocks.back().html;
    text = &section_.blocks.back().text;
    if (pending_break_) *html += "<hr>\n";
    (tree_[block].kind == NodeKind::quote ? quotes_ : prose_) += tree_[block].kind != NodeKind::list;
  }
  pending_break_ = false;
  std::string made, plain;
  append_block_html(tree_, block, made);
  *html += made;
  append_block_text(tree_, block, plain);
  if (plain.empty()) return;
  if (!text->empty()) *text += "\n";
  *text += plain;
}

SectionKind SectionReader::inferred_kind() const {
  if (linked_ > 0) return SectionKind::stories;
  if (threads_ > 0) return SectionKind::threads;
  if (bullets_ > 0 || items_ > prose_) return SectionKind::bullets;
  if (quotes_ > 0 && prose_ == 0) return SectionKind::quote;
  return SectionKind::prose;
}

}  // namespace

void read_section(Tree& tree, const std::vector<NodeId>& blocks, const SectionContext& context, model::Section& section,
                  KeptList<Story>& stories) {
  SectionReader(tree, context, section, stories).run(blocks);
}

}  // namespace broadsheet::content
