// Parses the statements of a template (parse() of compiled.h); expression_parser.h has what stands inside of them.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/diagnostics.h"
#include "base/unicode.h"
#include "template/compiled.h"
#include "template/expression_parser.h"
#include "template/parser.h"
#include "template/text.h"

namespace broadsheet::tmpl {

Parser::Parser(Template& into, const Options& options)
    : into_(into),
      stream_(into.source, options),
      exprs_(stream_),
      escaping_(options.autoescape ? Escaping::on : Escaping::off) {
  root_escaping_ = escaping_;
}

void Parser::run() {
  Mentions mentions;
  exprs_.listeners.push_back(&mentions);
  into_.root.name = into_.name;
  into_.root.body.body = parse_body({});
  note_mentions(into_.root, mentions);
}

void Parser::note_mentions(Routine& routine, const Mentions& mentions) {
  routine.mentions_caller = mentions.caller;
  routine.mentions_varargs = mentions.varargs;
  routine.mentions_kwargs = mentions.kwargs;
  routine.mentions_self = mentions.self;
  routine.mentions_super = mentions.super;
}

namespace {

/// Joined with "or", each in quotes.
std::string alternatives(std::initializer_list<std::string_view> names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += " or ";
    out += quoted(name);
  }
  return out;
}

const std::vector<std::string> kTags = {
    "for",      "if",     "block",      "extends", "print",     "macro",         "include", "from",  "import",
    "set",      "with",   "autoescape", "call",    "filter",    "raw",           "endfor",  "endif", "endblock",
    "endmacro", "endset", "endwith",    "endcall", "endfilter", "endautoescape", "elif",    "else"};

}  // namespace

Body Parser::parse_body(std::initializer_list<std::string_view> ends) {
  if (++depth_ > 60) stream_.fail(stream_.current().offset, "blocks stand too deep inside each other");
  Body body;
  for (;;) {
    const Token& token = stream_.current();
    if (token.kind == TokenKind::data) {
      stream_.next();
      html_.read(token.source);
      add(body, std::make_unique<TextStmt>(token.offset, token.source));
    } else if (token.kind == TokenKind::variable_begin) {
      stream_.next();
      add_output(body, exprs_.parse_tuple());
      stream_.expect(TokenKind::variable_end);
    } else if (token.kind == TokenKind::block_begin) {
      stream_.next();
      const std::string_view tag = stream_.is(TokenKind::name) ? stream_.current().source : std::string_view();
      if (std::find(ends.begin(), ends.end(), tag) != ends.end()) break;
      parse_statement(body, ends);
      stream_.expect(TokenKind::block_end);
    } else if (ends.size() == 0) {
      break;
    } else {
      stream_.fail(opened_.back().offset, "the block " + quoted(opened_.back().name) + " has no end",
                   "expected " + alternatives(ends) + " before the end of the template");
    }
  }
  --depth_;
  return body;
}

Body Parser::parse_inside(std::initializer_list<std::string_view> ends) {
  stream_.skip_if(TokenKind::colon);
  stream_.expect(TokenKind::block_end);
  return parse_body(ends);
}

Body Parser::parse_to(std::string_view end) {
  Body body = parse_inside({end});
  stream_.next();
  return body;
}

void Parser::add(Body& body, StmtPtr stmt) {
  stmt->in_child = in_root_;
  body.push_back(std::move(stmt));
}

void Parser::add_output(Body& body, ExprPtr value) {
  auto output = std::make_unique<OutputStmt>(value->offset, std::move(value));
  output->escaping = escaping_;
  output->address = address_here();
  html_.read_gap();
  add(body, std::move(output));
}

const AddressPlace* Parser::address_here() {
  return html_.in_open_address() ? &into_.addresses.emplace_back(html_.place()) : nullptr;
}

