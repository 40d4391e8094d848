#include "template/expression_parser.h"

#include <algorithm>
#include <optional>

#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

constexpr int kMostDepth = 200;
constexpr int kMostLinks = 400;

std::optional<Operation> comparison(TokenKind kind) {
  switch (kind) {
    case TokenKind::equal:
      return Operation::equal;
    case TokenKind::not_equal:
      return Operation::not_equal;
    case TokenKind::less:
      return Operation::less;
    case TokenKind::less_equal:
      return Operation::less_equal;
    case TokenKind::greater:
      return Operation::greater;
    case TokenKind::greater_equal:
      return Operation::greater_equal;
    default:
      return std::nullopt;
  }
}

std::optional<Operation> product(TokenKind kind) {
  switch (kind) {
    case TokenKind::multiply:
      return Operation::multiply;
    case TokenKind::divide:
      return Operation::divide;
    case TokenKind::floor_divide:
      return Operation::floor_divide;
    case TokenKind::modulo:
      return Operation::modulo;
    default:
      return std::nullopt;
  }
}

ExprPtr binary(Operation operation, std::uint32_t offset, ExprPtr left, ExprPtr right) {
  return std::make_unique<BinaryExpr>(ExprKind::binary, operation, offset, std::move(left), std::move(right));
}

/// Counts how deep expressions stand inside each other, while it lives.
class Deeper {
 public:
  Deeper(int& depth, const TokenStream& stream) : depth_(depth) {
    if (++depth_ > kMostDepth) stream.fail(stream.current().offset, "expressions stand too deep inside each other");
  }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  ~Deeper() { --depth_; }

 private:
  int& depth_;
};

}  // namespace

void ExpressionParser::count_link(int& links) const {
  if (++links > kMostLinks) stream_.fail(stream_.current().offset, "the expression is too long");
}

ExprPtr ExpressionParser::parse_expression(bool with_condition) {
  const Deeper deeper(depth_, stream_);
  return with_condition ? parse_condition() : parse_or();
}

ExprPtr ExpressionParser::parse_condition() {
  ExprPtr expr = parse_or();
  int links = 0;
  while (stream_.is_name("if")) {
    count_link(links);
    const std::uint32_t offset = stream_.next().offset;
    ExprPtr condition = parse_or();
    ExprPtr other;
    if (stream_.skip_if_name("else")) other = parse_expression();
    expr = std::make_unique<ConditionalExpr>(offset, std::move(expr), std::move(condition), std::move(other));
  }
  return expr;
}

ExprPtr ExpressionParser::parse_or() {
  ExprPtr left = parse_and();
  int links = 0;
  while (stream_.is_name("or")) {
    count_link(links);
    const std::uint32_t offset = stream_.next().offset;
    left = std::make_unique<BinaryExpr>(ExprKind::logical_or, Operation::in, offset, std::move(left), parse_and());
  }
  return left;
}

ExprPtr ExpressionParser::parse_and() {
  ExprPtr left = parse_not();
  int links = 0;
  while (stream_.is_name("and")) {
    count_link(links);
    const std::uint32_t offset = stream_.next().offset;
    left = std::make_unique<BinaryExpr>(ExprKind::logical_and, Operation::in, offset, std::move(left), parse_not());
  }
  return left;
}

ExprPtr ExpressionParser::parse_not() {
  if (!stream_.is_name("not")) return parse_compare();
  const Deeper deeper(depth_, stream_);
  const std::uint32_t offset = stream_.next().offset;
  return std::make_unique<UnaryExpr>(ExprKind::logical_not, offset, parse_not());
}

ExprPtr ExpressionParser::parse_compare() {
  ExprPtr first = parse_sum();
  std::unique_ptr<CompareExpr> compare;
  for (int links = 0;; count_link(links)) {
    const std::uint32_t offset = stream_.current().offset;
    std::optional<Operation> operation = comparison(stream_.current().kind);
    if (stream_.is_name("in")) operation = Operation::in;
    if (stream_.is_name("not") && stream_.next_is_name("in")) {
      operation = Operation::not_in;
      stream_.next();
    }
    if (!operation) break;
    stream_.next();
    if (!compare) compare = std::make_unique<CompareExpr>(offset, std::move(first));
    compare->steps.push_back({*operation, offset, parse_sum()});
  }
  return compare ? std::move(compare) : std::move(first);
}

