// Parses the expressions of a template, with Jinja's precedence. Names, filters and tests are looked up by resolve().
#pragma once

#include <vector>

#include "template/ast.h"
#include "template/token_stream.h"

namespace broadsheet::tmpl {

/// Names with a meaning of their own that a routine or loop mentions.
struct Mentions {
  bool loop = false;
  bool caller = false;
  bool varargs = false;
  bool kwargs = false;
  bool self = false;
  bool super = false;
};

class ExpressionParser {
 public:
  explicit ExpressionParser(TokenStream& stream) : stream_(stream) {}

  ExprPtr parse_expression(bool with_condition = true);
  /// One expression, or a tuple of several with commas between them. `end` is a name that ends it, as `in` does.
  ExprPtr parse_tuple(bool with_condition = true, std::string_view end = {}, bool in_parentheses = false);
  /// A chain of filters, whose name is current; the first one has no input.
  ExprPtr parse_filter_chain();
  ExprPtr parse_primary();
  CallArguments parse_arguments();

  /// Everything that is mentioned from now on is told to these; the innermost is last.
  std::vector<Mentions*> listeners;

 private:
  ExprPtr parse_condition();
  ExprPtr parse_or();
  ExprPtr parse_and();
  ExprPtr parse_not();
  ExprPtr parse_compare();
  ExprPtr parse_sum();
  ExprPtr parse_concat();
  ExprPtr parse_product();
  ExprPtr parse_power();
  ExprPtr parse_unary(bool with_filter = true);
  ExprPtr parse_postfix(ExprPtr expr);
  ExprPtr parse_filters_and_tests(ExprPtr expr);
  ExprPtr parse_dot(ExprPtr expr);
  ExprPtr parse_subscript(ExprPtr expr);
  ExprPtr parse_slice(ExprPtr object, std::uint32_t offset, ExprPtr start);
  ExprPtr parse_call(ExprPtr callee);
  ExprPtr parse_filter(ExprPtr input);
  ExprPtr parse_test(ExprPtr input);
  ExprPtr parse_name();
  ExprPtr parse_text();
  ExprPtr parse_list();
  ExprPtr parse_map();
  bool parse_argument(CallArguments& arguments);
  std::string parse_dotted_name();
  bool at_tuple_end(std::string_view end) const;
  void mention(std::string_view name);
  /// One more operator in a chain; throws where a chain is too long to be evaluated safely.
  void count_link(int& links) const;

  TokenStream& stream_;
  int depth_ = 0;
};

/// Constants of constant elements become one constant.
ExprPtr fold_listing(ExprKind kind, std::uint32_t offset, std::vector<ExprPtr> items);

}  // namespace broadsheet::tmpl
