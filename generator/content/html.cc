#include "content/html.h"

#include <fmt/format.h>

#include "base/characters.h"
#include "base/text.h"
#include "content/highlight.h"
#include "content/images.h"

namespace broadsheet::content {

namespace {

/// Of ideographs and the punctuation between them, where a line break of the source is no blank.
bool is_wide(char32_t c) {
  return is_unspaced(c) || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff60);
}

char32_t last_code_point(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && text.size() - at < 4) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80) return next_code_point(text, at);
  }
  return 0;
}

bool joins_lines(const Tree& tree, NodeId line_break, std::string_view before) {
  const NodeId next = tree[line_break].next;
  if (next == kNoNode || tree[next].kind != NodeKind::text) return false;
  std::size_t at = 0;
  return is_wide(last_code_point(before)) && is_wide(next_code_point(tree[next].literal, at));
}

void append_inline(const Tree& tree, NodeId id, Links links, std::string& out);

void append_element(std::string_view name, const Tree& tree, NodeId id, Links links, std::string& out) {
  out.append("<").append(name).append(">");
  append_inline_html(tree, tree[id].first, kNoNode, links, out);
  out.append("</").append(name).append(">");
}

void append_link(const Tree& tree, NodeId id, Links links, std::string& out) {
  const Node& link = tree[id];
  const std::string target = links == Links::kept ? link_target(link.url) : std::string();
  const bool linked = leads_somewhere(target);
  if (linked) {
    out += "<a";
    append_attribute("href", target, out);
    if (!link.title.empty()) append_attribute("title", link.title, out);
    out += '>';
  }
  append_inline_html(tree, link.first, kNoNode, Links::dropped, out);
  if (linked) out += "</a>";
}

void append_image(const Tree& tree, NodeId id, Links links, std::string& out) {
  std::string alternative;
  append_inline_text(tree, tree[id].first, kNoNode, alternative);
  append_image_html(tree[id], std::move(alternative), links, out);
}

std::string reference_id(int number, int occurrence) {
  return occurrence == 1 ? fmt::format("fnref:{}", number) : fmt::format("fnref:{}:{}", number, occurrence);
}

void append_reference(const Node& node, Links links, std::string& out) {
  if (node.number == 0 || links == Links::dropped)
    out += fmt::format("<sup>{}</sup>", escape_html(node.literal));
  else
    out += fmt::format(R"(<sup><a id="{}" href="#fn:{}">{}</a></sup>)", reference_id(node.number, node.occurrence),
                       node.number, node.number);
}

/// The call's number, and what stands between its tags: rendering puts what its template makes of them in its place.
void append_shortcode(const Tree& tree, NodeId id, Links links, std::string& out) {
  out += fmt::format("<shortcode n=\"{}\">", tree[id].number);
  for (NodeId child : children(tree, id))
    is_block(tree[child].kind) ? append_block_html(tree, child, out) : append_inline(tree, child, links, out);
  out += "</shortcode>";
}

void append_inline(const Tree& tree, NodeId id, Links links, std::string& out) {
  const Node& node = tree[id];
  switch (node.kind) {
    case NodeKind::text:
    case NodeKind::html:
      append_escaped_html(out, node.literal);
      break;
    case NodeKind::code:
      out += "<code>";
      append_escaped_html(out, node.literal);
      out += "</code>";
      break;
    case NodeKind::soft_break:
      if (!joins_lines(tree, id, out)) out += '\n';
      break;
    case NodeKind::hard_break:
      out += "<br>\n";
      break;
    case NodeKind::emphasis:
      append_element("em", tree, id, links, out);
      break;
    case NodeKind::strong:
      append_element("strong", tree, id, links, out);
      break;
    case NodeKind::strike:
      append_element("del", tree, id, links, out);
      break;
    case NodeKind::link:
      append_link(tree, id, links, out);
      break;
    case NodeKind::image:
      append_image(tree, id, links, out);
      break;
    case NodeKind::footnote_reference:
      append_reference(node, links, out);
      break;
    case NodeKind::shortcode:
      append_shortcode(tree, id, links, out);
      break;
    default:
      append_inline_html(tree, node.first, kNoNode, links, out);
  }
}

std::string_view alignment_class(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return " class=\"align-left\"";
    case Alignment::center:
      return " class=\"align-center\"";
    case Alignment::right:
      return " class=\"align-right\"";
    case Alignment::none:
      return "";
  }
  return "";
}

