// The statement parser, shared by the two files that implement it: parser.cc has the tags of one template, and
// routine_parser.cc those that name other templates or make blocks and macros.
#pragma once

#include <initializer_list>
#include <set>
#include <string_view>
#include <vector>

#include "template/ast.h"
#include "template/compiled.h"
#include "template/expression_parser.h"
#include "template/html_context.h"
#include "template/token_stream.h"

namespace broadsheet::tmpl {

class Parser {
 public:
  Parser(Template& into, const Options& options);
  void run();

 private:
  struct Opened {
    std::string_view name;
    std::uint32_t offset;
  };

  /// Statements up to one of the tags `ends`, which is then current; without any, up to the end of the template.
  Body parse_body(std::initializer_list<std::string_view> ends);
  /// The same after the end of the current tag.
  Body parse_inside(std::initializer_list<std::string_view> ends);
  /// The same, and past the end tag.
  Body parse_to(std::string_view end);
  void parse_statement(Body& body, std::initializer_list<std::string_view> ends);
  [[noreturn]] void fail_unknown_tag(const Token& token, std::initializer_list<std::string_view> ends);

  void parse_set(Body& body, std::uint32_t offset);
  void parse_if(Body& body, std::uint32_t offset);
  void parse_for(Body& body, std::uint32_t offset);
  void parse_with(Body& body, std::uint32_t offset);
  void parse_autoescape(Body& body, std::uint32_t offset);
  void parse_print(Body& body, std::uint32_t offset);
  void parse_filter_block(Body& body, std::uint32_t offset);
  void parse_block(Body& body, std::uint32_t offset);
  void parse_extends(Body& body, std::uint32_t offset);
  void parse_include(Body& body, std::uint32_t offset);
  void parse_import(Body& body, std::uint32_t offset);
  void parse_from(Body& body, std::uint32_t offset);
  void parse_macro(Body& body, std::uint32_t offset);
  void parse_call_block(Body& body, std::uint32_t offset);

  void parse_parameters(Routine& routine);
  /// The body of a macro or call block, up to its end tag.
  void parse_routine(Routine& routine, std::string_view end);
  void check_caller(const Routine& routine) const;
  bool parse_context_clause(bool& with_context);
  void note_reference(const Expr& name);
  static void note_mentions(Routine& routine, const Mentions& mentions);

  Target parse_name_target();
  /// A name or a tuple of names, up to a name `end` that does not belong to it.
  Target parse_target(std::string_view end, bool with_namespace);
  void check_target(const Target& target) const;

  void add(Body& body, StmtPtr stmt);
  void add_output(Body& body, ExprPtr value);
  /// Where what is printed next is an open address: its place, or nullptr.
  const AddressPlace* address_here();

  Template& into_;
  TokenStream stream_;
  ExpressionParser exprs_;
  Escaping escaping_;
  Escaping root_escaping_ = Escaping::on;
  std::vector<Opened> opened_;
  std::set<std::string, std::less<>> block_names_;
  std::size_t scoped_blocks_ = 0;
  bool in_root_ = true;  ///< not in a block, macro, call or set block
  int depth_ = 0;
  HtmlContext html_;  ///< before the current token
};

}  // namespace broadsheet::tmpl
