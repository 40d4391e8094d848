// The compiled form of a template: a tree of expressions and statements. The parser builds it, resolve() gives every
// name its places, and nothing changes it afterwards. Offsets point into the template's text.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "template/methods.h"
#include "template/value.h"

namespace broadsheet::tmpl {

class Template;

struct AddressPlace;
struct FilterEntry;
struct TestEntry;

/// A name's number, the same in all templates of an environment.
using Symbol = std::uint32_t;

/// Where a name's value may be, tried in turn: a slot of this routine or of one around it (`up` levels out), which may
/// be unset, and at last the context, whose answer is kept in `slot`.
struct Binding {
  std::uint32_t slot = 0;
  std::uint16_t up = 0;
  bool in_context = false;
  Symbol symbol = 0;
  const Binding* next = nullptr;
};

/// A name that statements inside of a scope see, to be handed to included templates and scoped blocks.
struct VisibleName {
  Symbol symbol = 0;
  const Binding* binding = nullptr;
};

/// Slots that a scope clears when it is entered.
struct SlotRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  ///< one past the end
};

/// Whether output is escaped: known when compiling, but for {% autoescape <expression> %}.
enum class Escaping : std::uint8_t { off, on, as_set };

enum class ExprKind : std::uint8_t {
  constant,
  name,
  attribute,
  item,
  slice,
  call,
  filter,
  test,
  negate,
  plus,
  logical_not,
  logical_and,
  logical_or,
  binary,
  compare,
  concat,
  conditional,
  list,
  tuple,
  map
};

enum class Operation : std::uint8_t {
  add,
  subtract,
  multiply,
  divide,
  floor_divide,
  modulo,
  power,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  not_in
};

struct Expr {
  Expr(ExprKind its_kind, std::uint32_t its_offset) : kind(its_kind), offset(its_offset) {}
  Expr(const Expr&) = delete;
  Expr& operator=(const Expr&) = delete;
  virtual ~Expr() = default;

  const ExprKind kind;
  const std::uint32_t offset;
};

using ExprPtr = std::unique_ptr<Expr>;

struct ConstantExpr final : Expr {
  ConstantExpr(std::uint32_t at, Value constant) : Expr(ExprKind::constant, at), value(std::move(constant)) {}
  ConstantExpr(std::uint32_t at, std::string constant)
      : Expr(ExprKind::constant, at), text(std::move(constant)), value(text) {}
  const std::string text;  ///< what `value` borrows, where it is a text
  const Value value;
};

struct NameExpr final : Expr {
  NameExpr(std::uint32_t at, std::string its_name) : Expr(ExprKind::name, at), name(std::move(its_name)) {}
  const std::string name;
  const Binding* binding = nullptr;
};

struct AttributeExpr final : Expr {
  AttributeExpr(std::uint32_t at, ExprPtr of, std::string its_name)
      : Expr(ExprKind::attribute, at),
        object(std::move(of)),
        name(std::move(its_name)),
        names_method(is_method_name(name)) {}
  const ExprPtr object;
  const std::string name;
  const bool names_method;                           ///< some type has a method of this name
  mutable std::atomic<const Field*> field{nullptr};  ///< the last one that fitted, as a first guess
  mutable std::atomic<std::uint64_t> variable{0};    ///< likewise of a module: its symbol, and behind it its place
};

struct ItemExpr final : Expr {
  ItemExpr(std::uint32_t at, ExprPtr of, ExprPtr its_index)
      : Expr(ExprKind::item, at), object(std::move(of)), index(std::move(its_index)) {}
  const ExprPtr object;
  const ExprPtr index;
};

struct SliceExpr final : Expr {
  SliceExpr(std::uint32_t at, ExprPtr of) : Expr(ExprKind::slice, at), object(std::move(of)) {}
  const ExprPtr object;
  ExprPtr start, stop, step;  ///< each may be null
};

struct CallArguments {
  std::vector<ExprPtr> positional;
  std::vector<std::pair<std::string, ExprPtr>> named;
  ExprPtr more_positional;  ///< after `*`, or null
  ExprPtr more_named;       ///< after `**`, or null
};

struct CallExpr final : Expr {
  CallExpr(std::uint32_t at, ExprPtr of) : Expr(ExprKind::call, at), callee(std::move(of)) {}
  const ExprPtr callee;
  CallArguments arguments;
};

