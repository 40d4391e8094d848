// What follows an expression: attributes, subscripts, calls, filters and tests (expression_parser.h).
#include "template/expression_parser.h"
#include "template/text.h"

namespace broadsheet::tmpl {

ExprPtr ExpressionParser::parse_dot(ExprPtr expr) {
  const std::uint32_t dot = stream_.next().offset;
  const Token& token = stream_.next();
  if (token.kind == TokenKind::name) {
    return std::make_unique<AttributeExpr>(token.offset, std::move(expr), std::string(token.source));
  }
  if (token.kind != TokenKind::integer) {
    stream_.fail(token.offset, "expected a name or a number after '.', found " + describe(token));
  }
  auto index = std::make_unique<ConstantExpr>(token.offset, Value(token.integer));
  return std::make_unique<ItemExpr>(dot, std::move(expr), std::move(index));
}

ExprPtr ExpressionParser::parse_subscript(ExprPtr expr) {
  const std::uint32_t offset = stream_.next().offset;
  if (stream_.is(TokenKind::right_bracket)) stream_.fail(stream_.current().offset, "expected an index before ']'");
  if (stream_.is(TokenKind::colon)) return parse_slice(std::move(expr), offset, nullptr);
  ExprPtr index = parse_expression();
  if (stream_.is(TokenKind::colon)) return parse_slice(std::move(expr), offset, std::move(index));
  if (stream_.is(TokenKind::comma)) {
    std::vector<ExprPtr> items;
    items.push_back(std::move(index));
    while (stream_.skip_if(TokenKind::comma)) items.push_back(parse_expression());
    index = fold_listing(ExprKind::tuple, offset, std::move(items));
  }
  stream_.expect(TokenKind::right_bracket);
  return std::make_unique<ItemExpr>(offset, std::move(expr), std::move(index));
}

ExprPtr ExpressionParser::parse_slice(ExprPtr object, std::uint32_t offset, ExprPtr start) {
  auto slice = std::make_unique<SliceExpr>(offset, std::move(object));
  slice->start = std::move(start);
  stream_.expect(TokenKind::colon);
  if (!stream_.is(TokenKind::colon) && !stream_.is(TokenKind::right_bracket)) slice->stop = parse_expression();
  if (stream_.skip_if(TokenKind::colon) && !stream_.is(TokenKind::right_bracket)) slice->step = parse_expression();
  stream_.expect(TokenKind::right_bracket);
  return slice;
}

ExprPtr ExpressionParser::parse_call(ExprPtr callee) {
  // A call is blamed where its function's name stands.
  const std::uint32_t offset = callee->offset;
  auto call = std::make_unique<CallExpr>(offset, std::move(callee));
  call->arguments = parse_arguments();
  return call;
}

CallArguments ExpressionParser::parse_arguments() {
  CallArguments arguments;
  stream_.expect(TokenKind::left_parenthesis);
  for (bool first = true; !stream_.is(TokenKind::right_parenthesis); first = false) {
    if (!first) stream_.expect(TokenKind::comma);
    if (stream_.is(TokenKind::right_parenthesis)) break;
    if (!parse_argument(arguments)) {
      stream_.fail(stream_.current().offset, "positional arguments stand before named ones");
    }
  }
  stream_.expect(TokenKind::right_parenthesis);
  return arguments;
}

/// One argument; false where it stands in a wrong place.
bool ExpressionParser::parse_argument(CallArguments& arguments) {
  if (stream_.is(TokenKind::multiply)) {
    if (arguments.more_positional || arguments.more_named) return false;
    stream_.next();
    arguments.more_positional = parse_expression();
    return true;
  }
  if (stream_.is(TokenKind::power)) {
    if (arguments.more_named) return false;
    stream_.next();
    arguments.more_named = parse_expression();
    return true;
  }
  if (stream_.is(TokenKind::name) && stream_.ahead().kind == TokenKind::assign) {
    if (arguments.more_named) return false;
    const Token& name = stream_.next();
    stream_.next();
    for (const auto& [known, value] : arguments.named) {
      if (known == name.source) stream_.fail(name.offset, "argument " + quoted(name.source) + " is given twice");
    }
    arguments.named.emplace_back(name.source, parse_expression());
    return true;
  }
  if (arguments.more_positional || arguments.more_named || !arguments.named.empty()) return false;
  arguments.positional.push_back(parse_expression());
  return true;
}

std::string ExpressionParser::parse_dotted_name() {
  std::string name(stream_.expect(TokenKind::name).source);
  while (stream_.skip_if(TokenKind::dot)) name.append(".").append(stream_.expect(TokenKind::name).source);
  return name;
}

ExprPtr ExpressionParser::parse_filter_chain() {
  ExprPtr filter = parse_filter(nullptr);
  int links = 0;
  while (stream_.skip_if(TokenKind::pipe)) {
    count_link(links);
    filter = parse_filter(std::move(filter));
  }
  return filter;
}

ExprPtr ExpressionParser::parse_filter(ExprPtr input) {
  const std::uint32_t offset = stream_.current().offset;
  auto filter = std::make_unique<FilterExpr>(offset, std::move(input), parse_dotted_name());
  if (stream_.is(TokenKind::left_parenthesis)) filter->arguments = parse_arguments();
  return filter;
}

ExprPtr ExpressionParser::parse_test(ExprPtr input) {
  stream_.expect_name("is");
  const bool negated = stream_.skip_if_name("not");
  const std::uint32_t offset = stream_.current().offset;
  auto test = std::make_unique<TestExpr>(offset, std::move(input), parse_dotted_name());
  switch (stream_.current().kind) {
    case TokenKind::left_parenthesis:
      test->arguments = parse_arguments();
      break;
    case TokenKind::name:
      if (stream_.is_name("else") || stream_.is_name("or") || stream_.is_name("and")) break;
      if (stream_.is_name("is")) stream_.fail(stream_.current().offset, "tests with 'is' can't be chained");
      [[fallthrough]];
    case TokenKind::text:
    case TokenKind::integer:
    case TokenKind::real:
    case TokenKind::left_bracket:
    case TokenKind::left_brace:
      test->arguments.positional.push_back(parse_postfix(parse_primary()));
      break;
    default:
      break;
  }
  if (!negated) return test;
  return std::make_unique<UnaryExpr>(ExprKind::logical_not, offset, std::move(test));
}

}  // namespace broadsheet::tmpl
