#include "content/item_head.h"

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/text.h"
#include "content/html.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kLongestJoiner = 12;  // bytes of ", and "

/// What may stand after the mark that ends a sentence and belongs to it.
constexpr std::array<std::string_view, 7> kClosers = {"”", "’", "」", "』", "）", ")", "\""};

std::size_t with_closers(std::string_view text, std::size_t end) {
  for (bool more = true; more;) {
    more = false;
    for (std::string_view closer : kClosers) {
      if (!text.substr(end).starts_with(closer)) continue;
      end += closer.size();
      more = true;
    }
  }
  return end;
}

/// Where the first sentence of a text ends, after its mark; the text's size where it has but one. A full stop before a
/// small letter ends none ("e.g. this").
std::size_t sentence_end(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?';
    if (stop) {
      const std::size_t end = with_closers(text, at + 1);
      const std::size_t next = text.find_first_not_of(' ', end);
      const bool small = next != std::string_view::npos && text[next] >= 'a' && text[next] <= 'z';
      if (end < text.size() && text[end] == ' ' && !small) return end;
    }
    for (std::string_view wide : {"。", "！", "？"}) {
      if (!text.substr(at).starts_with(wide)) continue;
      const std::size_t stop_end = at + wide.size(), end = with_closers(text, stop_end);
      std::size_t next = end;
      // “好！”他说 goes on behind the quotation.
      const bool quoted =
          end > stop_end && wide != "。" && next < text.size() && is_unspaced(next_code_point(text, next));
      if (!quoted) return end;
    }
  }
  return text.size();
}

bool ends_with_stop(std::string_view text) {
  for (std::string_view stop : {".", "!", "?"})
    if (text.ends_with(stop)) return true;
  return false;
}

/// Where the links in parentheses at the end of a list item's text start; nothing where there are none. They are the
/// last parentheses that open, so only those few are tried.
std::optional<Cursor> closing_links(const Tree& tree, Cursor at, std::vector<HeadField>& fields) {
  std::array<std::optional<Cursor>, 4> candidates;
  std::size_t count = 0;
  for (; !at.at_end(); at.skip_node()) {
    const std::string_view text = at.text();
    for (std::size_t open = 0; open < text.size(); ++open)
      if (text[open] == '(' || text.substr(open).starts_with("（"))
        candidates[count++ % candidates.size()] = Cursor(tree, at.node(), at.offset() + open);
  }
  for (std::size_t tried = 0; tried < std::min(count, candidates.size()); ++tried) {
    const Cursor start = *candidates[(count - 1 - tried) % candidates.size()];
    Cursor links = start;
    fields = read_parenthesised_links(tree, links);
    if (fields.empty()) continue;
    while (links.take(".") || links.take("。") || links.skip_blanks()) {
    }
    if (links.at_end()) return start;
  }
  fields.clear();
  return std::nullopt;
}

/// Where the sentence that begins at `first` ends, before `end`; cuts a text in two where it ends inside one.
NodeId end_of_sentence(Tree& tree, NodeId first, NodeId end) {
  for (NodeId id = first; id != end && id != kNoNode; id = tree[id].next) {
    if (tree[id].kind == NodeKind::hard_break) return id;
    if (tree[id].kind != NodeKind::text) continue;
    const std::string_view text = tree[id].literal;
    const std::size_t sentence = sentence_end(text);
    if (!trim(text.substr(sentence)).empty()) return cut(tree, Cursor(tree, id, sentence));
    const NodeId next = tree[id].next;
    const bool stopped = sentence < text.size() || (ends_with_stop(text) && next != end && next != kNoNode &&
                                                    tree[next].kind == NodeKind::soft_break);
    if (stopped) return next;
  }
  return end;
}

/// The link that a node is: itself, or alone in bold or emphasis; else kNoNode.
NodeId link_of(const Tree& tree, NodeId id) {
  if (tree[id].kind == NodeKind::link) return id;
  const bool wraps = tree[id].kind == NodeKind::strong || tree[id].kind == NodeKind::emphasis;
  const NodeId child = tree[id].first;
  if (!wraps || child == kNoNode || tree[child].next != kNoNode) return kNoNode;
  return tree[child].kind == NodeKind::link ? child : kNoNode;
}

/// Moves the blanks around a part into the separators, where `pending` says whether one stands before it.
void add_part(HeadTitle part, bool& pending, std::vector<HeadTitle>& parts) {
  const std::string text = std::move(part.text);
  const std::string_view trimmed = trim(text);
  const bool leading = !text.empty() && trimmed.data() != text.data();
  const bool trailing = trimmed.data() + trimmed.size() != text.data() + text.size();
  if (trimmed.empty()) {
    pending = pending || !text.empty();
    return;
  }
  part.separator.assign(!parts.empty() && (pending || leading) ? 1 : 0, ' ');
  part.text = normalize_nfc(trimmed);
  part.html = normalize_nfc(trim(part.html));
  pending = trailing;
  parts.push_back(std::move(part));
}