void Parser::parse_statement(Body& body, std::initializer_list<std::string_view> ends) {
  const Token& token = stream_.expect(TokenKind::name);
  const std::string_view tag = token.source;
  opened_.push_back({tag, token.offset});
  using Method = void (Parser::*)(Body&, std::uint32_t);
  static constexpr std::array kMethods =
      std::to_array<std::pair<std::string_view, Method>>({{"for", &Parser::parse_for},
                                                          {"if", &Parser::parse_if},
                                                          {"block", &Parser::parse_block},
                                                          {"extends", &Parser::parse_extends},
                                                          {"print", &Parser::parse_print},
                                                          {"macro", &Parser::parse_macro},
                                                          {"include", &Parser::parse_include},
                                                          {"from", &Parser::parse_from},
                                                          {"import", &Parser::parse_import},
                                                          {"set", &Parser::parse_set},
                                                          {"with", &Parser::parse_with},
                                                          {"autoescape", &Parser::parse_autoescape},
                                                          {"call", &Parser::parse_call_block},
                                                          {"filter", &Parser::parse_filter_block}});
  const auto* method =
      std::find_if(kMethods.begin(), kMethods.end(), [&](const auto& entry) { return entry.first == tag; });
  if (method == kMethods.end()) {
    opened_.pop_back();
    fail_unknown_tag(token, ends);
  }
  (this->*method->second)(body, token.offset);
  opened_.pop_back();
}

void Parser::fail_unknown_tag(const Token& token, std::initializer_list<std::string_view> ends) {
  if (std::find(kTags.begin(), kTags.end(), token.source) == kTags.end()) {
    stream_.fail(token.offset, "unknown tag " + quoted(token.source), suggestion(token.source, kTags));
  }
  std::string hint;
  if (ends.size() > 0)
    hint = "the innermost open block is " + quoted(opened_.back().name) + ", which wants " + alternatives(ends);
  stream_.fail(token.offset, "unexpected tag " + quoted(token.source), hint);
}

Target Parser::parse_name_target() {
  const Token& token = stream_.expect(TokenKind::name);
  Target target;
  target.offset = token.offset;
  target.name = token.source;
  check_target(target);
  return target;
}

void Parser::check_target(const Target& target) const {
  static constexpr std::array<std::string_view, 6> kConstants = {"true", "false", "none", "True", "False", "None"};
  if (std::find(kConstants.begin(), kConstants.end(), target.name) != kConstants.end()) {
    stream_.fail(target.offset, "can't assign to the constant " + quoted(target.name));
  }
}

Target Parser::parse_target(std::string_view end, bool with_namespace) {
  if (with_namespace && stream_.is(TokenKind::name) && stream_.ahead().kind == TokenKind::dot) {
    Target target = parse_name_target();
    stream_.next();
    target.attribute = stream_.expect(TokenKind::name).source;
    return target;
  }
  Target whole;
  whole.offset = stream_.current().offset;
  bool is_tuple = false;
  for (;;) {
    if (!whole.parts.empty()) stream_.expect(TokenKind::comma);
    if (stream_.is(TokenKind::block_end) || stream_.is(TokenKind::right_parenthesis) || stream_.is_name(end)) break;
    if (stream_.skip_if(TokenKind::left_parenthesis)) {
      whole.parts.push_back(parse_target({}, false));
      stream_.expect(TokenKind::right_parenthesis);
    } else {
      whole.parts.push_back(parse_name_target());
    }
    if (!stream_.is(TokenKind::comma)) break;
    is_tuple = true;
  }
  if (whole.parts.empty()) stream_.fail(whole.offset, "expected a name, found " + describe(stream_.current()));
  if (is_tuple) return whole;
  Target only = std::move(whole.parts.front());
  return only;
}

