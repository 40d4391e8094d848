#include "content/byline.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kMostSeparators = 24;  // more make no byline; looking up every part of it would be quadratic

struct Separator {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A separator that may stand at `at`, longest first.
constexpr std::array<std::string_view, 13> kNameSeparators = {", and ", ", & ", " and ", " & ", " / ",  " + ", " x ",
                                                              ", ",     "、",   "，",    "／",  " 和 ", " 与 "};

/// Words that end a company's name after a comma or "&".
constexpr std::array<std::string_view, 14> kSuffixes = {"Inc",  "Inc.", "LLC", "Ltd", "Ltd.", "Corp", "Corp.",
                                                        "GmbH", "AG",   "Co",  "Co.", "Sons", "S.A.", "Company"};

bool starts_with_suffix(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" ,/&"), text.size());
  return std::find(kSuffixes.begin(), kSuffixes.end(), text.substr(0, end)) != kSuffixes.end();
}

std::vector<Separator> find_separators(std::string_view text) {
  std::vector<Separator> found;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    depth += text[at] == '(';
    depth -= text[at] == ')' && depth > 0;
    if (depth > 0) continue;
    const std::string_view separator = start_among(kNameSeparators, text.substr(at));
    if (separator.empty()) continue;
    const std::size_t end = at + separator.size();
    if (!starts_with_suffix(text.substr(end))) found.push_back({at, end});
    at = end - 1;
  }
  return found;
}

}  // namespace

std::vector<model::BylineName> split_byline(std::string_view text, const NameIndex& names) {
  const std::vector<Separator> separators = find_separators(text);
  if (separators.empty() || separators.size() > kMostSeparators || names.find(text) != nullptr)
    return {{"", std::string(text)}};
  std::vector<model::BylineName> parts;
  std::string separator;
  std::size_t begin = 0;
  for (std::size_t next = 0; begin <= text.size();) {
    std::size_t taken = next;  // the separator that ends the name; separators.size() is the end of the text
    for (std::size_t candidate = separators.size(); candidate > next; --candidate) {
      const std::size_t end = candidate == separators.size() ? text.size() : separators[candidate].begin;
      if (names.find(text.substr(begin, end - begin)) == nullptr) continue;
      taken = candidate;
      break;
    }
    const bool last = taken >= separators.size();
    const std::size_t end = last ? text.size() : separators[taken].begin;
    parts.push_back({separator, std::string(text.substr(begin, end - begin))});
    if (last) break;
    separator = text.substr(separators[taken].begin, separators[taken].end - separators[taken].begin);
    begin = separators[taken].end;
    next = taken + 1;
  }
  std::erase_if(parts, [](const model::BylineName& part) { return part.name.empty(); });
  return parts;
}

}  // namespace broadsheet::content
