// Gives every name of a template its places (Binding): slots where the template assigns it, the context otherwise.
// A name that a scope assigns is that scope's own; until it is assigned, the name means what it means outside.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "template/ast.h"
#include "template/compiled.h"
#include "template/library.h"

namespace broadsheet::tmpl {

class Resolver {
 public:
  Resolver(Template& into, const Library& library) : into_(into), library_(library) {}
  void run();

 private:
  /// A routine while it is resolved.
  struct Level {
    Routine& routine;
    int number;  ///< how many routines are around
    std::map<std::string, const Binding*, std::less<>> context;
  };

  /// The names of a scope.
  struct Names {
    Names* outer;
    Level& level;
    bool top_level = false;
    std::map<std::string, const Binding*, std::less<>> own;
  };

  void resolve_routine(Routine& routine, Names* outer, bool top_level);
  void resolve_scope(Scope& scope, Names& names);
  void resolve_body(Body& body, Names& names);
  void resolve_statement(Stmt& stmt, Names& names);
  void resolve_branch(BranchStmt& stmt, Names& names);
  void resolve_loop(LoopStmt& stmt, Names& names);
  void resolve_with(WithStmt& stmt, Names& names);
  void resolve_block(BlockStmt& stmt, Names& names);
  void resolve_import(ImportStmt& stmt, Names& names);
  void resolve_target(Target& target, Names& names);
  void resolve_expr(Expr* expr, Names& names);
  void resolve_arguments(CallArguments& arguments, Names& names);
  void resolve_filter(FilterExpr& filter, Names& names);
  void resolve_test(TestExpr& test, Names& names);

  /// Every name that the statements assign in this very scope becomes its own.
  void declare_assigned(const Body& body, Names& names);
  void declare_targets(const Target& target, Names& names, bool parameters);
  const Binding* declare(const std::string& name, Names& names, bool parameter);
  const Binding* lookup(std::string_view name, Names* names, Level& from);
  const Binding* context_binding(std::string_view name, Level& level);
  const Binding* seen_from(const Binding* binding, const Level& owner, std::string_view name, Level& from);
  std::vector<VisibleName> visible(Names& names);
  void check_loop_name(const Target& target) const;
  [[noreturn]] void fail(std::uint32_t offset, const std::string& message, std::string hint = {}) const;

  Template& into_;
  const Library& library_;
  int conditions_ = 0;  ///< unknown filters inside of a condition are errors only where they run
  int loops_ = 0;
};

}  // namespace broadsheet::tmpl
