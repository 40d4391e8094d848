// Parses blocks, macros and call blocks, and the tags that name other templates (parser.h).
#include <algorithm>

#include "base/unicode.h"
#include "template/parser.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_space(static_cast<unsigned char>(c)); });
}

}  // namespace

void Parser::parse_block(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<BlockStmt>(offset);
  const Token& name = stream_.expect(TokenKind::name);
  stmt->name = name.source;
  stmt->scoped = stream_.skip_if_name("scoped");
  stmt->required = stream_.skip_if_name("required");
  if (stream_.is(TokenKind::subtract)) {
    stream_.fail(stream_.current().offset, "the name of a block can't have a hyphen", "use an underscore");
  }
  if (!block_names_.emplace(stmt->name).second) {
    stream_.fail(name.offset, "block " + quoted(stmt->name) + " is defined twice");
  }
  if (stmt->scoped) ++scoped_blocks_;

  // Blocks are on their own: nothing that they mention belongs to what is around.
  Mentions mentions;
  std::vector<Mentions*> outer_listeners = std::exchange(exprs_.listeners, {&mentions});
  const bool outer_in_root = std::exchange(in_root_, false);
  const Escaping outer_escaping = std::exchange(escaping_, root_escaping_);
  stmt->address = address_here();
  Block& block = into_.blocks.emplace_back();
  block.name = stmt->name;
  block.required = stmt->required;
  block.routine.name = stmt->name;
  block.routine.offset = offset;
  block.routine.body.body = parse_to("endblock");
  note_mentions(block.routine, mentions);
  escaping_ = outer_escaping;
  in_root_ = outer_in_root;
  exprs_.listeners = std::move(outer_listeners);

  for (const StmtPtr& inner : block.routine.body.body) {
    const bool blank = inner->kind == StmtKind::text && is_blank(static_cast<const TextStmt&>(*inner).text);
    if (stmt->required && !blank)
      stream_.fail(inner->offset, "a required block can only hold white space and comments");
  }
  if (stream_.is_name(stmt->name)) stream_.next();
  add(body, std::move(stmt));
}

void Parser::note_reference(const Expr& name) {
  if (name.kind == ExprKind::constant) {
    const Value& value = static_cast<const ConstantExpr&>(name).value;
    if (value.is_text()) into_.references.emplace_back(value.text());
    for (std::size_t i = 0; value.is_listing() && i < value.size(); ++i) {
      if (value.at(i).is_text()) into_.references.emplace_back(value.at(i).text());
    }
  } else if (name.kind == ExprKind::conditional) {
    const auto& either = static_cast<const ConditionalExpr&>(name);
    note_reference(*either.then);
    if (either.other) note_reference(*either.other);
  } else if (name.kind == ExprKind::list || name.kind == ExprKind::tuple) {
    for (const ExprPtr& item : static_cast<const ManyExpr&>(name).items) note_reference(*item);
  }
}

void Parser::parse_extends(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<ExtendsStmt>(offset, exprs_.parse_expression());
  note_reference(*stmt->parent);
  into_.extends = true;
  add(body, std::move(stmt));
}

bool Parser::parse_context_clause(bool& with_context) {
  const bool with = stream_.is_name("with");
  if ((!with && !stream_.is_name("without")) || !stream_.next_is_name("context")) return false;
  stream_.next();
  stream_.next();
  with_context = with;
  return true;
}

void Parser::parse_include(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<IncludeStmt>(offset);
  stmt->name = exprs_.parse_expression();
  note_reference(*stmt->name);
  if (stream_.is_name("ignore") && stream_.next_is_name("missing")) {
    stream_.next();
    stream_.next();
    stmt->ignore_missing = true;
  }
  parse_context_clause(stmt->with_context);
  stmt->address = address_here();
  html_.read_gap();
  add(body, std::move(stmt));
}

