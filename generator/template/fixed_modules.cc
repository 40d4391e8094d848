#include "template/fixed_modules.h"

#include <algorithm>

#include "template/compiled.h"
#include "template/environment.h"
#include "template/runtime_objects.h"

namespace broadsheet::tmpl {

namespace {

bool is_fixed(const Expr& expr) {
  const auto all_fixed = [](const std::vector<ExprPtr>& items) {
    return std::all_of(items.begin(), items.end(), [](const ExprPtr& item) { return is_fixed(*item); });
  };
  switch (expr.kind) {
    case ExprKind::constant:
      return true;
    case ExprKind::list:
    case ExprKind::tuple:
      return all_fixed(static_cast<const ManyExpr&>(expr).items);
    case ExprKind::map: {
      const auto& entries = static_cast<const MapExpr&>(expr).entries;
      return std::all_of(entries.begin(), entries.end(),
                         [](const auto& entry) { return is_fixed(*entry.first) && is_fixed(*entry.second); });
    }
    default:
      return false;
  }
}

bool is_fixed(const Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::text:
    case StmtKind::macro:
      return true;
    case StmtKind::set: {
      const auto& set = static_cast<const SetStmt&>(stmt);
      return set.target.parts.empty() && set.target.attribute.empty() && is_fixed(*set.value);
    }
    case StmtKind::import: {
      const auto& import = static_cast<const ImportStmt&>(stmt);
      return !import.with_context && import.name->kind == ExprKind::constant;
    }
    default:
      return false;
  }
}

bool makes_fixed_module(const Environment& environment, const Template& page, std::size_t depth) {
  constexpr std::size_t kDeepest = 8;  // and no end in itself
  return page.fixed && depth < kDeepest &&
         std::all_of(page.references.begin(), page.references.end(), [&](const std::string& name) {
           const Template* const imported = environment.find(name);
           return imported != nullptr && makes_fixed_module(environment, *imported, depth + 1);
         });
}

}  // namespace

bool is_fixed(const Body& body) {
  return std::all_of(body.begin(), body.end(), [](const StmtPtr& stmt) { return is_fixed(*stmt); });
}

FixedModules::FixedModules() = default;
FixedModules::~FixedModules() = default;

std::unique_ptr<FixedModules> FixedModulePool::take() {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) return std::make_unique<FixedModules>();
  std::unique_ptr<FixedModules> modules = std::move(free_.back());
  free_.pop_back();
  return modules;
}

void FixedModulePool::give_back(std::unique_ptr<FixedModules> modules) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(modules));
}

bool makes_fixed_module(const Environment& environment, const Template& page) {
  return makes_fixed_module(environment, page, 0);
}

}  // namespace broadsheet::tmpl
