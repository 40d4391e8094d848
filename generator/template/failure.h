// What filters, functions and operators throw. The engine knows the place in the template and makes an Error of it.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace broadsheet::tmpl {

/// A failure without a place: `message` is a sentence without a full stop, `hint` may be empty.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& message, std::string hint = {}, std::string undefined_name = {})
      : std::runtime_error(message), hint_(std::move(hint)), undefined_name_(std::move(undefined_name)) {}

  const std::string& hint() const { return hint_; }
  /// The variable that is not there, where that is the failure: the engine knows names that are near.
  const std::string& undefined_name() const { return undefined_name_; }

 private:
  std::string hint_;
  std::string undefined_name_;
};

}  // namespace broadsheet::tmpl
