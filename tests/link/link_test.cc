#include "link/link.h"

#include <catch2/catch.hpp>

#include "model/address.h"

namespace broadsheet::link {

namespace {

using model::Issue;

Date day(const char* text) {
  return parse_iso_date(text).value();
}

Issue issue(const char* first, const char* last, std::vector<std::vector<std::string>> bylines,
            std::vector<std::string> tags = {}) {
  Issue made;
  made.path = std::string("issues/") + first + ".md";
  made.series = "tech";
  made.first = day(first);
  made.last = day(last);
  made.tags = std::move(tags);
  for (auto& byline : bylines) {
    model::Story story;
    story.title = "Story";
    for (std::string& name : byline) story.byline.push_back({"", std::move(name)});
    made.stories.push_back(std::move(story));
  }
  return made;
}

model::Site site() {
  model::Site made;
  made.series.resize(1);
  made.series[0].slug = "tech";
  made.series[0].name = "Tech";
  made.companies = {{"NVIDIA", "", {}, "", "company", "", {}, {}, {}},
                    {"AWS", "", {"Amazon Web Services"}, "", "company", "", {}, {}, {}},
                    {"Amazon", "", {}, "", "company", "", {}, {}, {}},
                    {"Industry", "", {}, "", "not-an-entity", "", {}, {}, {}}};
  made.topics = {{"AI agents", "", {"agentic ai"}, "", "", "", {}, {}, {}}};
  return made;
}

const model::Term* find(const std::vector<model::Term>& terms, const std::string& slug) {
  for (const model::Term& term : terms)
    if (term.slug == slug) return &term;
  return nullptr;
}

}  // namespace

TEST_CASE("aliases and spellings are one company, and its stories stand in order", "[link]") {
  Diagnostics diagnostics;
  const auto archive =
      link_archive(site(),
                   {issue("2026-03-27", "2026-03-27", {{"Nvidia"}, {"Amazon"}}),
                    issue("2026-03-24", "2026-03-24", {{"NVIDIA"}, {"amazon web services", "AWS"}, {"Industry"}})},
                   {}, diagnostics);
  CHECK(diagnostics.sorted().empty());
  CHECK(archive.issues[0].first == day("2026-03-24"));
  REQUIRE(find(archive.companies, "nvidia"));
  CHECK(find(archive.companies, "nvidia")->stories == std::vector<model::StoryRef>{{0, 0}, {1, 0}});
  CHECK(find(archive.companies, "aws")->stories == std::vector<model::StoryRef>{{0, 1}});
  CHECK(find(archive.companies, "amazon")->stories == std::vector<model::StoryRef>{{1, 1}});
  CHECK_FALSE(archive.links[0].stories[2].byline[0].has_value());
}

TEST_CASE("an unknown company becomes a term, named as most spell it", "[link]") {
  Diagnostics diagnostics;
  const auto archive = link_archive(
      site(), {issue("2026-03-24", "2026-03-24", {{"CLOUDFLARE"}, {"Cloudflare"}, {"Cloudflare"}, {"Once"}})}, {},
      diagnostics);
  REQUIRE(find(archive.companies, "cloudflare"));
  CHECK(find(archive.companies, "cloudflare")->name == "Cloudflare");
  CHECK(find(archive.companies, "cloudflare")->has_page);
  CHECK_FALSE(find(archive.companies, "once")->has_page);
}

TEST_CASE("an issue belongs to every week that it overlaps, and its home is the last", "[link]") {
  Diagnostics diagnostics;
  const auto archive = link_archive(site(),
                                    {issue("2026-03-24", "2026-03-24", {}), issue("2026-03-27", "2026-03-27", {}),
                                     issue("2026-03-19", "2026-03-26", {})},
                                    {}, diagnostics);
  REQUIRE(archive.weeks.size() == 2);
  CHECK(iso_week_name(archive.weeks[0].week) == "2026-W12");
  CHECK(iso_week_name(archive.weeks[1].week) == "2026-W13");
  CHECK(archive.weeks[1].issues.size() == 3);
  CHECK(archive.weeks[0].issues == std::vector<std::uint32_t>{1});  // the range ends between the two days
  CHECK(archive.links[1].home_week == 1);
}

TEST_CASE("previous and next go through a series by date", "[link]") {
  Diagnostics diagnostics;
  const auto archive = link_archive(
      site(), {issue("2026-03-27", "2026-03-27", {}), issue("2026-03-24", "2026-03-24", {})}, {}, diagnostics);
  CHECK(archive.links[0].next == 1u);
  CHECK(archive.links[1].previous == 0u);
  CHECK_FALSE(archive.links[1].next);
}

TEST_CASE("tags and words of a story make topics", "[link]") {
  Diagnostics diagnostics;
  Issue tagged = issue("2026-03-24", "2026-03-24", {{"A"}, {"B"}}, {"agentic ai", "v8 isolates"});
  tagged.stories[0].body_html = "<p>The AI agents start V8 isolates.</p>";
  const auto archive = link_archive(site(), {tagged}, {}, diagnostics);
  const model::Term* agents = find(archive.topics, "ai-agents");
  const model::Term* isolates = find(archive.topics, "v8-isolates");
  REQUIRE(agents);
  REQUIRE(isolates);
  CHECK(agents->stories == std::vector<model::StoryRef>{{0, 0}});
  CHECK(isolates->stories == std::vector<model::StoryRef>{{0, 0}});
  CHECK(archive.links[0].stories[1].topics.empty());
}

TEST_CASE("two files with one address are an error that names both", "[link]") {
  Diagnostics diagnostics;
  Issue other = issue("2026-03-24", "2026-03-24", {});
  other.path = "issues/week/2026-03-24.md";
  link_archive(site(), {issue("2026-03-24", "2026-03-24", {}), other}, {}, diagnostics);
  REQUIRE(diagnostics.sorted().size() == 1);
  CHECK(format_diagnostic(diagnostics.sorted()[0]) ==
        "issues/week/2026-03-24.md:1:1: error: has the address /tech/2026-03-24/ of issues/2026-03-24.md [address]\n"
        "  hint: an issue is its series and its dates: change one of them, or ignore one of the files\n"
        "  issues/2026-03-24.md:1:1: note: the other file\n");
}

TEST_CASE("a vocabulary that contradicts itself is an error at both places", "[link]") {
  model::Site twice = site();
  twice.companies.push_back(
      {"Amazon Web Services", "amazon-ws", {}, "", "company", "", {}, {}, {"companies.yaml", 9, 3, {}}});
  twice.companies.push_back({"Nvidia Corp.", "nvidia", {}, "", "company", "", {}, {}, {"companies.yaml", 12, 3, {}}});
  Diagnostics diagnostics;
  link_archive(twice, {}, {}, diagnostics);
  REQUIRE(diagnostics.sorted().size() == 2);
  CHECK(diagnostics.sorted()[0].message == "'Amazon Web Services' stands for both 'AWS' and 'Amazon Web Services'");
  CHECK(diagnostics.sorted()[1].message == "the slug 'nvidia' of 'Nvidia Corp.' is taken by 'NVIDIA'");
}

TEST_CASE("the order of files does not change the archive", "[link]") {
  std::vector<Issue> issues;
  for (int i = 1; i < 20; ++i) {
    const std::string date = iso_date(add_days(day("2026-03-01"), i));
    issues.push_back(issue(date.c_str(), date.c_str(), {{"X" + std::to_string(i % 7)}, {"Nvidia"}},
                           {"tag " + std::to_string(i % 3)}));
  }
  Diagnostics diagnostics;
  const auto forward = link_archive(site(), issues, {}, diagnostics);
  std::reverse(issues.begin(), issues.end());
  const auto backward = link_archive(site(), issues, {}, diagnostics);
  REQUIRE(forward.companies.size() == backward.companies.size());
  for (std::size_t at = 0; at < forward.companies.size(); ++at) {
    CHECK(forward.companies[at].name == backward.companies[at].name);
    CHECK(forward.companies[at].stories == backward.companies[at].stories);
  }
}

}  // namespace broadsheet::link
