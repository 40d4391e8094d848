// A content folder of a test's own.
#pragma once

#include <map>
#include <string>

#include "scratch.h"

namespace broadsheet::content {

class ContentFolder : public Scratch {
 public:
  explicit ContentFolder(const std::map<std::string, std::string>& files) {
    for (const auto& [name, text] : files) write(name, text);
  }
};

}  // namespace broadsheet::content
