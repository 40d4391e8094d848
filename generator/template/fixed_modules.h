// Modules that come out the same on every page, made once and handed from one rendering to the next: of templates that
// hold only macros, constants under names, and imports of their like.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "template/ast.h"
#include "template/value.h"

namespace broadsheet::tmpl {

class Environment;
class Template;
struct Module;

/// Whether the statements of a template make the same whenever it is imported without context, if what it imports does.
bool is_fixed(const Body& body);

/// Used by one rendering at a time: values count their uses, and two processors that count the same wait for each
/// other.
struct FixedModules {
  FixedModules();
  ~FixedModules();

  std::deque<Module> modules;
  std::unordered_map<const Template*, Value> by_page;
};

/// Those that no rendering uses at the moment. Safe for many threads.
class FixedModulePool {
 public:
  std::unique_ptr<FixedModules> take();
  void give_back(std::unique_ptr<FixedModules> modules);

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<FixedModules>> free_;
};

/// Whether `page` and all that it imports is fixed.
bool makes_fixed_module(const Environment& environment, const Template& page);

}  // namespace broadsheet::tmpl
