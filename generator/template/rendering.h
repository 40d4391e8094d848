// One rendering of one page: evaluates expressions, runs statements, and knows the way that led to the place at hand.
// Appends to one text; const templates are shared with other renderings, everything here is its own.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "template/context.h"
#include "template/failure.h"
#include "template/runtime_objects.h"

namespace broadsheet::tmpl {

class EvaluatedArguments;

class Rendering {
 public:
  Rendering(const Environment& environment, std::string& out);
  Rendering(const Rendering&) = delete;
  Rendering& operator=(const Rendering&) = delete;
  ~Rendering();

  void run(const Template& page, const std::vector<std::pair<std::string_view, Value>>& variables);

  const Environment& environment() const { return environment_; }
  const Options& options() const { return options_; }
  SlotStack& stack() { return stack_; }
  /// Whether filters make markup at this point.
  bool autoescape() const { return *frame_->context.autoescape; }
  /// Namespaces can hold each other; they are emptied at the end.
  void keep_namespace(const NamespaceObject& object);

  // For the objects that a template makes.
  void write_macro(std::string& out, const MacroObject& macro, const Arguments& arguments);
  void write_block(std::string& out, Context& context, Symbol block, std::size_t version);
  void write_loop(std::string& out, const LoopObject& loop, const Value& items);

 private:
  friend class EvaluatedArguments;

  /// A step on the way to the place at hand.
  struct Step {
    const Template* page;
    std::uint32_t offset;
    std::string_view before, name, after;  ///< the note's words; none: nothing to tell
  };
  /// Makes a frame the one at hand while it lives; `step` says how it was reached.
  class Entered {
   public:
    Entered(Rendering& rendering, Frame& frame, Step step);
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;
    ~Entered();

   private:
    Rendering& rendering_;
    Frame* const previous_;
  };

  // evaluate.cc
  Value evaluate(const Expr& expr, Frame& frame);
  /// The same, without a copy where the value is kept elsewhere; `storage` holds it otherwise.
  const Value& peek(const Expr& expr, Frame& frame, Value& storage);
  /// What an imported template calls so; nullptr where that is to be found in another way.
  const Value* peek_attribute(const AttributeExpr& expr, Frame& frame);
  bool evaluate_truth(const Expr& expr, Frame& frame);
  Value evaluate_name(const NameExpr& expr, Frame& frame);
  Value evaluate_attribute(const AttributeExpr& expr, Frame& frame);
  Value evaluate_item(const ItemExpr& expr, Frame& frame);
  Value evaluate_slice(const SliceExpr& expr, Frame& frame);
  Value evaluate_binary(const BinaryExpr& expr, Frame& frame);
  bool evaluate_compare(const CompareExpr& expr, Frame& frame);
  Value evaluate_concat(const ManyExpr& expr, Frame& frame);
  Value evaluate_many(const ManyExpr& expr, Frame& frame);
  Value evaluate_map(const MapExpr& expr, Frame& frame);
  Value evaluate_conditional(const ConditionalExpr& expr, Frame& frame);

  // calls.cc
  Value evaluate_call(const CallExpr& expr, Frame& frame, const Value* caller = nullptr);
  /// Writes what the call gives straight to the output; false where that can't be, since it is still to be escaped.
  bool write_call(const CallExpr& expr, Frame& frame, bool escaped, const Value* caller = nullptr);
  Value evaluate_filter(const FilterExpr& expr, Frame& frame);
  bool evaluate_test(const TestExpr& expr, Frame& frame);
  void bind_arguments(const Routine& macro, Frame& frame, const Arguments& arguments);
  static void check_arguments(const Routine& macro, const Arguments& arguments);
  static void bind_kwargs(const Routine& macro, Frame& frame, const Arguments& arguments);

