// The variables of one rendering: contexts by name, frames by slot, and the stack that holds the slots.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "template/ast.h"
#include "template/compiled.h"
#include "template/value.h"

namespace broadsheet::tmpl {

class Rendering;
struct Frame;

/// The versions of each block, that of the most derived template first.
struct BlockTable {
  struct Version {
    const Template* owner;
    const Block* block;
  };
  struct Chain {
    Symbol symbol;
    std::vector<Version> versions;
  };
  std::vector<Chain> chains;

  Chain* find(Symbol symbol);
  /// Puts the template's blocks behind those that are there.
  void append(const Template& owner);
};

/// Variables by name. Looks into its own, then its parent's, at last the environment's globals.
struct Context {
  struct Variable {
    Symbol symbol;
    bool exported;
    Value value;
  };

  const Context* parent = nullptr;
  BlockTable* blocks = nullptr;
  bool* autoescape = nullptr;  ///< as {% autoescape %} has set it in this template
  const std::vector<Value>* globals = nullptr;
  std::vector<Variable> own;  ///< grows by add() and set() alone

  const Value* find(Symbol symbol) const;
  void set(Symbol symbol, const Value& value, bool exported);
  bool has_own(Symbol symbol) const;
  /// One that is not there yet.
  void add(Variable variable);

 private:
  /// False where no variable has this symbol: a look at a bit in place of a search, since most contexts have few names.
  bool may_have(Symbol symbol) const { return (marks_[symbol / 64 % marks_.size()] >> symbol % 64 & 1) != 0; }

  std::array<std::uint64_t, 4> marks_{};  // a bit for each symbol in `own`, by the last digits of its number
};

/// What a macro keeps of the frame that it was made in; the frame clears it when it ends.
struct FrameHandle final : Object {
  explicit FrameHandle(Frame* of) : frame(of) {}
  mutable Frame* frame;
};

/// The running of a routine.
struct Frame {
  /// `kept` frames may outlive those that began later.
  Frame(Rendering& its_rendering, const Template& its_page, const Routine& its_routine, Context& its_context,
        bool kept = false);
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  ~Frame();

  /// For macros made in this frame; the caller gets one use.
  const FrameHandle* handle();
  /// The first value that is set on the way of a binding, or nullptr.
  const Value* read(const Binding* binding);
  /// The same, but only slots; for names to hand on.
  const Value* read_slots(const Binding* binding);
  void clear(SlotRange range);

  Rendering& rendering;  ///< that made it; a kept frame may outlive that
  const Template& page;
  const Routine& routine;
  Context& context;
  Frame* outer = nullptr;            ///< of the routine around: a macro's definition
  const Template* parent = nullptr;  ///< the template that this one extends, once `extends` ran
  std::uint32_t extends_offset = 0;
  std::string* out = nullptr;
  Value* slots = nullptr;

 private:
  const FrameHandle* handle_ = nullptr;
  std::unique_ptr<Value[]> kept_slots_;
};

/// Slots for frames, in the order of a stack; addresses stay.
class SlotStack {
 public:
  Value* push(std::size_t count);
  void pop(Value* slots, std::size_t count);

 private:
  static constexpr std::size_t kChunk = 1024;
  struct Chunk {
    std::unique_ptr<Value[]> values;
    std::size_t size;
    std::size_t used;
  };
  std::vector<Chunk> chunks_;
  std::size_t current_ = 0;
};

inline bool is_unset(const Value& value) {
  return value.is_undefined() && value.absence() == Absence::plain && value.absent_name() == nullptr;
}

inline const Value* Frame::read(const Binding* binding) {
  for (; binding != nullptr; binding = binding->next) {
    Frame* frame = this;
    for (std::uint16_t i = binding->up; i > 0; --i) frame = frame->outer;
    Value& value = frame->slots[binding->slot];
    if (!is_unset(value)) return &value;
    if (!binding->in_context) continue;
    const Value* found = context.find(binding->symbol);
    if (found == nullptr) return nullptr;
    value = *found;
    return &value;
  }
  return nullptr;
}

}  // namespace broadsheet::tmpl
