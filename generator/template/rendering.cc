#include "template/rendering.h"

#include <fmt/format.h>

#include <time.h>

#include <algorithm>

#include "base/diagnostics.h"
#include "template/text.h"

namespace broadsheet::tmpl {

namespace {

/// How long a processor has worked for this thread.
std::chrono::nanoseconds work_of_thread() {
  timespec work{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &work);
  return std::chrono::seconds(work.tv_sec) + std::chrono::nanoseconds(work.tv_nsec);
}

}  // namespace

Rendering::Rendering(const Environment& environment, std::string& out)
    : environment_(environment),
      options_(environment.options()),
      library_(environment.library()),
      out_(out),
      most_output_(options_.max_output + out.size()),
      work_before_(work_of_thread()),
      fixed_modules_(library_.fixed_modules.take()) {}

Rendering::~Rendering() {
  for (const NamespaceObject* object : namespaces_) {
    object->attributes.clear();
    object->release();
  }
  library_.fixed_modules.give_back(std::move(fixed_modules_));
}

void Rendering::keep_namespace(const NamespaceObject& object) {
  object.retain();
  namespaces_.push_back(&object);
}

void Rendering::run(const Template& page, const std::vector<std::pair<std::string_view, Value>>& variables) {
  bool autoescape = options_.autoescape;
  BlockTable blocks;
  blocks.append(page);
  Context given;
  given.globals = &library_.globals;
  for (const auto& [name, value] : variables) given.set(library_.symbols.intern(name), value, false);
  Context context;
  context.parent = &given;
  context.blocks = &blocks;
  context.autoescape = &autoescape;
  context.globals = &library_.globals;
  run_root(page, context, out_);
}

bool Rendering::escaping(Escaping escaping, const Frame& frame) const {
  return escaping == Escaping::as_set ? *frame.context.autoescape : escaping == Escaping::on;
}

void Rendering::count_step(const Template& page, std::uint32_t offset) {
  constexpr std::size_t kLookAtClock = 64;  // steps between two looks
  if (++steps_ > options_.max_iterations)
    fail(page, offset, fmt::format("loops and macros of the page run more than {} times", options_.max_iterations));
  // The clock on the wall is asked first: the other one costs a call of the kernel.
  if (steps_ % kLookAtClock == 0 && std::chrono::steady_clock::now() - start_ > options_.max_time &&
      work_of_thread() - work_before_ > options_.max_time)
    fail(page, offset, fmt::format("the page takes more than {} ms", options_.max_time.count()),
         "the loops or macros around this place do too much");
}

void Rendering::fail_output(const Frame& frame, std::uint32_t offset) {
  fail(frame, offset, fmt::format("the output is larger than {} bytes", options_.max_output));
}

Rendering::Entered::Entered(Rendering& rendering, Frame& frame, Step step)
    : rendering_(rendering), previous_(rendering.frame_) {
  const std::size_t most = rendering.options_.max_depth;
  if (rendering.way_.size() >= most) {
    rendering.fail(*step.page, step.offset,
                   fmt::format("includes, macros, blocks and loops stand more than {} deep inside each other", most));
  }
  rendering.count_step(*step.page, step.offset);
  rendering.way_.push_back(step);
  rendering.frame_ = &frame;
}

Rendering::Entered::~Entered() {
  rendering_.way_.pop_back();
  rendering_.frame_ = previous_;
}

Location Rendering::locate_in(const Template& page, std::uint32_t offset) const {
  return locate(page.source.file, page.source.text, offset);
}

std::vector<Note> Rendering::notes() const {
  // Of a way that is very long, only both ends tell something.
  constexpr std::size_t kEnds = 6;
  std::vector<Note> notes;
  for (std::size_t i = way_.size(); i-- > 0;) {
    if (way_.size() > 2 * kEnds && i >= kEnds && i < way_.size() - kEnds) continue;
    const Step& step = way_[i];
    if (step.after.empty()) continue;
    notes.push_back({locate_in(*step.page, step.offset), fmt::format("{}'{}'{}", step.before, step.name, step.after)});
  }
  return notes;
}

void Rendering::fail(const Template& page, std::uint32_t offset, const std::string& message, std::string hint) {
  throw Error("template", locate_in(page, offset), message, std::move(hint), notes());
}

void Rendering::fail(const Frame& frame, std::uint32_t offset, const Failure& failure) {
  std::string hint = failure.hint();
  if (hint.empty() && !failure.undefined_name().empty()) hint = suggest_name(frame, failure.undefined_name());
  fail(frame, offset, failure.what(), std::move(hint));
}

std::string Rendering::suggest_name(const Frame& frame, std::string_view name) const {
  std::vector<std::string> known;
  for (const Context* context = &frame.context; context != nullptr; context = context->parent) {
    for (const Context::Variable& variable : context->own) known.push_back(library_.symbols.name(variable.symbol));
  }
  for (Symbol symbol = 0; symbol < library_.globals.size(); ++symbol) {
    if (!is_unset(library_.globals[symbol])) known.push_back(library_.symbols.name(symbol));
  }
  for (const Binding& binding : frame.page.bindings) {
    if (!binding.in_context) known.push_back(library_.symbols.name(binding.symbol));
  }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  std::erase(known, name);
  return suggestion(name, known);
}

void render_to(std::string& out, const Environment& environment, const Template& page,
               const std::vector<std::pair<std::string_view, Value>>& variables) {
  Rendering(environment, out).run(page, variables);
}

std::string render(const Environment& environment, const Template& page,
                   const std::vector<std::pair<std::string_view, Value>>& variables) {
  std::string out;
  render_to(out, environment, page, variables);
  return out;
}

}  // namespace broadsheet::tmpl
