#include "content/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <array>
#include <memory>
#include <mutex>

#include "base/text.h"
#include "content/bold_hints.h"
#include "content/cost.h"
#include "content/inline_marks.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kLongestAddresses = std::size_t(8) << 20;  // bytes, beyond those of the text itself
constexpr int kOptions = CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES;

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

using OwnedDocument = std::unique_ptr<cmark_node, FreeNode>;

OwnedDocument parse(std::string_view text) {
  // Only extensions without characters of their own: see inline_marks.h.
  static const std::array<cmark_syntax_extension*, 2> extensions = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return std::array{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("tasklist")};
  }();
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(kOptions));
  for (cmark_syntax_extension* extension : extensions) cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return OwnedDocument(cmark_parser_finish(parser.get()));
}

std::string text_or_empty(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

NodeKind extension_kind(cmark_node* node) {
  const std::string_view name = cmark_node_get_type_string(node);
  if (name == "table") return NodeKind::table;
  if (name == "table_row" || name == "table_header") return NodeKind::table_row;
  if (name == "table_cell") return NodeKind::table_cell;
  return NodeKind::paragraph;
}

constexpr std::pair<cmark_node_type, NodeKind> kKinds[] = {
    {CMARK_NODE_TEXT, NodeKind::text},
    {CMARK_NODE_SOFTBREAK, NodeKind::soft_break},
    {CMARK_NODE_STRONG, NodeKind::strong},
    {CMARK_NODE_LINK, NodeKind::link},
    {CMARK_NODE_PARAGRAPH, NodeKind::paragraph},
    {CMARK_NODE_HEADING, NodeKind::heading},
    {CMARK_NODE_EMPH, NodeKind::emphasis},
    {CMARK_NODE_CODE, NodeKind::code},
    {CMARK_NODE_LIST, NodeKind::list},
    {CMARK_NODE_ITEM, NodeKind::item},
    {CMARK_NODE_DOCUMENT, NodeKind::document},
    {CMARK_NODE_BLOCK_QUOTE, NodeKind::quote},
    {CMARK_NODE_CODE_BLOCK, NodeKind::code_block},
    {CMARK_NODE_HTML_BLOCK, NodeKind::html_block},
    {CMARK_NODE_HTML_INLINE, NodeKind::html},
    {CMARK_NODE_THEMATIC_BREAK, NodeKind::thematic_break},
    {CMARK_NODE_LINEBREAK, NodeKind::hard_break},
    {CMARK_NODE_IMAGE, NodeKind::image},
    {CMARK_NODE_FOOTNOTE_DEFINITION, NodeKind::footnote},
    {CMARK_NODE_FOOTNOTE_REFERENCE, NodeKind::footnote_reference},
};

NodeKind kind_of(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  for (const auto& [theirs, ours] : kKinds)
    if (theirs == type) return ours;
  return extension_kind(node);
}

bool is_inline_container(NodeKind kind) {
  return kind == NodeKind::emphasis || kind == NodeKind::strong || kind == NodeKind::link || kind == NodeKind::image;
}

/// `<br>`, `<BR />`
bool is_break_tag(std::string_view html) {
  if (!html.starts_with('<') || !html.ends_with('>')) return false;
  html = html.substr(1, html.size() - 2);
  if (html.ends_with('/')) html.remove_suffix(1);
  return lower_case(trim(html)) == "br";
}

bool is_comment(std::string_view html) {
  html = trim(html);
  return html.starts_with("<!--") && html.find("-->") + 3 == html.size();
}

/// Copies cmark's tree into ours.
class TreeConversion {
 public:
  TreeConversion(const CleanSource& source, int first_line, bool hinted)
      : source_(source), lines_before_(first_line - 1), hinted_(hinted) {}

  Tree run(cmark_node* document);

 private:
  void enter(cmark_node* node, bool has_content);
  void leave();
  void add_leaf(Node node);
  Node convert(cmark_node* node, NodeKind kind);
  void read_details(cmark_node* from, Node& node);
  void read_alignments(cmark_node* table);
  void number_footnotes();

  const CleanSource& source_;
  int lines_before_;
  bool hinted_;  // the text has bold hints, which must not be seen
  Tree tree_;
  std::vector<NodeId> open_;        // the way down from the document; flattened nodes stand there as their parent
  std::vector<Alignment> columns_;  // of the table at hand
  std::size_t column_ = 0;          // of the next cell
  int blocks_ = 0;
  int inlines_ = 0;
  int links_ = 0;
  std::size_t addresses_ = 0;  // bytes in links: a long reference that is used often comes to far more than the text
};

Tree TreeConversion::run(cmark_node* document) {
  constexpr std::size_t kBytesOfNode = 16, kMostAtOnce = 4096;  // what issues come to
  tree_.reserve(std::min(source_.text.size() / kBytesOfNode, kMostAtOnce));
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
  for (;;) {
    const cmark_event_type event = cmark_iter_next(iterator.get());
    if (event == CMARK_EVENT_DONE) break;
    if (event == CMARK_EVENT_ENTER) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      // cmark gives leaves no exit event.
      const NodeKind kind = kind_of(node);
      const bool leaf = kind == NodeKind::text || kind == NodeKind::code || kind == NodeKind::html ||
                        kind == NodeKind::soft_break || kind == NodeKind::hard_break || kind == NodeKind::code_block ||
                        kind == NodeKind::html_block || kind == NodeKind::thematic_break;
      enter(node, !leaf);
    } else {
      leave();
    }
  }
  number_footnotes();
  return std::move(tree_);
}