/// The letters of a text: what stands between two links besides commas and blanks.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_word(c)) append_utf8(letters, c);
  }
  return letters;
}

/// `Title: [x](url), [y](url)`: the text before the colon and the links behind it.
std::optional<Head> read_title_before_links(const Tree& tree, NodeId first, NodeId end) {
  if (tree[first].kind != NodeKind::text) return std::nullopt;
  std::string_view title = trim(tree[first].literal);
  const std::size_t colon = title.ends_with(':') ? 1 : title.ends_with("：") ? 3 : 0;
  if (colon == 0 || tree[first].next == end) return std::nullopt;
  title = title.substr(0, title.size() - colon);
  Head head;
  head.form = kSentenceForm;
  std::string between;
  for (NodeId id : Siblings(tree, tree[first].next, end)) {
    if (tree[id].kind == NodeKind::link) {
      std::string text;
      append_inline_text(tree, tree[id].first, kNoNode, text);
      head.sources.push_back({normalize_nfc(trim(text)), tree[id].url, std::exchange(between, {})});
    } else if (tree[id].kind == NodeKind::text && tree[id].literal.size() <= kLongestJoiner) {
      between = letters_of(tree[id].literal);
      if (!between.empty() && !is_joining_word(between)) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  if (head.sources.empty() || !between.empty() || trim(title).empty()) return std::nullopt;
  const std::string text = normalize_nfc(trim(title));
  head.titles.push_back({"", text, escape_html(text), {}});
  return head;
}

}  // namespace

bool holds_link(const Tree& tree, NodeId first, NodeId end) {
  for (NodeId id : Siblings(tree, first, end)) {
    if (tree[id].kind == NodeKind::link && !is_fragment(tree[id].url)) return true;
    if (tree[id].first != kNoNode && holds_link(tree, tree[id].first, kNoNode)) return true;
  }
  return false;
}

NodeId cut(Tree& tree, Cursor at) {
  if (at.offset() == 0) return at.node();
  Node rest = tree[at.node()];
  rest.literal.erase(0, at.offset());
  tree[at.node()].literal.resize(at.offset());
  const NodeId id = tree.add(std::move(rest));
  tree[at.node()].next = id;
  return id;
}

std::vector<HeadTitle> title_parts(const Tree& tree, NodeId first, NodeId end) {
  std::vector<HeadTitle> parts;
  bool pending = false;
  for (NodeId id = first; id != end && id != kNoNode;) {
    const NodeId link = link_of(tree, id);
    NodeId next = tree[id].next;
    if (link == kNoNode)
      while (next != end && next != kNoNode && link_of(tree, next) == kNoNode) next = tree[next].next;
    HeadTitle part;
    append_inline_text(tree, link == kNoNode ? id : tree[link].first, link == kNoNode ? next : kNoNode, part.text);
    append_inline_html(tree, link == kNoNode ? id : tree[link].first, link == kNoNode ? next : kNoNode, Links::dropped,
                       part.html);
    if (link != kNoNode) part.url = tree[link].url;
    add_part(std::move(part), pending, parts);
    id = next;
  }
  return parts;
}

std::optional<Head> read_sentence_head(Tree& tree, NodeId first, bool any_link) {
  std::vector<HeadField> fields;
  const std::optional<Cursor> links = closing_links(tree, Cursor(tree, first), fields);
  if (links && links->node() == first && links->offset() == 0) return std::nullopt;
  if (!links && !(any_link && holds_link(tree, first, kNoNode))) return std::nullopt;
  const NodeId end = links ? cut(tree, *links) : kNoNode;
  const NodeId body = end_of_sentence(tree, first, end);
  std::optional<Head> titled = links ? std::nullopt : read_title_before_links(tree, first, body);
  Head head = titled ? std::move(*titled) : Head();
  if (!titled) {
    head.form = links ? 10 : kSentenceForm;
    head.titles = title_parts(tree, first, body);
  }
  if (head.titles.empty()) return std::nullopt;
  for (const HeadField& field : fields) head.sources.push_back(credit(field));
  if (body != end) {
    head.body = {body, 0};
    head.body_end = {end, 0};
  }
  return head;
}

void take_closing_links(Tree& tree, Head& head) {
  if (head.body.node == kNoNode) return;
  std::vector<HeadField> fields;
  std::optional<Cursor> links = closing_links(tree, Cursor(tree, head.body.node, head.body.offset), fields);
  if (!links) return;
  const bool nothing_before = links->node() == head.body.node && links->offset() <= head.body.offset;
  head.body_end = {cut(tree, *links), 0};
  if (nothing_before) head.body = {};
  for (const HeadField& field : fields) head.sources.push_back(credit(field));
}

}  // namespace broadsheet::content
