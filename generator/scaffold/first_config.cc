#include "scaffold/first_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "scaffold/yaml_text.h"

namespace broadsheet::scaffold {

namespace {

constexpr std::size_t kMostSections = 80;
constexpr std::size_t kMostTerms = 500;
constexpr std::size_t kFewestUses = 2;

/// What stands in bylines where a company would, and is none.
constexpr std::array<std::string_view, 14> kNoEntities = {
    "industry", "open source",        "various", "multiple", "community", "research", "academia",
    "general",  "multiple companies", "行业",    "业界",     "开源",      "多家公司", "社区"};

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string yaml_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + yaml_scalar(text);
  return out + "]";
}

void write_sections(const FoundSeries& series, std::string& out) {
  if (series.sections.empty()) return;
  out += fmt::format(
      "    # Headings of its sections. What stands in a section is read from its text; where that goes wrong, take "
      "the\n"
      "    # mark off `kind:` (prose, stories, threads, bullets or quote). `aliases:` are other spellings of a "
      "heading.\n"
      "    sections:\n");
  for (std::size_t at = 0; at < series.sections.size() && at < kMostSections; ++at) {
    const FoundSection& section = series.sections[at];
    out += fmt::format("      - heading: {}    # in {} of {} issues\n", yaml_scalar(section.heading), section.issues,
                       series.issues);
    const auto kind = std::max_element(section.kinds.begin(), section.kinds.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (kind != section.kinds.end())
      out += fmt::format("        # kind: {}    # read so in {}\n", model::kind_name(kind->first), kind->second);
  }
  if (series.sections.size() > kMostSections)
    out += fmt::format("      # and {} that are rarer\n", series.sections.size() - kMostSections);
}

void write_numbering(const FoundSeries& series, std::string& out) {
  if (series.numbering.empty()) return;
  out +=
      "    # Its files have numbers and no dates: the issue with this number came out on this day, and each further "
      "one "
      "so many\n"
      "    # days later, up to the next entry. Unless you said the first day, the days were found from addresses in "
      "the "
      "texts\n"
      "    # that hold dates: compare a few of them.\n"
      "    numbering:\n";
  for (const model::Numbering& entry : series.numbering)
    out += fmt::format("      - {{number: {}, date: {}, days: {}}}\n", entry.number, iso_date(entry.date), entry.days);
}

void write_series(const FoundSeries& series, std::string& out) {
  out += fmt::format("\n  # {}, {}, {} to {}. Found by {}.\n", counted(series.issues, "issue", "issues"),
                     counted(series.stories, "story", "stories"), iso_date(series.first), iso_date(series.last),
                     yaml_comment(series.why));
  out += fmt::format("  - slug: {}    # its address; never change it once it is published\n", series.slug);
  out += fmt::format("    name: {}\n", yaml_scalar(series.name));
  if (!series.folders.empty()) out += fmt::format("    folders: {}\n", yaml_list(series.folders));
  if (!series.prefixes.empty()) out += fmt::format("    prefixes: {}\n", yaml_list(series.prefixes));
  if (!series.names.empty()) out += fmt::format("    names: {}\n", yaml_list(series.names));
  write_numbering(series, out);
  out += "    # bold: title    # what bold text at the start of a story is: title, company, thread or channel\n";
  write_sections(series, out);
}

void write_files_apart(const Survey& survey, std::string& out) {
  if (!survey.pages.empty())
    out +=
        "\n# Files that are pages of their own and no issues: globs over paths below this folder. Take out one that is "
        "an issue\n"
        "# after all, and give it a date.\n"
        "pages:\n";
  for (const LeftOut& file : survey.pages)
    out += fmt::format("  - {}    # {}\n", yaml_scalar(file.path), yaml_comment(file.reason));
  if (survey.left_out.empty() && survey.undated.empty()) return;
  out += "\n# Files that are no part of the site: globs over paths below this folder.\nignore:\n";
  for (const LeftOut& file : survey.left_out)
    out += fmt::format("  - {}    # {}\n", yaml_scalar(file.path), yaml_comment(file.reason));
  if (survey.undated.empty()) return;
  out += fmt::format(
      "  # {} with a number and no date, and nothing that tells one. They can be dated by `numbering:` of a series;\n"
      "  # `broadsheet init --from FOLDER --first-date DATE` writes it.\n",
      counted(survey.undated.size(), "file", "files"));
  for (const std::string& path : survey.undated) out += fmt::format("  - {}\n", yaml_scalar(path));
}

std::string site_text(const Survey& survey) {
  std::string out = fmt::format(
      "# A first configuration, written from what was found in {} with {}. Read it, correct it, keep\n"
      "# it: it is not written again. `broadsheet check` tells what still seems wrong.\n\n",
      counted(survey.issues, "issue", "issues"), counted(survey.stories, "story", "stories"));
  out += fmt::format("title: {}\n", yaml_scalar(survey.title));
  out += "url: https://digest.example/    # where the site will stand; with a slash at its end\n";
  out += fmt::format("language: {}    # guessed from the script; a BCP 47 tag\n", survey.language);
  out += "theme: broadsheet\n";
  if (!survey.series.empty())
    out +=
        "\n# A series is a sequence of issues. An issue belongs to one by the start of its file's name (prefixes), a "
        "folder\n"
        "# on the way to it (folders; `issues` takes what no other series does), or its title (names), in this order.\n"
        "series:\n";
  for (const FoundSeries& series : survey.series) write_series(series, out);
  write_files_apart(survey, out);
  out += fmt::format(
      "\n# Pages of companies and topics. One that is in neither vocabulary gets a page with this many stories.\n"
      "terms:\n  minimum: {}\n",
      kFewestUses);
  return out;
}

bool is_no_entity(std::string_view name) {
  return std::find(kNoEntities.begin(), kNoEntities.end(), fold_case(name)) != kNoEntities.end();
}

std::string vocabulary_text(const std::vector<FoundTerm>& terms, bool companies) {
  std::string out = companies
                        ? "# Names in bylines, and what they stand for: the most frequent first, as they were found. "
                          "Take out what is a\n"
                          "# person or a publisher, or say so with `kind: person` or `kind: publisher`; `kind: "
                          "not-an-entity` is for what\n"
                          "# only looks like a company. `homepage:` and `description:` stand on a company's page.\n"
                        : "# Topics, from the issues' tags: the most frequent first, as they were found. `aliases:` "
                          "are other tags that\n"
                          "# mean the same; they are also looked for in the text of stories.\n";
  std::size_t written = 0, rare = 0;
  for (const FoundTerm& term : terms) {
    const bool is_rare = term.count < kFewestUses && term.aliases.empty();
    if (is_rare || written == kMostTerms) {
      ++rare;
      continue;
    }
    ++written;
    out += fmt::format("\n- name: {}    # {}\n", yaml_scalar(term.name),
                       companies ? counted(term.count, "story", "stories") : counted(term.count, "issue", "issues"));
    if (companies && is_no_entity(term.name)) out += "  kind: not-an-entity\n";
    std::vector<std::string> names, counts;
    for (const auto& [name, count] : term.aliases) {
      names.push_back(name);
      counts.push_back(std::to_string(count));
    }
    if (!names.empty())
      out += fmt::format("  aliases: {}    # {} of these; take out what is not the same\n", yaml_list(names),
                         fmt::join(counts, ", "));
    for (const auto& [name, count] : term.maybe)
      out += fmt::format("  # aliases: [{}]    # {}; one letter apart, maybe a slip\n", yaml_comment(yaml_scalar(name)),
                         count);
  }
  if (written == 0) out += companies ? "\n# No byline was found.\n" : "\n# No tags were found.\n";
  if (rare > 0)
    out += fmt::format("\n# Left out: {}, rarer than these. They are found all the same.\n",
                       counted(rare, "name", "names"));
  return out;
}

}  // namespace

std::vector<FileBytes> first_config(const Survey& survey) {
  return {{"site.yaml", site_text(survey)},
          {"companies.yaml", vocabulary_text(survey.companies, true)},
          {"topics.yaml", vocabulary_text(survey.topics, false)}};
}

}  // namespace broadsheet::scaffold