void append_row(const Tree& tree, NodeId row, std::string& out) {
  const bool head = tree[row].checked;
  out += "<tr>";
  for (NodeId cell : children(tree, row)) {
    out += head ? "<th scope=\"col\"" : "<td";
    out.append(alignment_class(tree[cell].alignment)).append(">");
    append_inline_html(tree, tree[cell].first, kNoNode, Links::kept, out);
    out += head ? "</th>" : "</td>";
  }
  out += "</tr>\n";
}

/// A wide table scrolls in a frame of its own, which keys reach.
void append_table(const Tree& tree, NodeId table, std::string& out) {
  out += "<div class=\"table\" tabindex=\"0\">\n<table>\n";
  bool in_body = false;
  for (NodeId row : children(tree, table)) {
    if (tree[row].checked) {
      out += "<thead>\n";
      append_row(tree, row, out);
      out += "</thead>\n";
      continue;
    }
    if (!in_body) out += "<tbody>\n";
    in_body = true;
    append_row(tree, row, out);
  }
  out += in_body ? "</tbody>\n</table>\n</div>\n" : "</table>\n</div>\n";
}

void append_item(const Tree& tree, NodeId item, bool tight, std::string& out) {
  const Node& node = tree[item];
  out += node.task ? "<li class=\"task\">" : "<li>";
  if (node.first == kNoNode && node.task) out += "<input type=\"checkbox\" disabled aria-label=\"☐\">";
  for (NodeId block : children(tree, item)) {
    const bool paragraph = tree[block].kind == NodeKind::paragraph;
    const bool box = node.task && block == node.first;
    if (box)
      out += node.checked ? "<label><input type=\"checkbox\" disabled checked> "
                          : "<label><input type=\"checkbox\" disabled> ";
    if (paragraph && (tight || box)) append_inline_html(tree, tree[block].first, kNoNode, Links::kept, out);
    if (box) out += "</label>";
    if (!paragraph || !(tight || box)) {
      if (!out.ends_with('\n')) out += '\n';
      append_block_html(tree, block, out);
    }
  }
  out += "</li>\n";
}

void append_list(const Tree& tree, NodeId list, std::string& out) {
  const Node& node = tree[list];
  if (!node.ordered)
    out += "<ul>\n";
  else if (node.number == 1)
    out += "<ol>\n";
  else
    out += fmt::format("<ol start=\"{}\">\n", node.number);
  for (NodeId item : children(tree, list)) append_item(tree, item, node.tight, out);
  out += node.ordered ? "</ol>\n" : "</ul>\n";
}

void append_code_block(const Node& node, std::string& out) {
  out += "<pre tabindex=\"0\"><code";  // long lines scroll, and keys must reach them
  if (!node.title.empty()) append_attribute("class", "language-" + node.title, out);
  out += '>';
  if (const auto coloured = highlight(node.literal, node.title))
    out += *coloured;
  else
    append_escaped_html(out, node.literal);
  out += "</code></pre>\n";
}

void append_heading(const Tree& tree, NodeId id, std::string& out, const std::function<std::string(NodeId)>& heading) {
  if (!heading) {
    out += "<p><strong>";
    append_inline_html(tree, tree[id].first, kNoNode, Links::kept, out);
    out += "</strong></p>\n";
    return;
  }
  out += fmt::format("<h{}", tree[id].number);
  append_attribute("id", heading(id), out);
  out += '>';
  append_inline_html(tree, tree[id].first, kNoNode, Links::kept, out);
  out += fmt::format("</h{}>\n", tree[id].number);
}

std::string_view without_last_line_end(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

}  // namespace

void append_inline_html(const Tree& tree, NodeId first, NodeId end, Links links, std::string& out) {
  for (NodeId id : Siblings(tree, first, end)) append_inline(tree, id, links, out);
}