struct FilterExpr final : Expr {
  FilterExpr(std::uint32_t at, ExprPtr of, std::string its_name)
      : Expr(ExprKind::filter, at), input(std::move(of)), name(std::move(its_name)) {}
  const ExprPtr input;  ///< null: the text of a filter or set block
  const std::string name;
  CallArguments arguments;
  const FilterEntry* entry = nullptr;  ///< null: unknown, which is an error only where it runs
};

struct TestExpr final : Expr {
  TestExpr(std::uint32_t at, ExprPtr of, std::string its_name)
      : Expr(ExprKind::test, at), input(std::move(of)), name(std::move(its_name)) {}
  const ExprPtr input;
  const std::string name;
  CallArguments arguments;
  const TestEntry* entry = nullptr;
};

/// negate, plus, logical_not
struct UnaryExpr final : Expr {
  UnaryExpr(ExprKind its_kind, std::uint32_t at, ExprPtr of) : Expr(its_kind, at), operand(std::move(of)) {}
  const ExprPtr operand;
};

/// logical_and, logical_or, binary
struct BinaryExpr final : Expr {
  BinaryExpr(ExprKind its_kind, Operation op, std::uint32_t at, ExprPtr a, ExprPtr b)
      : Expr(its_kind, at), operation(op), left(std::move(a)), right(std::move(b)) {}
  const Operation operation;
  const ExprPtr left, right;
};

/// a < b <= c …
struct CompareExpr final : Expr {
  struct Step {
    Operation operation;
    std::uint32_t offset;
    ExprPtr operand;
  };
  CompareExpr(std::uint32_t at, ExprPtr a) : Expr(ExprKind::compare, at), first(std::move(a)) {}
  const ExprPtr first;
  std::vector<Step> steps;
};

/// concat, list, tuple
struct ManyExpr final : Expr {
  ManyExpr(ExprKind its_kind, std::uint32_t at, std::vector<ExprPtr> its_items)
      : Expr(its_kind, at), items(std::move(its_items)) {}
  const std::vector<ExprPtr> items;
};

struct MapExpr final : Expr {
  explicit MapExpr(std::uint32_t at) : Expr(ExprKind::map, at) {}
  std::vector<std::pair<ExprPtr, ExprPtr>> entries;
};

struct ConditionalExpr final : Expr {
  ConditionalExpr(std::uint32_t at, ExprPtr if_so, ExprPtr on, ExprPtr if_not)
      : Expr(ExprKind::conditional, at), then(std::move(if_so)), condition(std::move(on)), other(std::move(if_not)) {}
  const ExprPtr then, condition;
  const ExprPtr other;  ///< may be null
};

enum class StmtKind : std::uint8_t {
  text,
  output,
  branch,
  loop,
  set,
  set_block,
  block,
  extends,
  include,
  import,
  macro,
  call,
  filter,
  with,
  autoescape
};

struct Stmt {
  Stmt(StmtKind its_kind, std::uint32_t at) : kind(its_kind), offset(at) {}
  Stmt(const Stmt&) = delete;
  Stmt& operator=(const Stmt&) = delete;
  virtual ~Stmt() = default;

  const StmtKind kind;
  bool in_child = false;                  ///< outside of blocks in a template that extends: silent once `extends` ran
  const AddressPlace* address = nullptr;  ///< what it prints is a part of this attribute's address
  const std::uint32_t offset;
};

using StmtPtr = std::unique_ptr<Stmt>;
using Body = std::vector<StmtPtr>;

/// A body with variables of its own.
struct Scope {
  Body body;
  SlotRange variables;
};

struct TextStmt final : Stmt {
  TextStmt(std::uint32_t at, std::string_view its_text) : Stmt(StmtKind::text, at), text(its_text) {}
  const std::string_view text;  ///< a part of the template
};

struct OutputStmt final : Stmt {
  OutputStmt(std::uint32_t at, ExprPtr of) : Stmt(StmtKind::output, at), value(std::move(of)) {}
  const ExprPtr value;
  Escaping escaping = Escaping::on;
};

struct BranchStmt final : Stmt {
  explicit BranchStmt(std::uint32_t at) : Stmt(StmtKind::branch, at) {}
  std::vector<std::pair<ExprPtr, Body>> cases;
  Body otherwise;
};

/// What a value is assigned to: a name, an attribute of a namespace, or several targets for the parts of the value.
struct Target {
  std::uint32_t offset = 0;
  std::string name;
  std::string attribute;      ///< of the namespace `name`; empty otherwise
  std::vector<Target> parts;  ///< not empty: take the value apart
  const Binding* binding = nullptr;
  bool top_level = false;  ///< blocks and other templates see it
};

