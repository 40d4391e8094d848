#include "template/resolver.h"

#include <set>

#include "base/diagnostics.h"
#include "template/text.h"

namespace broadsheet::tmpl {

void Resolver::fail(std::uint32_t offset, const std::string& message, std::string hint) const {
  throw Error("template", locate(into_.source.file, into_.source.text, offset), message, std::move(hint));
}

void Resolver::run() {
  resolve_routine(into_.root, nullptr, true);
  for (Block& block : into_.blocks) {
    block.symbol = library_.symbols.intern(block.name);
    resolve_routine(block.routine, nullptr, false);
  }
}

void Resolver::resolve_routine(Routine& routine, Names* outer, bool top_level) {
  Level level{routine, outer == nullptr ? 0 : outer->level.number + 1, {}};
  Names names{outer, level, top_level, {}};
  for (Routine::Parameter& parameter : routine.parameters) {
    parameter.binding = declare(parameter.name, names, true);
  }
  const auto special = [&](bool mentioned, const char* name) -> const Binding* {
    if (!mentioned || names.own.contains(std::string_view(name))) return nullptr;
    return declare(name, names, true);
  };
  const bool is_macro = outer != nullptr;
  routine.caller = special(is_macro && routine.mentions_caller, "caller");
  routine.kwargs = special(is_macro && routine.mentions_kwargs, "kwargs");
  routine.varargs = special(is_macro && routine.mentions_varargs, "varargs");
  routine.self = special(!is_macro && routine.mentions_self, "self");
  routine.super = special(!is_macro && !top_level && routine.mentions_super, "super");
  for (Routine::Parameter& parameter : routine.parameters) resolve_expr(parameter.fallback.get(), names);
  resolve_scope(routine.body, names);
}

void Resolver::resolve_scope(Scope& scope, Names& names) {
  scope.variables.first = names.level.routine.slots;
  declare_assigned(scope.body, names);
  scope.variables.last = names.level.routine.slots;
  resolve_body(scope.body, names);
}

void Resolver::resolve_body(Body& body, Names& names) {
  for (const StmtPtr& stmt : body) resolve_statement(*stmt, names);
}

void Resolver::declare_assigned(const Body& body, Names& names) {
  for (const StmtPtr& stmt : body) {
    switch (stmt->kind) {
      case StmtKind::set:
        declare_targets(static_cast<SetStmt&>(*stmt).target, names, false);
        break;
      case StmtKind::set_block:
        declare_targets(static_cast<SetBlockStmt&>(*stmt).target, names, false);
        break;
      case StmtKind::macro:
        declare_targets(static_cast<MacroStmt&>(*stmt).target, names, false);
        break;
      case StmtKind::import:
        for (const auto& [name, target] : static_cast<ImportStmt&>(*stmt).names) declare_targets(target, names, false);
        break;
      case StmtKind::branch: {
        const auto& branch = static_cast<BranchStmt&>(*stmt);
        for (const auto& [condition, then] : branch.cases) declare_assigned(then, names);
        declare_assigned(branch.otherwise, names);
        break;
      }
      default:
        break;
    }
  }
}

void Resolver::declare_targets(const Target& target, Names& names, bool parameters) {
  for (const Target& part : target.parts) declare_targets(part, names, parameters);
  if (!target.parts.empty() || !target.attribute.empty()) return;
  if (!names.own.contains(target.name)) declare(target.name, names, parameters);
}

const Binding* Resolver::declare(const std::string& name, Names& names, bool parameter) {
  Binding& binding = into_.bindings.emplace_back();
  binding.slot = names.level.routine.slots++;
  binding.symbol = library_.symbols.intern(name);
  // A parameter is always assigned; another name may be read before it is, and then means the outer one.
  if (!parameter) binding.next = lookup(name, names.outer, names.level);
  names.own[name] = &binding;
  return &binding;
}

const Binding* Resolver::lookup(std::string_view name, Names* names, Level& from) {
  for (; names != nullptr; names = names->outer) {
    const auto found = names->own.find(name);
    if (found != names->own.end()) return seen_from(found->second, names->level, name, from);
  }
  return context_binding(name, from);
}

const Binding* Resolver::seen_from(const Binding* binding, const Level& owner, std::string_view name, Level& from) {
  if (owner.number == from.number) return binding;
  if (binding == nullptr) return nullptr;
  if (binding->in_context) return context_binding(name, from);
  Binding& outer = into_.bindings.emplace_back(*binding);
  outer.up = static_cast<std::uint16_t>(outer.up + from.number - owner.number);
  outer.next = seen_from(binding->next, owner, name, from);
  return &outer;
}

const Binding* Resolver::context_binding(std::string_view name, Level& level) {
  const auto known = level.context.find(name);
  if (known != level.context.end()) return known->second;
  Binding& binding = into_.bindings.emplace_back();
  binding.slot = level.routine.slots++;
  binding.in_context = true;
  binding.symbol = library_.symbols.intern(name);
  level.context.emplace(name, &binding);
  return &binding;
}

std::vector<VisibleName> Resolver::visible(Names& names) {
  std::vector<VisibleName> found;
  std::set<std::string_view> seen;
  for (const Names* scope = &names; scope != nullptr && !scope->top_level; scope = scope->outer) {
    for (const auto& [name, binding] : scope->own) {
      if (!seen.insert(name).second) continue;
      found.push_back({binding->symbol, seen_from(binding, scope->level, name, names.level)});
    }
  }
  return found;
}

void Resolver::resolve_statement(Stmt& stmt, Names& names) {
  switch (stmt.kind) {
    case StmtKind::text:
      return;
    case StmtKind::output:
      return resolve_expr(static_cast<OutputStmt&>(stmt).value.get(), names);
    case StmtKind::branch:
      return resolve_branch(static_cast<BranchStmt&>(stmt), names);
    case StmtKind::loop:
      return resolve_loop(static_cast<LoopStmt&>(stmt), names);
    case StmtKind::set: {
      auto& set = static_cast<SetStmt&>(stmt);
      resolve_expr(set.value.get(), names);
      return resolve_target(set.target, names);
    }
    case StmtKind::set_block: {
      auto& set = static_cast<SetBlockStmt&>(stmt);
      Names inner{&names, names.level, false, {}};
      resolve_scope(set.body, inner);
      resolve_expr(set.filter.get(), inner);
      return resolve_target(set.target, names);
    }
    case StmtKind::block:
      return resolve_block(static_cast<BlockStmt&>(stmt), names);
    case StmtKind::extends:
      if (!names.top_level) fail(stmt.offset, "'extends' can only stand at the top level of a template");
      return resolve_expr(static_cast<ExtendsStmt&>(stmt).parent.get(), names);
    case StmtKind::include: {
      auto& include = static_cast<IncludeStmt&>(stmt);
      resolve_expr(include.name.get(), names);
      if (include.with_context) include.visible = visible(names);
      return;
    }
    case StmtKind::import:
      return resolve_import(static_cast<ImportStmt&>(stmt), names);
    case StmtKind::macro: {
      auto& macro = static_cast<MacroStmt&>(stmt);
      resolve_target(macro.target, names);
      return resolve_routine(macro.routine, &names, false);
    }
    case StmtKind::call: {
      auto& call = static_cast<CallStmt&>(stmt);
      resolve_expr(call.call.get(), names);
      return resolve_routine(call.routine, &names, false);
    }
    case StmtKind::filter: {
      auto& filter = static_cast<FilterStmt&>(stmt);
      Names inner{&names, names.level, false, {}};
      resolve_scope(filter.body, inner);
      return resolve_expr(filter.filter.get(), inner);
    }
    case StmtKind::with:
      return resolve_with(static_cast<WithStmt&>(stmt), names);
    case StmtKind::autoescape: {
      auto& scope = static_cast<AutoescapeStmt&>(stmt);
      Names inner{&names, names.level, false, {}};
      resolve_expr(scope.enabled.get(), inner);
      return resolve_scope(scope.body, inner);
    }
  }
}

void Resolver::resolve_branch(BranchStmt& stmt, Names& names) {
  ++conditions_;
  for (auto& [condition, then] : stmt.cases) {
    resolve_expr(condition.get(), names);
    resolve_body(then, names);
  }
  resolve_body(stmt.otherwise, names);
  --conditions_;
}

void Resolver::check_loop_name(const Target& target) const {
  for (const Target& part : target.parts) check_loop_name(part);
  if (target.parts.empty() && target.attribute.empty() && target.name == "loop") {
    fail(target.offset, "can't assign to 'loop' in a loop");
  }
}

void Resolver::resolve_loop(LoopStmt& stmt, Names& names) {
  resolve_expr(stmt.items.get(), names);
  Routine& routine = names.level.routine;
  stmt.all.first = routine.slots;
  ++loops_;
  check_loop_name(stmt.target);
  Names inner{&names, names.level, false, {}};
  declare_targets(stmt.target, inner, true);
  if (stmt.condition) {
    // The condition sees the target, but the `loop` of the loop around.
    Names test{&names, names.level, false, inner.own};
    resolve_expr(stmt.condition.get(), test);
  }
  if (stmt.needs_loop) stmt.loop = declare("loop", inner, true);
  resolve_target(stmt.target, inner);
  resolve_scope(stmt.body, inner);
  --loops_;
  Names otherwise{&names, names.level, false, {}};
  resolve_scope(stmt.otherwise, otherwise);
  stmt.all.last = routine.slots;
}

void Resolver::resolve_with(WithStmt& stmt, Names& names) {
  Names inner{&names, names.level, false, {}};
  for (auto& [target, value] : stmt.variables) resolve_expr(value.get(), names);
  for (auto& [target, value] : stmt.variables) {
    declare_targets(target, inner, true);
    resolve_target(target, inner);
  }
  resolve_scope(stmt.body, inner);
}

void Resolver::resolve_block(BlockStmt& stmt, Names& names) {
  stmt.symbol = library_.symbols.intern(stmt.name);
  stmt.top_level = names.top_level;
  if (stmt.scoped) stmt.visible = visible(names);
}

void Resolver::resolve_import(ImportStmt& stmt, Names& names) {
  resolve_expr(stmt.name.get(), names);
  if (stmt.with_context) stmt.visible = visible(names);
  for (auto& [name, target] : stmt.names) resolve_target(target, names);
}

void Resolver::resolve_target(Target& target, Names& names) {
  for (Target& part : target.parts) resolve_target(part, names);
  if (!target.parts.empty()) return;
  if (loops_ > 0) check_loop_name(target);
  target.top_level = names.top_level && target.attribute.empty();
  target.binding = lookup(target.name, &names, names.level);
}

void Resolver::resolve_arguments(CallArguments& arguments, Names& names) {
  for (const ExprPtr& argument : arguments.positional) resolve_expr(argument.get(), names);
  for (const auto& [name, argument] : arguments.named) resolve_expr(argument.get(), names);
  resolve_expr(arguments.more_positional.get(), names);
  resolve_expr(arguments.more_named.get(), names);
}

void Resolver::resolve_filter(FilterExpr& filter, Names& names) {
  filter.entry = library_.find_filter(filter.name);
  if (filter.entry == nullptr && conditions_ == 0) {
    fail(filter.offset, "unknown filter " + quoted(filter.name), library_.suggest_filter(filter.name));
  }
  resolve_expr(filter.input.get(), names);
  resolve_arguments(filter.arguments, names);
}

void Resolver::resolve_test(TestExpr& test, Names& names) {
  test.entry = library_.find_test(test.name);
  if (test.entry == nullptr && conditions_ == 0) {
    fail(test.offset, "unknown test " + quoted(test.name), library_.suggest_test(test.name));
  }
  resolve_expr(test.input.get(), names);
  resolve_arguments(test.arguments, names);
}

void Resolver::resolve_expr(Expr* expr, Names& names) {
  if (expr == nullptr) return;
  switch (expr->kind) {
    case ExprKind::constant:
      return;
    case ExprKind::name: {
      auto& name = static_cast<NameExpr&>(*expr);
      name.binding = lookup(name.name, &names, names.level);
      return;
    }
    case ExprKind::attribute:
      return resolve_expr(static_cast<AttributeExpr&>(*expr).object.get(), names);
    case ExprKind::item:
      resolve_expr(static_cast<ItemExpr&>(*expr).object.get(), names);
      return resolve_expr(static_cast<ItemExpr&>(*expr).index.get(), names);
    case ExprKind::slice: {
      auto& slice = static_cast<SliceExpr&>(*expr);
      resolve_expr(slice.object.get(), names);
      for (const ExprPtr* bound : {&slice.start, &slice.stop, &slice.step}) resolve_expr(bound->get(), names);
      return;
    }
    case ExprKind::call:
      resolve_expr(static_cast<CallExpr&>(*expr).callee.get(), names);
      return resolve_arguments(static_cast<CallExpr&>(*expr).arguments, names);
    case ExprKind::filter:
      return resolve_filter(static_cast<FilterExpr&>(*expr), names);
    case ExprKind::test:
      return resolve_test(static_cast<TestExpr&>(*expr), names);
    case ExprKind::negate:
    case ExprKind::plus:
    case ExprKind::logical_not:
      return resolve_expr(static_cast<UnaryExpr&>(*expr).operand.get(), names);
    case ExprKind::logical_and:
    case ExprKind::logical_or:
    case ExprKind::binary:
      resolve_expr(static_cast<BinaryExpr&>(*expr).left.get(), names);
      return resolve_expr(static_cast<BinaryExpr&>(*expr).right.get(), names);
    case ExprKind::compare:
      resolve_expr(static_cast<CompareExpr&>(*expr).first.get(), names);
      for (const auto& step : static_cast<CompareExpr&>(*expr).steps) resolve_expr(step.operand.get(), names);
      return;
    case ExprKind::concat:
    case ExprKind::list:
    case ExprKind::tuple:
      for (const ExprPtr& item : static_cast<ManyExpr&>(*expr).items) resolve_expr(item.get(), names);
      return;
    case ExprKind::map:
      for (const auto& [key, value] : static_cast<MapExpr&>(*expr).entries) {
        resolve_expr(key.get(), names);
        resolve_expr(value.get(), names);
      }
      return;
    case ExprKind::conditional: {
      auto& either = static_cast<ConditionalExpr&>(*expr);
      ++conditions_;
      resolve_expr(either.then.get(), names);
      resolve_expr(either.condition.get(), names);
      resolve_expr(either.other.get(), names);
      --conditions_;
      return;
    }
  }
}

void resolve(Template& into, const Library& library) {
  Resolver(into, library).run();
}

}  // namespace broadsheet::tmpl