void append_block_html(const Tree& tree, NodeId block, std::string& out,
                       const std::function<std::string(NodeId)>& heading) {
  const Node& node = tree[block];
  switch (node.kind) {
    case NodeKind::paragraph:
      out += "<p>";
      append_inline_html(tree, node.first, kNoNode, Links::kept, out);
      out += "</p>\n";
      break;
    case NodeKind::html_block:
      out += "<p>";
      append_escaped_html(out, without_last_line_end(node.literal));
      out += "</p>\n";
      break;
    case NodeKind::heading:
      append_heading(tree, block, out, heading);
      break;
    case NodeKind::list:
      append_list(tree, block, out);
      break;
    case NodeKind::quote:
      out += "<blockquote>\n";
      for (NodeId child : children(tree, block)) append_block_html(tree, child, out);
      out += "</blockquote>\n";
      break;
    case NodeKind::code_block:
      append_code_block(node, out);
      break;
    case NodeKind::thematic_break:
      out += "<hr>\n";
      break;
    case NodeKind::table:
      append_table(tree, block, out);
      break;
    case NodeKind::footnote:
      break;  // append_footnotes_html() writes them all together
    case NodeKind::shortcode:
      append_shortcode(tree, block, Links::kept, out);
      out += '\n';
      break;
    default:
      for (NodeId child : children(tree, block)) append_block_html(tree, child, out, heading);
  }
}

void append_footnotes_html(const Tree& tree, std::string& out) {
  bool open = false;
  for (NodeId id : children(tree, 0)) {
    const Node& node = tree[id];
    if (node.kind != NodeKind::footnote) continue;
    if (!open) out += "<ol class=\"footnotes\">\n";
    open = true;
    out += fmt::format("<li id=\"fn:{}\">\n", node.number);
    for (NodeId block : children(tree, id)) append_block_html(tree, block, out);
    out += "<p class=\"footnote-back\">";
    for (int occurrence = 1; occurrence <= node.occurrence; ++occurrence)
      out += fmt::format("{}<a href=\"#{}\">↩</a>", occurrence > 1 ? " " : "", reference_id(node.number, occurrence));
    out += "</p>\n</li>\n";
  }
  if (open) out += "</ol>\n";
}

namespace {

/// What stands between the tags of a call.
void append_shortcode_text(const Tree& tree, NodeId id, std::string& out) {
  const NodeId first = tree[id].first;
  if (first == kNoNode) return;
  bool apart = true;  // calls side by side, as the tabs of a row, are no running text
  for (NodeId child : children(tree, id))
    apart = apart && (is_block(tree[child].kind) || tree[child].kind == NodeKind::shortcode);
  if (!apart) return append_inline_text(tree, first, kNoNode, out);
  for (NodeId child : children(tree, id)) {
    if (child != first) out += '\n';
    append_block_text(tree, child, out);
  }
}

}  // namespace

void append_inline_text(const Tree& tree, NodeId first, NodeId end, std::string& out) {
  bool after_nothing = false;  // after a call without text, of whose two blanks one is enough
  for (NodeId id : Siblings(tree, first, end)) {
    const Node& node = tree[id];
    const bool blanks = after_nothing && (out.empty() || out.ends_with(' ')) && node.literal.starts_with(' ');
    after_nothing = false;
    if (node.kind == NodeKind::text || node.kind == NodeKind::code || node.kind == NodeKind::html) {
      out.append(node.literal, blanks ? 1 : 0);
    } else if (node.kind == NodeKind::soft_break || node.kind == NodeKind::hard_break) {
      if (!joins_lines(tree, id, out)) out += ' ';
    } else if (node.kind == NodeKind::shortcode) {
      append_shortcode_text(tree, id, out);
      after_nothing = node.first == kNoNode;
    } else if (node.kind != NodeKind::footnote_reference) {
      append_inline_text(tree, node.first, kNoNode, out);
    }
  }
}

void append_block_text(const Tree& tree, NodeId block, std::string& out) {
  const Node& node = tree[block];
  switch (node.kind) {
    case NodeKind::code_block:
    case NodeKind::html_block:
      out += without_last_line_end(node.literal);
      break;
    case NodeKind::paragraph:
    case NodeKind::heading:
      append_inline_text(tree, node.first, kNoNode, out);
      break;
    case NodeKind::shortcode:
      append_shortcode_text(tree, block, out);
      break;
    case NodeKind::table_row: {
      const std::size_t start = out.size();
      for (NodeId cell : children(tree, block)) {
        if (out.size() > start) out += ' ';
        append_inline_text(tree, tree[cell].first, kNoNode, out);
      }
      break;
    }
    default: {
      for (NodeId child : children(tree, block)) {
        if (!out.empty() && !out.ends_with('\n')) out += '\n';
        append_block_text(tree, child, out);
      }
      while (out.ends_with('\n')) out.pop_back();
    }
  }
}

}  // namespace broadsheet::content
