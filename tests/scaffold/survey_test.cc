// First configurations for archives that nobody wrote for this program.
#include "scaffold/survey.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "scaffold/first_config.h"
#include "scratch.h"

namespace broadsheet::scaffold {

namespace {

std::string shown(const Survey& survey) {
  std::string out = survey.title + " (" + survey.language + ")\n";
  for (const FoundSeries& series : survey.series) {
    out += fmt::format("series {} \"{}\" {} issues {} to {}, {} stories:", series.slug, series.name, series.issues,
                       iso_date(series.first), iso_date(series.last), series.stories);
    for (const FoundSection& section : series.sections) out += fmt::format(" {} ({})", section.heading, section.issues);
    for (const model::Numbering& entry : series.numbering)
      out += fmt::format(" #{} {}", entry.number, iso_date(entry.date));
    out += '\n';
  }
  for (const LeftOut& file : survey.pages) out += "page " + file.path + ": " + file.reason + '\n';
  for (const LeftOut& file : survey.left_out) out += "left out " + file.path + ": " + file.reason + '\n';
  for (const std::string& path : survey.undated) out += "undated " + path + '\n';
  return out;
}

std::string site_yaml(const Survey& survey) {
  return first_config(survey).front().bytes;
}

/// Twelve weeklies in a blog, one of them under another name, between articles.
void write_blog(const Scratch& scratch) {
  for (int week = 0; week < 12; ++week) {
    const std::string date = iso_date(add_days(parse_iso_date("2026-01-05").value(), week * 7));
    const std::string name = week == 3 ? "lats-week" : "last-week";
    scratch.write(
        "blog/posts/" + name + "-" + std::to_string(week) + ".md",
        "---\ntitle: \"Last Week - " + date + "\"\ndate: " + date + "T14:00:00-04:00\n---\n## Items\n\n### Item " +
            std::to_string(week) + "\n\nSee [it](https://one.example/).\n\n### Thing " + std::to_string(week) +
            "\n\nSee [it](https://two.example/).\n\n### Releases\n\nNone, but [old ones](https://x.example/).\n");
  }
  scratch.write("blog/posts/round.md", "---\ntitle: Round\ndate: 2026-02-02\n---\nAn article.\n");
  scratch.write("blog/posts/square.md", "---\ntitle: Square\ndate: 2026-02-03\n---\nAnother.\n");
  scratch.write("blog/index.md", "# Blog\n\nWelcome.\n");
  scratch.write("README.md", "# How to write\n");
}

}  // namespace

TEST_CASE("a blog's weekly is the series, its articles are pages, and headings that come again are sections",
          "[scaffold]") {
  const Scratch scratch;
  write_blog(scratch);
  const Survey survey = scaffold::survey(scratch.path(), {});
  CHECK(shown(survey) ==
        "Last Week (en)\n"
        "series last-week \"Last Week\" 12 issues 2026-01-05 to 2026-03-23, 36 stories: Items (12) Releases (12)\n"
        "page issues/blog/index.md: it has neither a date nor a number\n"
        "page issues/blog/posts/round.md: an article beside the issues\n"
        "page issues/blog/posts/square.md: an article beside the issues\n"
        "left out issues/README.md: a file about the repository\n");
  CHECK(site_yaml(survey).find("pages:\n  - issues/blog/index.md    # it has") != std::string::npos);
}

TEST_CASE("numbered files get days from the addresses in their texts", "[scaffold]") {
  const Scratch scratch;
  for (int number = 1; number <= 20; ++number) {
    const std::string date = iso_date(add_days(parse_iso_date("2026-01-02").value(), number * 7 - 1));
    scratch.write("docs/issue-" + std::to_string(number) + ".md",
                  "# 架构周刊：第 " + std::to_string(number) + " 期\n\n## 文章\n\n1、[标题](https://one.example/" +
                      date + "/)\n\n正文，全是汉字。\n");
  }
  scratch.write("docs/subjects/web2.md", "# 网页\n\n正文。\n");
  const Survey survey = scaffold::survey(scratch.path(), {});
  CHECK(shown(survey) ==
        "架构周刊 (zh)\n"
        "series jia-gou-zhou-kan \"架构周刊\" 20 issues 2026-01-08 to 2026-05-21, 20 stories: 文章 (20) #1 2026-01-08\n"
        "page issues/docs/subjects/web2.md: it has no date, and another name than the issues\n");
  CHECK(site_yaml(survey).find("numbering:\n      - {number: 1, date: 2026-01-08, days: 7}\n") != std::string::npos);
}

TEST_CASE("numbered files without any evidence are told, or dated as the owner says", "[scaffold]") {
  const Scratch scratch;
  scratch.write("issue-1.md", "# Notes 1\n\nText.\n");
  scratch.write("issue-2.md", "# Notes 2\n\nText.\n");
  CHECK(
      shown(scaffold::survey(scratch.path(), {})).ends_with("undated issues/issue-1.md\nundated issues/issue-2.md\n"));
  SurveyOptions options;
  options.numbering = model::Numbering{1, parse_iso_date("2026-01-01").value(), 14};
  const Survey survey = scaffold::survey(scratch.path(), options);
  REQUIRE(survey.series.size() == 1);
  CHECK(iso_date(survey.series[0].last) == "2026-01-15");
  CHECK(survey.undated.empty());
}

}  // namespace broadsheet::scaffold
