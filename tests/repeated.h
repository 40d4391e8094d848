// A text many times over, for inputs that are too large or too deep.
#pragma once

#include <string>
#include <string_view>

namespace broadsheet {

inline std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (; count > 0; --count) out += text;
  return out;
}

}  // namespace broadsheet
