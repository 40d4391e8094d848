// What filters, functions and operators throw. The engine knows the place in the template and makes an Error of it.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace broadsheet::tmpl {

/// A failure without a place: `message` is a sentence without a full stop, `hint` may be empty.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& message, std::string hint = {})
      : std::runtime_error(message), hint_(std::move(hint)) {}

  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

}  // namespace broadsheet::tmpl