void TreeConversion::enter(cmark_node* from, bool has_content) {
  const NodeKind kind = kind_of(from);
  Node node = convert(from, kind);
  if (hinted_)
    for (std::string* text : {&node.literal, &node.url, &node.title}) remove_bold_hints(*text);
  if (!has_content) {
    add_leaf(std::move(node));
    return;
  }
  if (is_inline_container(kind)) {
    if (++inlines_ > kDeepestInline) {
      open_.push_back(open_.back());
      return;
    }
    links_ += kind == NodeKind::link;
  } else if (kind == NodeKind::quote || kind == NodeKind::list || kind == NodeKind::item) {
    if (++blocks_ > kDeepestBlock)
      throw Error("markdown", source_.at(node.line), "quotes and lists are nested too deeply here",
                  fmt::format("at most {} levels can be read", kDeepestBlock));
  }
  const NodeId id = tree_.add(std::move(node));
  if (!open_.empty()) tree_.append(open_.back(), id);
  open_.push_back(id);
}

void TreeConversion::leave() {
  const NodeId id = open_.back();
  open_.pop_back();
  const NodeKind kind = tree_[id].kind;
  if (is_inline_container(kind)) {
    const bool flattened = inlines_-- > kDeepestInline;
    if (flattened) return;
    links_ -= kind == NodeKind::link;
  } else if (kind == NodeKind::quote || kind == NodeKind::list || kind == NodeKind::item) {
    --blocks_;
    return;
  }
  const bool holds_text = is_inline_container(kind) || kind == NodeKind::paragraph || kind == NodeKind::heading ||
                          kind == NodeKind::table_cell;
  if (holds_text && links_ == 0 && kind != NodeKind::link && kind != NodeKind::image) mark_inlines(tree_, id);
}

void TreeConversion::add_leaf(Node node) {
  const NodeId parent = open_.back();
  const NodeId last = tree_[parent].last;
  if (node.kind == NodeKind::text && node.literal.empty()) return;
  if ((node.kind == NodeKind::html || node.kind == NodeKind::html_block) && is_comment(node.literal)) return;
  if (node.kind == NodeKind::text && last != kNoNode && tree_[last].kind == NodeKind::text)
    tree_[last].literal += node.literal;
  else
    tree_.append(parent, tree_.add(std::move(node)));
}

Node TreeConversion::convert(cmark_node* from, NodeKind kind) {
  Node node;
  node.kind = kind;
  node.line = cmark_node_get_start_line(from) + lines_before_;
  node.column = cmark_node_get_start_column(from);
  switch (kind) {
    case NodeKind::text:
    case NodeKind::code:
    case NodeKind::html_block:
      node.literal = text_or_empty(cmark_node_get_literal(from));
      break;
    case NodeKind::html:
      node.literal = text_or_empty(cmark_node_get_literal(from));
      if (is_break_tag(node.literal)) node.kind = NodeKind::hard_break;
      break;
    default:
      read_details(from, node);
  }
  return node;
}

