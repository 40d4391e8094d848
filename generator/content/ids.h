// Fragments of an issue's page: unique, and stable as long as titles are.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace broadsheet::content {

/// Hands out slugs, each once: the second of equal ones gets `-2`, the next `-3`. Stories are asked for first, in
/// reading order, then sections and headings: so no heading that an editor adds can move the address of a story.
class Ids {
 public:
  /// The id for `title`; `fallback` where its slug is empty.
  std::string take(std::string_view title, std::string_view fallback);

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, int> last_;  // the number that a slug had last, so that many equal ones stay cheap
};

}  // namespace broadsheet::content
