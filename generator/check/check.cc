#include "check/check.h"

#include <fmt/format.h>

#include <memory>

#include "base/parallel.h"
#include "check/parts.h"
#include "check/rules.h"
#include "check/site_addresses.h"
#include "model/address.h"

namespace broadsheet::check {

namespace {

/// The file's text; without any where it cannot be read any more, which is told.
std::unique_ptr<Prose> read_prose(const Subject& subject, const std::string& path, Diagnostics& diagnostics) {
  try {
    return std::make_unique<Prose>(path, subject.read(path));
  } catch (const Error& error) {
    diagnostics.add(error);
    return std::make_unique<Prose>(path, std::string());
  }
}

void check_rule_names(const Subject& subject, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Rule& rule : rules()) known.emplace_back(rule.name);
  for (const auto& [name, severity] : subject.archive.site.severities) {
    if (find_rule(name) != nullptr) continue;
    const std::string near = nearest(name, known);
    report(diagnostics, "unknown-rule", {"site.yaml", 0, 0, {}}, fmt::format("there is no rule '{}'", name),
           near.empty() ? "the README lists the rules" : fmt::format("did you mean '{}'?", near));
  }
}

}  // namespace

void check(const Subject& subject, Diagnostics& diagnostics) {
  const model::Archive& archive = subject.archive;
  const SiteAddresses addresses(archive, subject.addresses);
  std::vector<std::unique_ptr<Prose>> texts(archive.issues.size());
  parallel_for(archive.issues.size(), [&](std::size_t at) {
    const model::Issue& issue = archive.issues[at];
    texts[at] = read_prose(subject, issue.path, diagnostics);
    check_links(*texts[at], model::issue_address(issue), addresses, diagnostics);
    check_pictures(*texts[at], archive.site, diagnostics);
    check_prose(*texts[at], diagnostics);
    check_stories(issue, *texts[at], diagnostics);
  });
  parallel_for(archive.pages.size(), [&](std::size_t at) {
    const auto text = read_prose(subject, archive.pages[at].path, diagnostics);
    check_links(*text, archive.pages[at].address, addresses, diagnostics);
    check_pictures(*text, archive.site, diagnostics);
    check_prose(*text, diagnostics);
  });
  std::vector<const Prose*> prose;
  for (const auto& text : texts) prose.push_back(text.get());
  check_repetitions(archive, prose, diagnostics);
  check_coverage(archive, diagnostics);
  check_names(archive, prose, diagnostics);
  check_rule_names(subject, diagnostics);
  for (const std::string& path : subject.drafts)
    report(diagnostics, "draft", {path, 0, 0, {}}, "is a draft, and not published");
}

}  // namespace broadsheet::check
