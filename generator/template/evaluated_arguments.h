// The arguments of a call, evaluated: kept on the stack where they are few, which they nearly always are.
#pragma once

#include <array>
#include <vector>

#include "template/arguments.h"
#include "template/rendering.h"

namespace broadsheet::tmpl {

class EvaluatedArguments {
 public:
  /// `caller`, where given, becomes the named argument of that name. Throws Error.
  EvaluatedArguments(Rendering& rendering, const CallArguments& arguments, Frame& frame, const Value* caller = nullptr);

  Arguments get() const {
    const std::span<const Value> positional =
        many_.empty() ? std::span<const Value>(few_.data(), few_count_) : std::span<const Value>(many_);
    return {positional, named_, &rendering_};
  }

 private:
  static constexpr std::size_t kFew = 4;

  void add_more_positional(const Expr& expr, Frame& frame);
  void add_more_named(const Expr& expr, Frame& frame);

  Rendering& rendering_;
  std::array<Value, kFew> few_;
  std::size_t few_count_ = 0;
  std::vector<Value> many_;
  std::vector<NamedValue> named_;
  std::vector<Value> keys_;  ///< the names in named_ that no expression keeps
};

}  // namespace broadsheet::tmpl
