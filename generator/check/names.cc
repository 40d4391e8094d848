#include <fmt/format.h>

#include "check/near_names.h"
#include "check/parts.h"
#include "check/rules.h"

namespace broadsheet::check {

namespace {

std::size_t uses(const model::Term& term) {
  return std::max(term.stories.size(), term.issues.size());
}

/// Where a company first stands in a byline.
Location company_place(const model::Archive& archive, std::uint32_t company, const std::vector<const Prose*>& prose) {
  const model::Term& term = archive.companies[company];
  if (term.stories.empty()) return {};
  const model::StoryRef ref = term.stories.front();
  const model::Story& story = archive.story(ref);
  const auto& resolved = archive.story_links(ref).byline;
  for (std::size_t at = 0; at < story.byline.size() && at < resolved.size(); ++at)
    if (resolved[at] == company) return prose[ref.issue]->find_from(story.line, story.byline[at].name);
  return prose[ref.issue]->find_from(story.line, term.name);
}

/// Where a tag first stands in front matter.
Location topic_place(const model::Archive& archive, std::uint32_t topic, const std::vector<const Prose*>& prose) {
  const model::Term& term = archive.topics[topic];
  if (term.issues.empty()) return {};
  const Prose& issue = *prose[term.issues.front()];
  const std::size_t found = issue.text().substr(0, issue.body()).find(term.name);
  return issue.at(found == std::string_view::npos ? 0 : found);
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

template <class Place>
void check_terms(const std::vector<model::Term>& terms, std::string_view rule, std::string_view file,
                 std::string_view unit, Place place, Diagnostics& diagnostics) {
  std::vector<CountedName> names;
  for (const model::Term& term : terms) names.push_back({term.name, uses(term), term.in_vocabulary});
  for (const NearName& near : near_names(names)) {
    const model::Term& term = terms[near.name];
    const model::Term& of = terms[near.of];
    report(diagnostics, rule, place(static_cast<std::uint32_t>(near.name)),
           fmt::format("'{}' ({}) may be '{}' ({})", term.name, counted(uses(term), unit), of.name,
                       counted(uses(of), unit)),
           fmt::format("where it is, add '{}' to the aliases of '{}' in {}", term.name, of.name, file));
  }
}

}  // namespace

void check_names(const model::Archive& archive, const std::vector<const Prose*>& prose, Diagnostics& diagnostics) {
  check_terms(
      archive.companies, "near-duplicate-company", "companies.yaml", "use",
      [&](std::uint32_t at) { return company_place(archive, at, prose); }, diagnostics);
  check_terms(
      archive.topics, "near-duplicate-topic", "topics.yaml", "use",
      [&](std::uint32_t at) { return topic_place(archive, at, prose); }, diagnostics);
}

}  // namespace broadsheet::check
