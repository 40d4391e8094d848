#include "search/interner.h"

#include <algorithm>
#include <cstring>

namespace broadsheet::search {
namespace {

constexpr std::size_t kChunk = 1 << 16;

}  // namespace

std::size_t Interner::place(std::string_view text, std::uint32_t hash) const {
  std::size_t i = hash & (slots_.size() - 1);
  while (slots_[i].next != 0 && (slots_[i].hash != hash || slots_[i].text != text)) i = (i + 1) & (slots_.size() - 1);
  return i;
}

std::uint32_t Interner::number(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[place(text, hash)];
  if (slot.next != 0) return slot.next - 1;
  texts_.push_back(keep(text));
  slot = {hash, static_cast<std::uint32_t>(texts_.size()), texts_.back()};
  if (texts_.size() * 2 > slots_.size()) grow();
  return static_cast<std::uint32_t>(texts_.size()) - 1;
}

std::string_view Interner::keep(std::string_view text) {
  if (text.size() > left_) {
    left_ = std::max(kChunk, text.size());
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = chunks_.back().get();
  }
  if (!text.empty()) std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

void Interner::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (slot.next == 0) continue;
    std::size_t i = slot.hash & (larger.size() - 1);
    while (larger[i].next != 0) i = (i + 1) & (larger.size() - 1);
    larger[i] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace broadsheet::search