  // statements.cc
  void execute(const Body& body, Frame& frame);
  void execute_scope(const Scope& scope, Frame& frame);
  void execute_statement(const Stmt& stmt, Frame& frame);
  /// Runs a statement that writes a part of an address, and refuses what makes it run a script.
  void execute_in_address(const Stmt& stmt, Frame& frame);
  void execute_output(const OutputStmt& stmt, Frame& frame);
  void execute_branch(const BranchStmt& stmt, Frame& frame);
  void execute_loop(const LoopStmt& stmt, Frame& frame);
  void run_loop(const LoopStmt& stmt, Frame& frame, const Value& items, std::size_t depth);
  Value select_items(const LoopStmt& stmt, Frame& frame, const Value& items);
  void execute_set_block(const SetBlockStmt& stmt, Frame& frame);
  void execute_macro(const MacroStmt& stmt, Frame& frame);
  void execute_call(const CallStmt& stmt, Frame& frame);
  void execute_filter(const FilterStmt& stmt, Frame& frame);
  void execute_with(const WithStmt& stmt, Frame& frame);
  void execute_autoescape(const AutoescapeStmt& stmt, Frame& frame);
  void assign(const Target& target, const Value& value, Frame& frame);
  void take_apart(const Target& target, const Value& value, Frame& frame);
  void assign_name(const Target& target, const Value& value, Frame& frame);
  /// Runs a scope, and returns what it writes.
  std::string capture(const Scope& scope, Frame& frame);
  void emit(const Value& value, bool escaped, Frame& frame);
  void emit_block(const Value& value, const char* what, Frame& frame);

  // inheritance.cc
  void run_root(const Template& page, Context& context, std::string& out);
  void enter_root(Frame& frame);
  void execute_block(const BlockStmt& stmt, Frame& frame);
  void execute_extends(const ExtendsStmt& stmt, Frame& frame);
  void execute_include(const IncludeStmt& stmt, Frame& frame);
  void execute_import(const ImportStmt& stmt, Frame& frame);
  Value load_module(const ImportStmt& stmt, const Template& page, Frame& frame);
  Value make_module(const ImportStmt& stmt, const Template& page, Frame& frame, std::deque<Module>& modules);
  /// The template of this name, or the first that exists of a list; nullptr where `optional` and there is none.
  const Template* load(const Expr& name, Frame& frame, bool optional, const char* what);
  /// The same; what a constant names is remembered in `known`.
  const Template* load(const Expr& name, std::atomic<const Template*>& known, Frame& frame, bool optional,
                       const char* what);
  const Template* load_one(const Value& name, const Expr& expr, Frame& frame);
  void hand_on(const std::vector<VisibleName>& names, Frame& from, Context& to);

  // rendering.cc
  bool escaping(Escaping escaping, const Frame& frame) const;
  /// Stops what would run for ever: called for each round of a loop and each macro, block and include.
  void count_step(const Template& page, std::uint32_t offset);
  void check_output(const Frame& frame, std::uint32_t offset) {
    if (frame.out->size() > most_output_) fail_output(frame, offset);
  }
  [[noreturn]] void fail_output(const Frame& frame, std::uint32_t offset);
  Location locate_in(const Template& page, std::uint32_t offset) const;
  std::vector<Note> notes() const;
  [[noreturn]] void fail(const Template& page, std::uint32_t offset, const std::string& message, std::string hint = {});
  [[noreturn]] void fail(const Frame& frame, std::uint32_t offset, const std::string& message, std::string hint = {}) {
    fail(frame.page, offset, message, std::move(hint));
  }
  [[noreturn]] void fail(const Frame& frame, std::uint32_t offset, const Failure& failure);
  std::string suggest_name(const Frame& frame, std::string_view name) const;

  /// Runs `work`; a Failure becomes an Error at `offset`, or at the first of `operands` that is undefined.
  struct Operand {
    const Value& value;
    std::uint32_t offset;
  };
  template <class Work>
  auto guarded(const Frame& frame, std::uint32_t offset, std::initializer_list<Operand> operands, Work work) {
    try {
      return work();
    } catch (const Failure& failure) {
      for (const Operand& operand : operands) {
        if (operand.value.is_undefined() && !operand.value.is_lenient()) fail(frame, operand.offset, failure);
      }
      fail(frame, offset, failure);
    }
  }

  const Environment& environment_;
  const Options& options_;
  const Library& library_;
  std::string& out_;
  const std::size_t most_output_;  ///< with what was in out_ before
  SlotStack stack_;
  Frame* frame_ = nullptr;
  std::vector<Step> way_;
  Step call_site_{nullptr, 0, {}, {}, {}};
  std::size_t steps_ = 0;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  const std::chrono::nanoseconds work_before_;  ///< of the thread
  const Value* filter_input_ = nullptr;
  std::vector<const NamespaceObject*> namespaces_;
  std::unique_ptr<FixedModules> fixed_modules_;
  std::deque<Module> modules_;
  std::unordered_map<const Template*, Value> module_cache_;
};

}  // namespace broadsheet::tmpl
