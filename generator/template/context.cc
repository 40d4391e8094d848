#include "template/context.h"

#include <algorithm>
#include <cassert>

#include "template/rendering.h"

namespace broadsheet::tmpl {

BlockTable::Chain* BlockTable::find(Symbol symbol) {
  for (Chain& chain : chains) {
    if (chain.symbol == symbol) return &chain;
  }
  return nullptr;
}

void BlockTable::append(const Template& owner) {
  for (const Block& block : owner.blocks) {
    Chain* chain = find(block.symbol);
    if (chain == nullptr) chain = &chains.emplace_back(Chain{block.symbol, {}});
    chain->versions.push_back({&owner, &block});
  }
}

const Value* Context::find(Symbol symbol) const {
  for (const Context* context = this; context != nullptr; context = context->parent) {
    if (!context->may_have(symbol)) continue;
    for (const Variable& variable : context->own) {
      if (variable.symbol == symbol) return &variable.value;
    }
  }
  if (symbol >= globals->size() || is_unset((*globals)[symbol])) return nullptr;
  return &(*globals)[symbol];
}

void Context::set(Symbol symbol, const Value& value, bool exported) {
  for (std::size_t at = may_have(symbol) ? 0 : own.size(); at < own.size(); ++at) {
    if (own[at].symbol != symbol) continue;
    own[at].value = value;
    own[at].exported = exported;
    return;
  }
  add({symbol, exported, value});
}

bool Context::has_own(Symbol symbol) const {
  return may_have(symbol) &&
         std::any_of(own.begin(), own.end(), [&](const Variable& variable) { return variable.symbol == symbol; });
}

void Context::add(Variable variable) {
  marks_[variable.symbol / 64 % marks_.size()] |= std::uint64_t{1} << variable.symbol % 64;
  own.push_back(std::move(variable));
}

Frame::Frame(Rendering& its_rendering, const Template& its_page, const Routine& its_routine, Context& its_context,
             bool kept)
    : rendering(its_rendering), page(its_page), routine(its_routine), context(its_context) {
  if (kept) kept_slots_ = std::make_unique<Value[]>(routine.slots);
  slots = kept ? kept_slots_.get() : rendering.stack().push(routine.slots);
}

Frame::~Frame() {
  if (!kept_slots_) rendering.stack().pop(slots, routine.slots);
  if (handle_ == nullptr) return;
  handle_->frame = nullptr;
  handle_->release();
}

const FrameHandle* Frame::handle() {
  if (handle_ == nullptr) handle_ = new FrameHandle(this);
  handle_->retain();
  return handle_;
}

const Value* Frame::read_slots(const Binding* binding) {
  for (; binding != nullptr && !binding->in_context; binding = binding->next) {
    Frame* frame = this;
    for (std::uint16_t i = binding->up; i > 0; --i) frame = frame->outer;
    const Value& value = frame->slots[binding->slot];
    if (!is_unset(value)) return &value;
  }
  return nullptr;
}

void Frame::clear(SlotRange range) {
  for (std::uint32_t i = range.first; i < range.last; ++i) slots[i].reset();
}

Value* SlotStack::push(std::size_t count) {
  if (count == 0) count = 1;  // so that each frame has an address of its own
  while (current_ < chunks_.size() && chunks_[current_].size - chunks_[current_].used < count) ++current_;
  if (current_ == chunks_.size()) {
    const std::size_t size = std::max(kChunk, count);
    chunks_.push_back({std::make_unique<Value[]>(size), size, 0});
  }
  Chunk& chunk = chunks_[current_];
  Value* const slots = chunk.values.get() + chunk.used;
  chunk.used += count;
  return slots;
}

void SlotStack::pop(Value* slots, std::size_t count) {
  if (count == 0) count = 1;
  for (std::size_t i = 0; i < count; ++i) slots[i].reset();
  Chunk& chunk = chunks_[current_];
  assert(slots + count == chunk.values.get() + chunk.used);
  chunk.used -= count;
  while (current_ > 0 && chunks_[current_].used == 0) --current_;
}

}  // namespace broadsheet::tmpl
