#include "search/query_parser.h"

#include <algorithm>

#include "search/query_operand.h"

namespace broadsheet::search {
namespace {

constexpr int kDeepest = 16;  ///< levels of parentheses; deeper ones are left out

using Kind = QueryToken::Kind;

/// The parts of a query on one level of parentheses.
struct Sequence {
  Node score;
  std::vector<Node> filters;
  std::vector<Node> excluded;
};

Node every_document() {
  Node node;
  node.kind = Node::Kind::all;
  return node;
}

/// Joins by AND or OR; lists of the same kind become one list.
Node join(Node::Kind kind, std::vector<Node> nodes) {
  if (nodes.empty()) return {};
  if (nodes.size() == 1) return std::move(nodes[0]);
  Node joined;
  joined.kind = kind;
  for (Node& node : nodes) {
    if (node.kind == kind)
      std::move(node.children.begin(), node.children.end(), std::back_inserter(joined.children));
    else
      joined.children.push_back(std::move(node));
  }
  return joined;
}

Node without(Node node, std::vector<Node> excluded) {
  if (excluded.empty()) return node;
  Node result;
  result.kind = Node::Kind::without;
  result.children.push_back(std::move(node));
  std::move(excluded.begin(), excluded.end(), std::back_inserter(result.children));
  return result;
}

/// One node that means the same as a whole sequence.
Node fold(Sequence sequence) {
  std::vector<Node> parts;
  if (sequence.score.kind != Node::Kind::all || sequence.filters.empty()) parts.push_back(std::move(sequence.score));
  std::move(sequence.filters.begin(), sequence.filters.end(), std::back_inserter(parts));
  return without(join(Node::Kind::every, std::move(parts)), std::move(sequence.excluded));
}

bool is_empty(const Item& item) {
  return item.node.kind == Node::Kind::nothing;
}

Node positive(Item item) {
  if (!item.negated) return std::move(item.node);
  return without(every_document(), {std::move(item.node)});
}

Item both(Item a, Item b) {
  if (is_empty(a)) return b;
  if (is_empty(b)) return a;
  Item joined;
  joined.filter = a.filter && b.filter;
  if (b.negated) {
    joined.filter = a.filter;
    joined.node = without(positive(std::move(a)), {std::move(b.node)});
  } else if (a.negated) {
    joined.filter = b.filter;
    joined.node = without(std::move(b.node), {std::move(a.node)});
  } else {
    joined.node = join(Node::Kind::every, {std::move(a.node), std::move(b.node)});
  }
  return joined;
}

Item either(Item a, Item b) {
  if (is_empty(a)) return b;
  if (is_empty(b)) return a;
  Item joined;
  joined.filter = a.filter && b.filter;
  joined.node = join(Node::Kind::any, {positive(std::move(a)), positive(std::move(b))});
  return joined;
}

class Parser {
 public:
  Parser(const std::vector<QueryToken>& tokens, const Vocabulary& vocabulary, bool all_words, std::size_t open_end)
      : tokens_(tokens),
        reader_(vocabulary),
        join_(all_words ? Node::Kind::every : Node::Kind::any),
        open_end_(open_end) {}

  Sequence sequence(int depth) {
    std::vector<Item> items;
    while (at_ < tokens_.size()) {
      if (is(Kind::close)) {
        if (depth > 0) break;
        ++at_;
      } else if (is(Kind::op_and) || is(Kind::op_or)) {
        ++at_;
      } else {
        Item item = alternative(depth);
        if (!is_empty(item)) items.push_back(std::move(item));
      }
    }
    return assemble(std::move(items));
  }

  std::vector<TypedWord> take_words() { return reader_.take_words(); }

