#include "content/head_titles.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "content/cursor.h"
#include "content/head_fields.h"
#include "content/html.h"
#include "content/item_head.h"

namespace broadsheet::content {

namespace {

constexpr std::array<std::string_view, 9> kJoiners = {"&", "and", "/", ",", "+", "·", "、", "和", "与"};

bool is_joiner(std::string_view text) {
  return std::find(kJoiners.begin(), kJoiners.end(), trim(text)) != kJoiners.end();
}

/// Takes `open` and `close` off both ends of a title, where they belong together.
bool strip_pair(HeadTitle& title, std::string_view open, std::string_view close) {
  if (!title.text.starts_with(open) || !title.text.ends_with(close) || title.text.size() < open.size() + close.size())
    return false;
  if (!title.html.starts_with(open) || !title.html.ends_with(close)) return false;
  int depth = 0;
  for (std::size_t at = 0; at + close.size() < title.text.size(); ++at) {
    if (title.text[at] != open[0] && title.text[at] != close[0]) continue;
    const std::string_view rest = std::string_view(title.text).substr(at);
    depth += rest.starts_with(open);
    depth -= rest.starts_with(close);
    if (depth == 0) return false;  // "[a] and [b]"
  }
  title.text = std::string(
      trim(std::string_view(title.text).substr(open.size(), title.text.size() - open.size() - close.size())));
  title.html = std::string(
      trim(std::string_view(title.html).substr(open.size(), title.html.size() - open.size() - close.size())));
  return true;
}

bool strip_brackets(HeadTitle& title) {
  return strip_pair(title, "[", "]") || strip_pair(title, "【", "】") || strip_pair(title, "［", "］");
}

bool strip_colon(HeadTitle& title) {
  for (std::string_view colon : {":", "："}) {
    if (!title.text.ends_with(colon) || !title.html.ends_with(colon)) continue;
    title.text.erase(title.text.size() - colon.size());
    title.html.erase(title.html.size() - colon.size());
    return true;
  }
  return false;
}

HeadTitle make_title(const Tree& tree, NodeId first, NodeId end) {
  HeadTitle title;
  const bool wholly_bold = first != end && tree[first].kind == NodeKind::strong && tree[first].next == end;
  if (wholly_bold) return make_title(tree, tree[first].first, kNoNode);  // a title is bold anyway
  append_inline_text(tree, first, end, title.text);
  append_inline_html(tree, first, end, Links::dropped, title.html);
  title.text = normalize_nfc(trim(title.text));
  title.html = normalize_nfc(trim(title.html));
  return title;
}

/// `[A](u) & [B](v)`: one title a link. Empty where something else stands between.
std::vector<HeadTitle> linked_titles(const Tree& tree, NodeId node) {
  std::vector<HeadTitle> titles;
  std::string separator;
  for (NodeId child : children(tree, node)) {
    if (tree[child].kind == NodeKind::text &&
        (titles.empty() ? trim(tree[child].literal).empty() : is_joiner(tree[child].literal))) {
      separator = titles.empty() ? "" : tree[child].literal;
    } else if (tree[child].kind == NodeKind::link && (titles.empty() || !separator.empty())) {
      titles.push_back(make_title(tree, tree[child].first, kNoNode));
      titles.back().separator = std::exchange(separator, {});
      titles.back().url = tree[child].url;
    } else {
      return {};
    }
  }
  return separator.empty() ? titles : std::vector<HeadTitle>();
}

/// `[A] & [B]`: one title a pair of brackets. Empty where there are not several.
std::vector<HeadTitle> bracketed_titles(const HeadTitle& whole) {
  if (!whole.text.starts_with('[') || whole.text.find('[', 1) == std::string::npos) return {};
  for (std::string_view joiner : {" & ", " and ", " / ", ", ", " + "}) {
    const std::string seam = "]" + std::string(joiner) + "[";
    const std::string html_seam = "]" + escape_html(joiner) + "[";
    const std::size_t cut = whole.text.find(seam), html_cut = whole.html.find(html_seam);
    if (cut == std::string::npos || html_cut == std::string::npos) continue;
    HeadTitle first{"", whole.text.substr(0, cut + 1), whole.html.substr(0, html_cut + 1), {}};
    HeadTitle second{std::string(joiner),
                     whole.text.substr(cut + seam.size() - 1),
                     whole.html.substr(html_cut + html_seam.size() - 1),
                     {}};
    if (strip_brackets(first) && strip_brackets(second)) return {std::move(first), std::move(second)};
  }
  return {};
}

/// Titles with text around their links: each link is one, what stands between two separates them, and what stands
/// before the first and after the last belongs to these.
std::vector<HeadTitle> mixed_titles(const Tree& tree, NodeId node) {
  std::vector<NodeId> links;
  for (NodeId child : children(tree, node))
    if (tree[child].kind == NodeKind::link) links.push_back(child);
  std::vector<HeadTitle> titles;
  for (std::size_t at = 0; at < links.size(); ++at) {
    const NodeId first = at == 0 ? tree[node].first : links[at];
    const bool last = at + 1 == links.size();
    titles.push_back(make_title(tree, first, last ? kNoNode : tree[links[at]].next));
    titles.back().url = tree[links[at]].url;
    if (at > 0) append_inline_text(tree, tree[links[at - 1]].next, links[at], titles.back().separator);
  }
  return titles;
}

/// Where the title of a bold text ends: behind its first link, or behind the brackets that it starts with.
Cursor after_first_title(const Tree& tree, NodeId strong) {
  Cursor at(tree, tree[strong].first);
  at.skip_blanks();
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"[", "]"}, {"【", "】"}}) {
    if (!at.text().starts_with(open)) continue;
    const std::size_t end = at.text().find(close);
    at.skip_text(end == std::string_view::npos ? at.text().size() : end + close.size());
    return at;
  }
  while (!at.at_end() && !at.is(NodeKind::link)) at.skip_node();
  if (!at.at_end()) at.skip_node();
  return at;
}

}  // namespace

