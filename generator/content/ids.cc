#include "content/ids.h"

#include "base/text.h"

namespace broadsheet::content {

std::string Ids::take(std::string_view title, std::string_view fallback) {
  std::string base = slugify(title);
  if (base.empty()) base = fallback;
  if (taken_.insert(base).second) return base;
  for (int& number = last_.try_emplace(base, 1).first->second;;) {
    std::string id = base + "-" + std::to_string(++number);
    if (taken_.insert(id).second) return id;
  }
}

}  // namespace broadsheet::content
