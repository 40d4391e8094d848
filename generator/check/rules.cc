#include "check/rules.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace broadsheet::check {

namespace {

constexpr std::array kRules = {
    Rule{"address", Severity::error, "Two files would be published at one address."},
    Rule{"asset", Severity::error, "A file of the theme is missing or cannot be used."},
    Rule{"bold-paragraph", Severity::info, "A whole paragraph is in bold, so that nothing in it stands out."},
    Rule{"broken-link", Severity::warning, "A link inside the site leads to no page of it."},
    Rule{"chat-residue", Severity::warning, "The text holds leftovers of a conversation with an assistant."},
    Rule{"config", Severity::error, "A key of site.yaml or of a vocabulary is unknown or has a wrong value."},
    Rule{"content", Severity::error, "There is no content folder, or no issue in it."},
    Rule{"date", Severity::error, "An issue has no date, or one that is no day of the calendar."},
    Rule{"date-disagreement", Severity::warning, "File name, front matter and heading say different dates."},
    Rule{"dead-link", Severity::warning, "A link has no address, or one that leads nowhere."},
    Rule{"draft", Severity::info, "A draft is kept back."},
    Rule{"empty-issue", Severity::warning, "An issue has no text but its title."},
    Rule{"empty-story", Severity::warning, "A story has a head line and no text."},
    Rule{"encoding", Severity::warning, "A file holds bytes that are no UTF-8."},
    Rule{"file", Severity::error, "A file cannot be read."},
    Rule{"front-matter", Severity::error, "The front matter has a value of the wrong type, or is not closed."},
    Rule{"front-page-link", Severity::info, "A story's link leads to the front page of a site, not to an article."},
    Rule{"json", Severity::error, "JSON does not parse."},
    Rule{"markdown", Severity::error, "Markdown is nested too deeply to be anybody's text."},
    Rule{"math", Severity::info, "A formula between dollar signs is shown as it is written."},
    Rule{"missing-issue", Severity::info, "A series leaves out days or weeks."},
    Rule{"missing-week", Severity::info, "A week has no issue of any series."},
    Rule{"near-duplicate-company", Severity::warning, "Two companies may be one, written in two ways."},
    Rule{"near-duplicate-topic", Severity::warning, "Two topics may be one, written in two ways."},
    Rule{"output", Severity::error, "The site cannot be written."},
    Rule{"overlap", Severity::info, "Two issues of a series cover the same days."},
    Rule{"remote-picture", Severity::warning,
         "A picture is on another host, so that pages link it instead of showing it."},
    Rule{"repeated-address", Severity::info, "Several stories lead to the same address."},
    Rule{"repeated-story", Severity::info, "Several issues have a story of the same title."},
    Rule{"repeated-title", Severity::warning, "Two stories of an issue have the same title."},
    Rule{"search", Severity::error, "The search index cannot be written or asked."},
    Rule{"series-disagreement", Severity::warning, "File name, folder and title say different series."},
    Rule{"shortcode", Severity::warning, "The tag of a shortcode does not end, or closes nothing."},
    Rule{"template", Severity::error, "A template of the theme does not compile."},
    Rule{"theme", Severity::error, "The theme, or an option of it, is not right."},
    Rule{"threads", Severity::warning, "Front matter names a story for a thread that its issue does not have."},
    Rule{"toml", Severity::error, "TOML does not parse."},
    Rule{"tracking", Severity::info, "An address carries parameters that track its readers."},
    Rule{"unknown-rule", Severity::warning, "site.yaml sets the severity of a rule that does not exist."},
    Rule{"unknown-series", Severity::warning, "No series of site.yaml fits an issue."},
    Rule{"unknown-shortcode", Severity::warning, "A shortcode is not known and is shown as it is written."},
    Rule{"unknown-source-list", Severity::error, "A list of sources does not exist."},
    Rule{"vocabulary", Severity::error, "Entries of a vocabulary contradict each other."},
    Rule{"yaml", Severity::error, "YAML does not parse."},
};

constexpr bool by_name(const Rule& a, const Rule& b) {
  return a.name < b.name;
}
static_assert(std::is_sorted(kRules.begin(), kRules.end(), by_name));

}  // namespace

std::span<const Rule> rules() {
  return kRules;
}

const Rule* find_rule(std::string_view name) {
  const auto found = std::lower_bound(kRules.begin(), kRules.end(), Rule{name, Severity::info, {}}, by_name);
  return found != kRules.end() && found->name == name ? &*found : nullptr;
}

void report(Diagnostics& diagnostics, std::string_view rule, Location location, std::string message, std::string hint,
            std::vector<Note> notes) {
  const Rule* known = find_rule(rule);
  assert(known != nullptr);
  diagnostics.add(Diagnostic{known != nullptr ? known->severity : Severity::warning, std::string(rule),
                             std::move(location), std::move(message), std::move(hint), std::move(notes)});
}

std::vector<Diagnostic> with_severities(std::vector<Diagnostic> found,
                                        const std::map<std::string, std::string>& severities) {
  std::erase_if(found, [&](Diagnostic& diagnostic) {
    const auto set = severities.find(diagnostic.rule);
    if (set == severities.end()) return false;
    for (Severity severity : {Severity::info, Severity::warning, Severity::error})
      if (set->second == severity_name(severity)) diagnostic.severity = severity;
    return set->second == "off";
  });
  return found;
}

}  // namespace broadsheet::check
