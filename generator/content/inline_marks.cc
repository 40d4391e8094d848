#include "content/inline_marks.h"

#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kLongestMailName = 64;  // RFC 5321, section 4.5.3.1.1

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The end of `a.b-c.d` at `at`; nothing where there are no two labels.
std::optional<std::size_t> domain_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && (is_alphanumeric(text[at]) || text[at] == '-' || text[at] == '_' || text[at] == '.')) ++at;
  while (at > begin && (text[at - 1] == '.' || text[at - 1] == '-' || text[at - 1] == '_')) --at;
  if (at == begin || !is_alphanumeric(text[begin])) return std::nullopt;
  if (text.substr(begin, at - begin).find('.') == std::string_view::npos) return std::nullopt;
  return at;
}

/// Whether an address cannot go on with this code point: blanks, quotes, `<`, and everything of East Asian text.
bool ends_address(char32_t c) {
  return c <= ' ' || c == '<' || c == '"' || c == 0xa0 || c == 0x201c || c == 0x201d || c >= 0x2e80;
}

/// Without the punctuation that belongs to the sentence, and brackets that were opened outside (GFM, section 6.9).
std::size_t without_trailing_marks(std::string_view text, Span address) {
  std::size_t open = 0, close = 0;
  for (char c : text.substr(address.begin, address.end - address.begin)) {
    open += c == '(';
    close += c == ')';
  }
  while (address.end > address.begin) {
    const std::string_view rest = text.substr(address.begin, address.end - address.begin);
    if (rest.ends_with("…") || rest.ends_with("—") || rest.ends_with("–") || rest.ends_with("’")) {
      address.end -= 3;
    } else if (std::string_view("?!.,:*_~';").find(rest.back()) != std::string_view::npos) {
      --address.end;
    } else if (rest.back() == ')' && close > open) {
      --address.end;
      --close;
    } else {
      break;
    }
  }
  return address.end;
}

/// `https://…`, `http://…` or `www.…` at `at`.
std::optional<Span> web_address(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  std::size_t prefix = 0;
  if (rest.starts_with("https://")) prefix = 8;
  if (rest.starts_with("http://")) prefix = 7;
  if (prefix == 0 && !rest.starts_with("www.")) return std::nullopt;
  if (at > 0 && is_alphanumeric(text[at - 1])) return std::nullopt;
  const auto domain = domain_end(text, at + prefix);
  if (!domain) return std::nullopt;
  std::size_t end = *domain;
  while (end < text.size()) {
    std::size_t next = end;
    if (ends_address(next_code_point(text, next))) break;
    end = next;
  }
  end = without_trailing_marks(text, {at, end});
  if (end < *domain) return std::nullopt;
  return Span{at, end};
}

/// The mail address around the `@` at `at`, not reaching before `from`.
std::optional<Span> mail_address(std::string_view text, std::size_t at, std::size_t from) {
  std::size_t begin = at;
  while (begin > from && at - begin < kLongestMailName &&
         (is_alphanumeric(text[begin - 1]) || std::string_view("._+-").find(text[begin - 1]) != std::string_view::npos))
    --begin;
  const auto end = domain_end(text, at + 1);
  if (begin == at || !is_alphanumeric(text[begin]) || !end) return std::nullopt;
  return Span{begin, *end};
}

/// The address as it was typed: typographic dashes and dots back to what they were made of.
std::string typed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == 0x2013)
      out += "--";
    else if (c == 0x2014)
      out += "---";
    else if (c == 0x2026)
      out += "...";
    else if (c == 0x2018 || c == 0x2019)
      out += '\'';
    else
      append_utf8(out, c);
  }
  return out;
}

Node text_node(const Node& like, std::string literal) {
  Node node;
  node.kind = NodeKind::text;
  node.line = like.line;
  node.column = like.column;
  node.literal = std::move(literal);
  return node;
}

/// Puts nodes between `before` (or the start of `parent`) and `after`.
class Splice {
 public:
  Splice(Tree& tree, NodeId parent) : tree_(tree), parent_(parent) {
    tree_[parent].first = tree_[parent].last = kNoNode;
  }
  void add(NodeId node) {
    tree_[node].next = kNoNode;
    tree_.append(parent_, node);
  }
  void add_text(const Node& like, std::string_view literal) {
    if (!literal.empty()) add(tree_.add(text_node(like, std::string(literal))));
  }

 private:
  Tree& tree_;
  NodeId parent_;
};

bool may_have_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find("www.") != std::string_view::npos ||
         text.find('@') != std::string_view::npos;
}

void add_link(Tree& tree, Splice& out, const Node& like, std::string url, std::string_view shown) {
  Node link = text_node(like, {});
  link.kind = NodeKind::link;
  link.url = std::move(url);
  const NodeId id = tree.add(std::move(link));
  tree.append(id, tree.add(text_node(like, std::string(shown))));
  out.add(id);
}