 private:
  bool is(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  /// Whether an item can start here: not at the end of a sequence, nor before an operator.
  bool at_item() const { return at_ < tokens_.size() && !is(Kind::close) && !is(Kind::op_and) && !is(Kind::op_or); }

  Item alternative(int depth) {
    Item left = conjunction(depth);
    while (is(Kind::op_or)) {
      while (is(Kind::op_or) || is(Kind::op_and)) ++at_;
      if (at_item()) left = either(std::move(left), conjunction(depth));
    }
    return left;
  }

  Item conjunction(int depth) {
    Item left = item(depth);
    while (is(Kind::op_and)) {
      while (is(Kind::op_and)) ++at_;
      if (at_item()) left = both(std::move(left), item(depth));
    }
    return left;
  }

  Item item(int depth) {
    bool negated = false;
    while (is(Kind::op_not)) {
      negated = true;
      ++at_;
    }
    if (!at_item()) return {};
    const QueryToken& token = tokens_[at_++];
    Item found;
    if (token.kind != Kind::open)
      found = reader_.read(token, !token.quoted && token.end == open_end_);
    else if (depth < kDeepest)
      found = group(depth);
    found.negated = negated;
    return found;
  }

  Item group(int depth) {
    Sequence inner = sequence(depth + 1);
    if (is(Kind::close)) ++at_;
    Item found;
    found.filter = inner.score.kind == Node::Kind::all;
    found.node = fold(std::move(inner));
    return found;
  }

  Sequence assemble(std::vector<Item> items) const {
    Sequence sequence;
    std::vector<Node> words;
    std::vector<std::pair<std::string, std::vector<Node>>> fields;
    const bool all_stop = std::all_of(items.begin(), items.end(),
                                      [](const Item& item) { return item.stop || item.filter || item.negated; });
    for (Item& item : items) {
      if (item.negated)
        sequence.excluded.push_back(std::move(item.node));
      else if (item.filter)
        add_filter(fields, std::move(item));
      else if (!item.stop || all_stop)
        words.push_back(std::move(item.node));
    }
    for (auto& [field, nodes] : fields) sequence.filters.push_back(join(Node::Kind::any, std::move(nodes)));
    if (!words.empty())
      sequence.score = join(join_, std::move(words));
    else if (!sequence.filters.empty() || !sequence.excluded.empty())
      sequence.score = every_document();
    return sequence;
  }

  /// Filters of one field widen each other, all others narrow.
  static void add_filter(std::vector<std::pair<std::string, std::vector<Node>>>& fields, Item item) {
    for (auto& [field, nodes] : fields)
      if (!field.empty() && field == item.field) return nodes.push_back(std::move(item.node));
    fields.emplace_back(item.field, std::vector<Node>());
    fields.back().second.push_back(std::move(item.node));
  }

  const std::vector<QueryToken>& tokens_;
  OperandReader reader_;
  Node::Kind join_;
  std::size_t open_end_;  ///< the offset at which an operand that may go on must end
  std::size_t at_ = 0;
};

const char* name_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::phrase:
      return "phrase";
    case Node::Kind::synonym:
      return "synonym";
    case Node::Kind::any:
      return "any";
    case Node::Kind::every:
      return "every";
    case Node::Kind::without:
      return "without";
    case Node::Kind::all:
      return "all";
    default:
      return "nothing";
  }
}

}  // namespace

std::string describe(const Node& node) {
  if (node.kind == Node::Kind::term) return node.terms[0];
  if (node.kind == Node::Kind::days) return std::to_string(node.first) + ".." + std::to_string(node.last);
  std::string text = name_of(node.kind);
  if (node.terms.empty() && node.children.empty()) return text;
  for (const std::string& term : node.terms) text += ' ' + term;
  for (const Node& child : node.children) text += ' ' + describe(child);
  return '(' + text + ')';
}

std::string describe(const ParsedQuery& query) {
  std::string text = describe(query.score);
  for (const Node& node : query.filters) text += " +" + describe(node);
  for (const Node& node : query.excluded) text += " -" + describe(node);
  return text;
}

ParsedQuery parse_query(const std::string& query, const Vocabulary& vocabulary, bool all_words, bool partial) {
  ParsedQuery parsed;
  parsed.text = normalize_query(query);
  const std::vector<QueryToken> tokens = lex_query(parsed.text);
  Parser parser(tokens, vocabulary, all_words, partial ? parsed.text.size() : std::string::npos);
  Sequence sequence = parser.sequence(0);
  parsed.score = std::move(sequence.score);
  parsed.filters = std::move(sequence.filters);
  parsed.excluded = std::move(sequence.excluded);
  parsed.words = parser.take_words();
  return parsed;
}

}  // namespace broadsheet::search