ExprPtr ExpressionParser::parse_sum() {
  ExprPtr left = parse_concat();
  for (int links = 0; stream_.is(TokenKind::add) || stream_.is(TokenKind::subtract); count_link(links)) {
    const Token& token = stream_.next();
    const Operation operation = token.kind == TokenKind::add ? Operation::add : Operation::subtract;
    left = binary(operation, token.offset, std::move(left), parse_concat());
  }
  return left;
}

ExprPtr ExpressionParser::parse_concat() {
  ExprPtr first = parse_product();
  if (!stream_.is(TokenKind::tilde)) return first;
  const std::uint32_t offset = stream_.current().offset;
  std::vector<ExprPtr> items;
  items.push_back(std::move(first));
  while (stream_.skip_if(TokenKind::tilde)) items.push_back(parse_product());
  return std::make_unique<ManyExpr>(ExprKind::concat, offset, std::move(items));
}

ExprPtr ExpressionParser::parse_product() {
  ExprPtr left = parse_power();
  for (int links = 0;; count_link(links)) {
    const auto operation = product(stream_.current().kind);
    if (!operation) return left;
    const std::uint32_t offset = stream_.next().offset;
    left = binary(*operation, offset, std::move(left), parse_power());
  }
}

ExprPtr ExpressionParser::parse_power() {
  ExprPtr left = parse_unary();
  for (int links = 0; stream_.is(TokenKind::power); count_link(links)) {
    const std::uint32_t offset = stream_.next().offset;
    left = binary(Operation::power, offset, std::move(left), parse_unary());
  }
  return left;
}

ExprPtr ExpressionParser::parse_unary(bool with_filter) {
  const Deeper deeper(depth_, stream_);
  ExprPtr expr;
  if (stream_.is(TokenKind::subtract) || stream_.is(TokenKind::add)) {
    const Token& token = stream_.next();
    const ExprKind kind = token.kind == TokenKind::subtract ? ExprKind::negate : ExprKind::plus;
    expr = std::make_unique<UnaryExpr>(kind, token.offset, parse_unary(false));
  } else {
    expr = parse_primary();
  }
  expr = parse_postfix(std::move(expr));
  return with_filter ? parse_filters_and_tests(std::move(expr)) : std::move(expr);
}

ExprPtr ExpressionParser::parse_primary() {
  const Token& token = stream_.current();
  switch (token.kind) {
    case TokenKind::name:
      return parse_name();
    case TokenKind::text:
      return parse_text();
    case TokenKind::integer:
      stream_.next();
      return std::make_unique<ConstantExpr>(token.offset, Value(token.integer));
    case TokenKind::real:
      stream_.next();
      return std::make_unique<ConstantExpr>(token.offset, Value(token.real));
    case TokenKind::left_parenthesis: {
      stream_.next();
      ExprPtr expr = parse_tuple(true, {}, true);
      stream_.expect(TokenKind::right_parenthesis);
      return expr;
    }
    case TokenKind::left_bracket:
      return parse_list();
    case TokenKind::left_brace:
      return parse_map();
    default:
      stream_.fail(token.offset, "expected an expression, found " + describe(token));
  }
}

ExprPtr ExpressionParser::parse_name() {
  const Token& token = stream_.next();
  const std::string_view name = token.source;
  if (name == "true" || name == "True") return std::make_unique<ConstantExpr>(token.offset, Value(true));
  if (name == "false" || name == "False") return std::make_unique<ConstantExpr>(token.offset, Value(false));
  if (name == "none" || name == "None") return std::make_unique<ConstantExpr>(token.offset, Value::none());
  mention(name);
  return std::make_unique<NameExpr>(token.offset, std::string(name));
}

void ExpressionParser::mention(std::string_view name) {
  bool Mentions::*what = nullptr;
  if (name == "loop") what = &Mentions::loop;
  if (name == "caller") what = &Mentions::caller;
  if (name == "varargs") what = &Mentions::varargs;
  if (name == "kwargs") what = &Mentions::kwargs;
  if (name == "self") what = &Mentions::self;
  if (name == "super") what = &Mentions::super;
  if (what == nullptr) return;
  for (Mentions* listener : listeners) listener->*what = true;
}