void link_addresses_of(Tree& tree, Splice& out, const Node& like) {
  const std::string_view text = like.literal;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::optional<Span> found;
    const bool mail = text[at] == '@';
    if (mail)
      found = mail_address(text, at, done);
    else if (text[at] == 'h' || text[at] == 'w')
      found = web_address(text, at);
    if (!found) {
      ++at;
      continue;
    }
    out.add_text(like, text.substr(done, found->begin - done));
    const std::string shown = typed(text.substr(found->begin, found->end - found->begin));
    const std::string_view scheme = mail ? "mailto:" : shown.starts_with("www.") ? "http://" : "";
    add_link(tree, out, like, std::string(scheme) + shown, shown);
    at = done = found->end;
  }
  out.add_text(like, text.substr(done));
}

void link_addresses(Tree& tree, NodeId parent) {
  bool any = false;
  for (NodeId child : children(tree, parent))
    any = any || (tree[child].kind == NodeKind::text && may_have_address(tree[child].literal));
  if (!any) return;
  NodeId child = tree[parent].first;
  Splice out(tree, parent);
  while (child != kNoNode) {
    const NodeId next = tree[child].next;
    if (tree[child].kind == NodeKind::text)
      link_addresses_of(tree, out, Node(tree[child]));
    else
      out.add(child);
    child = next;
  }
}

/// Splits the texts of `parent` so that each `~~` that can open or close a strike is a node of its own.
std::vector<NodeId> split_tildes(Tree& tree, NodeId parent) {
  std::vector<NodeId> marks;
  NodeId child = tree[parent].first;
  Splice out(tree, parent);
  while (child != kNoNode) {
    const NodeId next = tree[child].next;
    if (tree[child].kind != NodeKind::text || tree[child].literal.find("~~") == std::string::npos) {
      out.add(child);
      child = next;
      continue;
    }
    const Node like = tree[child];
    const std::string_view text = like.literal;
    std::size_t done = 0;
    for (std::size_t at = text.find('~'); at != std::string_view::npos; at = text.find('~', at)) {
      const std::size_t end = std::min(text.find_first_not_of('~', at), text.size());
      if (end - at == 2) {
        out.add_text(like, text.substr(done, at - done));
        marks.push_back(tree.add(text_node(like, "~~")));
        out.add(marks.back());
        done = end;
      }
      at = end;
    }
    out.add_text(like, text.substr(done));
    child = next;
  }
  return marks;
}

bool starts_with_space(const Tree& tree, NodeId node) {
  if (node == kNoNode || tree[node].kind == NodeKind::soft_break || tree[node].kind == NodeKind::hard_break)
    return true;
  return tree[node].kind == NodeKind::text && is_space(tree[node].literal.front());
}

bool ends_with_space(const Tree& tree, NodeId node) {
  if (node == kNoNode || tree[node].kind == NodeKind::soft_break || tree[node].kind == NodeKind::hard_break)
    return true;
  return tree[node].kind == NodeKind::text && is_space(tree[node].literal.back());
}

void mark_strikes(Tree& tree, NodeId parent) {
  bool any = false;
  for (NodeId child : children(tree, parent))
    any = any || (tree[child].kind == NodeKind::text && tree[child].literal.find("~~") != std::string::npos);
  if (!any) return;
  const std::vector<NodeId> marks = split_tildes(tree, parent);
  std::size_t mark = 0;
  NodeId opener = kNoNode, before_opener = kNoNode, previous = kNoNode;
  for (NodeId child = tree[parent].first; child != kNoNode;) {
    const NodeId next = tree[child].next;
    const bool is_mark = mark < marks.size() && marks[mark] == child;
    mark += is_mark;
    if (is_mark && opener != kNoNode && !ends_with_space(tree, previous)) {
      Node strike = text_node(tree[opener], {});
      strike.kind = NodeKind::strike;
      const NodeId id = tree.add(std::move(strike));
      tree.adopt(id, tree[opener].next, child);
      tree[id].next = next;
      (before_opener == kNoNode ? tree[parent].first : tree[before_opener].next) = id;
      if (next == kNoNode) tree[parent].last = id;
      opener = kNoNode;
      child = id;
    } else if (is_mark && opener == kNoNode && !starts_with_space(tree, next)) {
      opener = child;
      before_opener = previous;
    }
    previous = child;
    child = next;
  }
}

}  // namespace

void mark_inlines(Tree& tree, NodeId parent) {
  mark_strikes(tree, parent);
  link_addresses(tree, parent);
  // Leftover marks and cut texts become one node again, so that forms can be read from whole texts.
  for (NodeId child = tree[parent].first; child != kNoNode; child = tree[child].next) {
    while (tree[child].kind == NodeKind::text && tree[child].next != kNoNode &&
           tree[tree[child].next].kind == NodeKind::text) {
      const NodeId next = tree[child].next;
      tree[child].literal += tree[next].literal;
      tree[child].next = tree[next].next;
      if (tree[parent].last == next) tree[parent].last = child;
    }
    if (tree[child].kind == NodeKind::strike) link_addresses(tree, child);
  }
}

}  // namespace broadsheet::content
