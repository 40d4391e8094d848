#include "render/reason.h"

#include <fmt/format.h>

#include <array>
#include <span>

namespace broadsheet::render {

namespace {

constexpr std::size_t kMostNames = 3;

std::string counted(int count, std::string_view unit) {
  constexpr std::array<std::string_view, 13> kNumbers = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                         "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  const std::string number = count < static_cast<int>(kNumbers.size())
                                 ? std::string(kNumbers[static_cast<std::size_t>(count)])
                                 : std::to_string(count);
  return fmt::format("{} {}{}", number, unit, count == 1 ? "" : "s");
}

/// "A", "A and B", "A, B and C".
void append_joined(std::string& out, std::span<const std::string_view> names) {
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (at > 0) out += at + 1 == names.size() ? " and " : ", ";
    out += names[at];
  }
}

}  // namespace

std::string time_apart(int days) {
  if (days == 0) return "the same days";
  if (days < 14) return counted(days, "day") + " apart";
  if (days < 70) return counted((days + 3) / 7, "week") + " apart";
  if (days < 700) return counted((days + 15) / 30, "month") + " apart";
  return counted((days + 182) / 365, "year") + " apart";
}

std::string related_reason(const model::Archive& archive, const model::RelatedStory& related) {
  Few<std::string_view, kMostNames> names;
  for (std::uint32_t company : related.companies)
    if (names.size() < kMostNames - 1) names.push_back(archive.companies[company].name);
  for (std::uint32_t topic : related.topics)
    if (names.size() < kMostNames) names.push_back(archive.topics[topic].name);
  const bool by_words = names.empty();
  std::string reason = "both about ";
  append_joined(reason, by_words ? related.words : names);
  if (!by_words && !related.words.empty()) reason += fmt::format(" ({})", fmt::join(related.words, ", "));
  return reason.append(", ").append(related.same_issue ? "in the same issue" : time_apart(related.days));
}

}  // namespace broadsheet::render