void Parser::parse_set(Body& body, std::uint32_t offset) {
  Target target = parse_target({}, true);
  if (stream_.skip_if(TokenKind::assign)) {
    auto set = std::make_unique<SetStmt>(offset);
    set->target = std::move(target);
    set->value = exprs_.parse_tuple();
    return add(body, std::move(set));
  }
  auto set = std::make_unique<SetBlockStmt>(offset);
  set->target = std::move(target);
  if (stream_.skip_if(TokenKind::pipe)) set->filter = exprs_.parse_filter_chain();
  const bool outer = std::exchange(in_root_, false);
  HtmlContext around = std::exchange(html_, {});
  set->body.body = parse_to("endset");
  html_ = std::move(around);
  in_root_ = outer;
  add(body, std::move(set));
}

void Parser::parse_if(Body& body, std::uint32_t offset) {
  auto branch = std::make_unique<BranchStmt>(offset);
  const HtmlContext before = html_;
  HtmlContext after = before;
  for (;;) {
    ExprPtr condition = exprs_.parse_tuple(false);
    html_ = before;
    Body then = parse_inside({"elif", "else", "endif"});
    branch->cases.emplace_back(std::move(condition), std::move(then));
    after.meet(html_);
    const std::string_view end = stream_.next().source;
    if (end == "elif") continue;
    if (end == "else") {
      html_ = before;
      branch->otherwise = parse_to("endif");
      after.meet(html_);
    }
    break;
  }
  html_ = after;
  add(body, std::move(branch));
}

void Parser::parse_for(Body& body, std::uint32_t offset) {
  auto loop = std::make_unique<LoopStmt>(offset);
  loop->target = parse_target("in", false);
  loop->escaping = escaping_;
  stream_.expect_name("in");
  loop->items = exprs_.parse_tuple(false, "recursive");
  if (stream_.skip_if_name("if")) loop->condition = exprs_.parse_expression();
  loop->recursive = stream_.skip_if_name("recursive");
  Mentions mentions;
  exprs_.listeners.push_back(&mentions);
  const std::size_t scoped_before = scoped_blocks_;
  const HtmlContext before = html_;
  loop->body.body = parse_inside({"endfor", "else"});
  exprs_.listeners.pop_back();
  loop->needs_loop = mentions.loop || loop->recursive || scoped_blocks_ > scoped_before;
  if (stream_.next().source == "else") loop->otherwise.body = parse_to("endfor");
  html_.meet(before);
  add(body, std::move(loop));
}

void Parser::parse_with(Body& body, std::uint32_t offset) {
  auto with = std::make_unique<WithStmt>(offset);
  while (!stream_.is(TokenKind::block_end)) {
    if (!with->variables.empty()) stream_.expect(TokenKind::comma);
    Target target = parse_target({}, false);
    stream_.expect(TokenKind::assign);
    with->variables.emplace_back(std::move(target), exprs_.parse_expression());
  }
  with->body.body = parse_to("endwith");
  add(body, std::move(with));
}

void Parser::parse_autoescape(Body& body, std::uint32_t offset) {
  auto scope = std::make_unique<AutoescapeStmt>(offset);
  scope->enabled = exprs_.parse_expression();
  const Escaping outer = escaping_;
  escaping_ = Escaping::as_set;
  if (scope->enabled->kind == ExprKind::constant) {
    escaping_ = truth(static_cast<const ConstantExpr&>(*scope->enabled).value) ? Escaping::on : Escaping::off;
  }
  scope->body.body = parse_to("endautoescape");
  escaping_ = outer;
  add(body, std::move(scope));
}

void Parser::parse_print(Body& body, std::uint32_t) {
  for (bool first = true; !stream_.is(TokenKind::block_end); first = false) {
    if (!first) stream_.expect(TokenKind::comma);
    add_output(body, exprs_.parse_expression());
  }
}

void Parser::parse_filter_block(Body& body, std::uint32_t offset) {
  auto block = std::make_unique<FilterStmt>(offset);
  block->escaping = escaping_;
  block->address = address_here();
  block->filter = exprs_.parse_filter_chain();
  block->body.body = parse_to("endfilter");
  add(body, std::move(block));
}

void parse(Template& into, const Options& options) {
  Parser(into, options).run();
}

}  // namespace broadsheet::tmpl
