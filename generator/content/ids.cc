#include "content/ids.h"

#include "base/text.h"

namespace broadsheet::content {

std::string Ids::take(std::string_view title, std::string_view fallback) {
  std::string base = slugify(title);
  if (base.empty()) base = fallback;
  std::string id = base;
  for (int number = 2; !taken_.insert(id).second; ++number) id = base + "-" + std::to_string(number);
  return id;
}

}  // namespace broadsheet::content