struct LoopStmt final : Stmt {
  explicit LoopStmt(std::uint32_t at) : Stmt(StmtKind::loop, at) {}
  Target target;
  ExprPtr items;
  ExprPtr condition;  ///< may be null
  Scope body;
  Scope otherwise;
  bool recursive = false;
  bool needs_loop = false;        ///< its body uses `loop`
  const Binding* loop = nullptr;  ///< where `loop` is kept
  SlotRange all;                  ///< every slot inside of the loop: recursion saves them
  Escaping escaping = Escaping::on;
};

struct SetStmt final : Stmt {
  explicit SetStmt(std::uint32_t at) : Stmt(StmtKind::set, at) {}
  Target target;
  ExprPtr value;
};

struct SetBlockStmt final : Stmt {
  explicit SetBlockStmt(std::uint32_t at) : Stmt(StmtKind::set_block, at) {}
  Target target;
  ExprPtr filter;  ///< a chain of FilterExpr, or null
  Scope body;
};

/// What can be called or rendered as a whole, with slots of its own: a template's root, a block, a macro, a call body.
struct Routine {
  struct Parameter {
    std::string name;
    std::uint32_t offset = 0;
    const Binding* binding = nullptr;
    ExprPtr fallback;  ///< may be null
  };

  std::string name;
  std::uint32_t offset = 0;
  Scope body;
  std::uint32_t slots = 0;
  std::vector<Parameter> parameters;
  // Where a routine that mentions them keeps these, or null.
  const Binding *caller = nullptr, *varargs = nullptr, *kwargs = nullptr, *self = nullptr, *super = nullptr;
  // What its text mentions, as the parser saw it.
  bool mentions_caller = false;
  bool mentions_varargs = false;
  bool mentions_kwargs = false;
  bool mentions_self = false;
  bool mentions_super = false;
};

struct BlockStmt final : Stmt {
  explicit BlockStmt(std::uint32_t at) : Stmt(StmtKind::block, at) {}
  std::string name;
  Symbol symbol = 0;
  bool scoped = false;
  bool required = false;
  bool top_level = false;
  std::vector<VisibleName> visible;
};

struct ExtendsStmt final : Stmt {
  ExtendsStmt(std::uint32_t at, ExprPtr name) : Stmt(StmtKind::extends, at), parent(std::move(name)) {}
  const ExprPtr parent;
};

struct IncludeStmt final : Stmt {
  explicit IncludeStmt(std::uint32_t at) : Stmt(StmtKind::include, at) {}
  ExprPtr name;
  mutable std::atomic<const Template*> page{nullptr};  ///< where the name is a constant: what it names
  bool ignore_missing = false;
  bool with_context = true;
  std::vector<VisibleName> visible;
};

/// import (one target, no names) and from … import
struct ImportStmt final : Stmt {
  explicit ImportStmt(std::uint32_t at) : Stmt(StmtKind::import, at) {}
  ExprPtr name;
  mutable std::atomic<const Template*> page{nullptr};  ///< as above
  bool with_context = false;
  bool whole = false;
  std::vector<std::pair<std::string, Target>> names;  ///< whole: one, without a name
  std::vector<VisibleName> visible;
};

struct MacroStmt final : Stmt {
  explicit MacroStmt(std::uint32_t at) : Stmt(StmtKind::macro, at) {}
  Target target;
  Routine routine;
};

struct CallStmt final : Stmt {
  explicit CallStmt(std::uint32_t at) : Stmt(StmtKind::call, at) {}
  std::unique_ptr<CallExpr> call;
  Routine routine;
  Escaping escaping = Escaping::on;
};

struct FilterStmt final : Stmt {
  explicit FilterStmt(std::uint32_t at) : Stmt(StmtKind::filter, at) {}
  ExprPtr filter;
  Scope body;
  Escaping escaping = Escaping::on;
};

struct WithStmt final : Stmt {
  explicit WithStmt(std::uint32_t at) : Stmt(StmtKind::with, at) {}
  std::vector<std::pair<Target, ExprPtr>> variables;
  Scope body;
};

struct AutoescapeStmt final : Stmt {
  explicit AutoescapeStmt(std::uint32_t at) : Stmt(StmtKind::autoescape, at) {}
  ExprPtr enabled;
  Scope body;
};

}  // namespace broadsheet::tmpl
