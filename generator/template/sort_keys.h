// What lists are sorted and grouped by: the values themselves or attributes of them, texts without regard to case.
#pragma once

#include <vector>

#include "template/access.h"
#include "template/value.h"

namespace broadsheet::tmpl {

class SortKey {
 public:
  /// `attribute` is a dotted path, or nullptr; where `several`, paths with commas between. `fallback` stands for
  /// missing attributes; nullptr for none.
  SortKey(const Value* attribute, bool ignore_case, bool several, const Value* fallback = nullptr);
  Value of(const Value& item) const;

 private:
  Value one(const Path& path, const Value& item) const;

  std::vector<Path> paths_;
  bool ignore_case_;
  const Value* fallback_;
};

/// Stable. Throws Failure where two keys can't be ordered.
std::vector<Value> sort_by(std::vector<Value> items, const SortKey& key, bool reverse);

}  // namespace broadsheet::tmpl