void split_bold_fields(Tree& tree, NodeId strong) {
  if (tree[strong].kind != NodeKind::strong || tree[strong].first == kNoNode) return;
  Cursor at = after_first_title(tree, strong);
  if (at.at_end() || !linked_titles(tree, strong).empty()) return;
  Cursor separator = at;
  separator.skip_blanks();
  if (separator_width(separator.text()) == 0) return;
  NodeId last = tree[strong].first;
  const NodeId rest = cut(tree, at);
  if (rest == last) return;
  while (tree[last].next != rest) last = tree[last].next;
  tree[last].next = kNoNode;
  tree[strong].last = last;
  NodeId end = rest;
  while (tree[end].next != kNoNode) end = tree[end].next;
  tree[end].next = tree[strong].next;
  tree[strong].next = rest;
}

HeadTitles read_titles(const Tree& tree, NodeId node) {
  HeadTitles result;
  if (tree[node].kind == NodeKind::link) {
    result.titles.push_back(make_title(tree, tree[node].first, kNoNode));
    result.titles.back().url = tree[node].url;
    result.linked = true;
  } else if (auto linked = linked_titles(tree, node); !linked.empty()) {
    result.titles = std::move(linked);
    result.linked = true;
  } else {
    result.titles = mixed_titles(tree, node);
    result.linked = !result.titles.empty();
  }
  if (result.titles.empty()) {
    HeadTitle whole = make_title(tree, tree[node].first, kNoNode);
    result.colon = strip_colon(whole);
    result.titles = bracketed_titles(whole);
    result.bracketed = !result.titles.empty();
    if (result.titles.empty()) result.titles.push_back(std::move(whole));
  }
  if (result.titles.size() == 1) {
    result.colon = strip_colon(result.titles[0]) || result.colon;
    const bool stripped = strip_brackets(result.titles[0]);
    result.bracketed = result.bracketed || stripped;
  } else {
    for (HeadTitle& title : result.titles) result.bracketed = strip_brackets(title) || result.bracketed;
  }
  std::erase_if(result.titles, [](const HeadTitle& title) { return title.text.empty(); });
  return result;
}

}  // namespace broadsheet::content