void Parser::parse_import(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<ImportStmt>(offset);
  stmt->name = exprs_.parse_expression();
  note_reference(*stmt->name);
  stream_.expect_name("as");
  stmt->whole = true;
  stmt->names.emplace_back(std::string(), parse_name_target());
  parse_context_clause(stmt->with_context);
  add(body, std::move(stmt));
}

void Parser::parse_from(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<ImportStmt>(offset);
  stmt->name = exprs_.parse_expression();
  note_reference(*stmt->name);
  stream_.expect_name("import");
  while (stmt->names.empty() || stream_.skip_if(TokenKind::comma)) {
    if (parse_context_clause(stmt->with_context)) break;
    Target target = parse_name_target();
    std::string name = target.name;
    if (name.starts_with('_')) {
      stream_.fail(target.offset, "names that start with an underscore can't be imported");
    }
    const std::uint32_t name_offset = target.offset;
    if (stream_.skip_if_name("as")) target = parse_name_target();
    target.offset = name_offset;
    stmt->names.emplace_back(std::move(name), std::move(target));
    if (parse_context_clause(stmt->with_context)) break;
  }
  add(body, std::move(stmt));
}

void Parser::parse_parameters(Routine& routine) {
  stream_.expect(TokenKind::left_parenthesis);
  while (!stream_.is(TokenKind::right_parenthesis)) {
    if (!routine.parameters.empty()) stream_.expect(TokenKind::comma);
    const Target target = parse_name_target();
    for (const Routine::Parameter& known : routine.parameters) {
      if (known.name == target.name)
        stream_.fail(target.offset, "parameter " + quoted(target.name) + " is there twice");
    }
    const bool after_default = !routine.parameters.empty() && routine.parameters.back().fallback != nullptr;
    Routine::Parameter& parameter = routine.parameters.emplace_back();
    parameter.name = target.name;
    parameter.offset = target.offset;
    if (stream_.skip_if(TokenKind::assign)) {
      parameter.fallback = exprs_.parse_expression();
    } else if (after_default) {
      stream_.fail(target.offset, "parameter " + quoted(target.name) + " needs a default, as the one before it");
    }
  }
  stream_.expect(TokenKind::right_parenthesis);
}

void Parser::parse_routine(Routine& routine, std::string_view end) {
  Mentions mentions;
  exprs_.listeners.push_back(&mentions);
  const bool outer_in_root = std::exchange(in_root_, false);
  HtmlContext around = std::exchange(html_, {});
  routine.body.body = parse_to(end);
  html_ = std::move(around);
  in_root_ = outer_in_root;
  exprs_.listeners.pop_back();
  note_mentions(routine, mentions);
  check_caller(routine);
}

void Parser::check_caller(const Routine& routine) const {
  for (const Routine::Parameter& parameter : routine.parameters) {
    if (parameter.name == "caller" && routine.mentions_caller && !parameter.fallback) {
      stream_.fail(parameter.offset, "the parameter 'caller' needs a default");
    }
  }
}

void Parser::parse_macro(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<MacroStmt>(offset);
  stmt->target = parse_name_target();
  stmt->routine.name = stmt->target.name;
  stmt->routine.offset = stmt->target.offset;
  parse_parameters(stmt->routine);
  parse_routine(stmt->routine, "endmacro");
  add(body, std::move(stmt));
}

void Parser::parse_call_block(Body& body, std::uint32_t offset) {
  auto stmt = std::make_unique<CallStmt>(offset);
  stmt->escaping = escaping_;
  stmt->routine.name = "caller";
  stmt->routine.offset = offset;
  if (stream_.is(TokenKind::left_parenthesis)) parse_parameters(stmt->routine);
  const std::uint32_t start = stream_.current().offset;
  ExprPtr call = exprs_.parse_expression();
  if (call->kind != ExprKind::call) stream_.fail(start, "expected a call after 'call'");
  stmt->call.reset(static_cast<CallExpr*>(call.release()));
  stmt->address = address_here();
  html_.read_gap();
  parse_routine(stmt->routine, "endcall");
  add(body, std::move(stmt));
}

}  // namespace broadsheet::tmpl