void TreeConversion::read_details(cmark_node* from, Node& node) {
  switch (node.kind) {
    case NodeKind::code_block:
      node.literal = text_or_empty(cmark_node_get_literal(from));
      node.title = text_or_empty(cmark_node_get_fence_info(from));
      node.title.resize(std::min(node.title.find_first_of(" \t{"), node.title.size()));
      break;
    case NodeKind::link:
    case NodeKind::image:
      node.url = text_or_empty(cmark_node_get_url(from));
      node.title = text_or_empty(cmark_node_get_title(from));
      addresses_ += node.url.size() + node.title.size();
      if (addresses_ > kLongestAddresses + source_.text.size())
        throw Error("markdown", source_.at(node.line), "the addresses of references come to more than a page can hold",
                    "a long [reference]: is used too often; link to a shorter address");
      break;
    case NodeKind::heading:
      node.number = cmark_node_get_heading_level(from);
      break;
    case NodeKind::list:
      node.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
      node.number = node.ordered ? cmark_node_get_list_start(from) : 0;
      node.tight = cmark_node_get_list_tight(from) != 0;
      break;
    case NodeKind::item:
      node.task = std::string_view(cmark_node_get_type_string(from)) == "tasklist";
      node.checked = node.task && cmark_gfm_extensions_get_tasklist_item_checked(from);
      break;
    case NodeKind::table:
      read_alignments(from);
      break;
    case NodeKind::table_row:
      node.checked = cmark_gfm_extensions_get_table_row_is_header(from) != 0;
      column_ = 0;
      break;
    case NodeKind::table_cell:
      if (column_ < columns_.size()) node.alignment = columns_[column_];
      ++column_;
      break;
    case NodeKind::footnote_reference:
      node.literal = text_or_empty(cmark_node_get_literal(from));
      break;
    default:
      break;
  }
}

void TreeConversion::read_alignments(cmark_node* table) {
  const std::uint16_t count = cmark_gfm_extensions_get_table_columns(table);
  const std::uint8_t* letters = cmark_gfm_extensions_get_table_alignments(table);
  columns_.assign(count, Alignment::none);
  for (std::size_t column = 0; column < count && letters != nullptr; ++column) {
    if (letters[column] == 'l') columns_[column] = Alignment::left;
    if (letters[column] == 'c') columns_[column] = Alignment::center;
    if (letters[column] == 'r') columns_[column] = Alignment::right;
  }
}

/// cmark puts the footnotes that are referred to at the end, in the order of their first reference.
void TreeConversion::number_footnotes() {
  std::vector<NodeId> footnotes;
  for (NodeId child : children(tree_, 0))
    if (tree_[child].kind == NodeKind::footnote) footnotes.push_back(child);
  if (footnotes.empty()) return;
  for (std::size_t at = 0; at < footnotes.size(); ++at) tree_[footnotes[at]].number = static_cast<int>(at) + 1;
  for (NodeId id = 0; id < tree_.size(); ++id) {
    Node& node = tree_[id];
    if (node.kind != NodeKind::footnote_reference) continue;
    std::size_t number = 0;
    for (char c : node.literal)
      if (c >= '0' && c <= '9' && number < 1'000'000) number = number * 10 + static_cast<std::size_t>(c - '0');
    if (number < 1 || number > footnotes.size()) continue;
    node.number = static_cast<int>(number);
    node.occurrence = ++tree_[footnotes[number - 1]].occurrence;
  }
}

}  // namespace

Tree parse_markdown(const CleanSource& source, std::size_t offset, int line) {
  check_cost(source, offset);
  const std::string_view text = std::string_view(source.text).substr(offset);
  const std::string hinted = with_bold_hints(text);
  const OwnedDocument document = parse(hinted.empty() ? text : hinted);
  if (!document) throw Error("markdown", source.at(line), "the text cannot be parsed");
  return TreeConversion(source, line, !hinted.empty()).run(document.get());
}

Location place_of(const CleanSource& source, const Node& node) {
  Location place = source.at(node.line, 1);
  const std::size_t bytes = node.column > 0 ? static_cast<std::size_t>(node.column) - 1 : 0;
  if (bytes < place.excerpt.size())
    place.column = static_cast<int>(count_code_points(std::string_view(place.excerpt).substr(0, bytes))) + 1;
  return place;
}

}  // namespace broadsheet::content