ExprPtr ExpressionParser::parse_text() {
  const std::uint32_t offset = stream_.current().offset;
  std::string text;
  while (stream_.is(TokenKind::text)) text += stream_.next().text;
  return std::make_unique<ConstantExpr>(offset, std::move(text));
}

bool ExpressionParser::at_tuple_end(std::string_view end) const {
  return stream_.is(TokenKind::variable_end) || stream_.is(TokenKind::block_end) ||
         stream_.is(TokenKind::right_parenthesis) || (!end.empty() && stream_.is_name(end));
}

ExprPtr ExpressionParser::parse_tuple(bool with_condition, std::string_view end, bool in_parentheses) {
  const std::uint32_t offset = stream_.current().offset;
  std::vector<ExprPtr> items;
  bool is_tuple = false;
  for (;;) {
    if (!items.empty()) stream_.expect(TokenKind::comma);
    if (at_tuple_end(end)) break;
    items.push_back(parse_expression(with_condition));
    if (!stream_.is(TokenKind::comma)) break;
    is_tuple = true;
  }
  if (!is_tuple && !items.empty()) return std::move(items.front());
  if (!is_tuple && !in_parentheses) {
    stream_.fail(stream_.current().offset, "expected an expression, found " + describe(stream_.current()));
  }
  return fold_listing(ExprKind::tuple, offset, std::move(items));
}

ExprPtr ExpressionParser::parse_list() {
  const std::uint32_t offset = stream_.expect(TokenKind::left_bracket).offset;
  std::vector<ExprPtr> items;
  while (!stream_.is(TokenKind::right_bracket)) {
    if (!items.empty()) stream_.expect(TokenKind::comma);
    if (stream_.is(TokenKind::right_bracket)) break;
    items.push_back(parse_expression());
  }
  stream_.expect(TokenKind::right_bracket);
  return fold_listing(ExprKind::list, offset, std::move(items));
}

ExprPtr ExpressionParser::parse_map() {
  auto map = std::make_unique<MapExpr>(stream_.expect(TokenKind::left_brace).offset);
  while (!stream_.is(TokenKind::right_brace)) {
    if (!map->entries.empty()) stream_.expect(TokenKind::comma);
    if (stream_.is(TokenKind::right_brace)) break;
    ExprPtr key = parse_expression();
    stream_.expect(TokenKind::colon);
    map->entries.emplace_back(std::move(key), parse_expression());
  }
  stream_.expect(TokenKind::right_brace);
  return map;
}

ExprPtr ExpressionParser::parse_postfix(ExprPtr expr) {
  for (int links = 0;; count_link(links)) {
    if (stream_.is(TokenKind::dot)) {
      expr = parse_dot(std::move(expr));
    } else if (stream_.is(TokenKind::left_bracket)) {
      expr = parse_subscript(std::move(expr));
    } else if (stream_.is(TokenKind::left_parenthesis)) {
      expr = parse_call(std::move(expr));
    } else {
      return expr;
    }
  }
}

ExprPtr ExpressionParser::parse_filters_and_tests(ExprPtr expr) {
  for (int links = 0;; count_link(links)) {
    if (stream_.is(TokenKind::pipe)) {
      stream_.next();
      expr = parse_filter(std::move(expr));
    } else if (stream_.is_name("is")) {
      expr = parse_test(std::move(expr));
    } else if (stream_.is(TokenKind::left_parenthesis)) {
      expr = parse_call(std::move(expr));
    } else {
      return expr;
    }
  }
}

ExprPtr fold_listing(ExprKind kind, std::uint32_t offset, std::vector<ExprPtr> items) {
  const bool constant =
      std::all_of(items.begin(), items.end(), [](const ExprPtr& item) { return item->kind == ExprKind::constant; });
  if (!constant) return std::make_unique<ManyExpr>(kind, offset, std::move(items));
  std::vector<Value> values;
  values.reserve(items.size());
  for (const ExprPtr& item : items) {
    const Value& value = static_cast<const ConstantExpr&>(*item).value;
    // A text lives in its own expression, which goes away.
    values.push_back(value.is_text() && value.object() == nullptr ? Value::owned(std::string(value.text())) : value);
  }
  return std::make_unique<ConstantExpr>(
      offset, kind == ExprKind::list ? Value::list(std::move(values)) : Value::tuple(std::move(values)));
}

}  // namespace broadsheet::tmpl
