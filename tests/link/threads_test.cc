#include "link/threads.h"

#include <catch2/catch.hpp>

#include "link/made_stories.h"

namespace broadsheet::link {

namespace {

const Made kSteps[] = {{"Sandboxing AI Agents 100x Faster",
                        {"Cloudflare"},
                        "V8 isolates boot sandboxes for agents quicker than Linux containers boot.",
                        ""},
                       {"Sandboxing the Agentic Layer",
                        {},
                        "Sandboxes for agents: V8 isolates boot where Linux containers took long.",
                        ""},
                       {"Embedded Execution",
                        {"Cloudflare"},
                        "Durable workflows of agents sandboxed in V8 isolates, booted beside Linux.",
                        ""}};
const Made kUnlike = {"Thousand Shards", {"Cloudflare"}, "A datastore is resharded by proxies.", ""};

/// An issue of one step and much else.
model::Issue issue(const std::string& date, const Made& step, int number) {
  std::vector<Made> stories = {step};
  for (const Made& more : filler(number)) stories.push_back(more);
  return made_issue(date, date, stories);
}

std::vector<model::Issue> three_issues(const std::string& last = "2026-04-30") {
  return {issue("2026-03-24", kSteps[0], 1), issue("2026-04-07", kSteps[1], 2), issue(last, kSteps[2], 3)};
}

model::Data text(const std::string& value, int line) {
  model::Data data;
  data.value = value;
  data.line = line;
  data.column = 5;
  return data;
}

model::Data map(model::Data::Map entries) {
  model::Data data;
  data.value = std::move(entries);
  return data;
}

model::Data list(std::vector<model::Data> items) {
  model::Data data;
  data.value = std::move(items);
  return data;
}

}  // namespace

TEST_CASE("stories about one theme over weeks are a thread, named by its author's summary", "[link]") {
  Diagnostics diagnostics;
  const model::Archive archive = made_archive(three_issues(), diagnostics);
  REQUIRE(archive.threads.size() == 1);
  const model::Thread& thread = archive.threads[0];
  CHECK(thread.stories == std::vector<model::StoryRef>{{0, 0}, {1, 0}, {2, 0}});
  CHECK(thread.name == "Sandboxing the Agentic Layer");
  CHECK(thread.slug == "sandboxing-ai-agents-100x-faster");
  CHECK_FALSE(thread.pinned);
  REQUIRE(thread.companies.size() == 1);
  CHECK(archive.companies[thread.companies[0]].name == "Cloudflare");
  CHECK(archive.story_links({1, 0}).thread == 0u);
  CHECK_FALSE(archive.story_links({1, 1}).thread);
}

TEST_CASE("a thread's address is never that of a year's threads", "[link]") {
  std::vector<model::Issue> issues = three_issues();
  issues[0].front_matter = map({{"threads", map({{"2026", text("sandboxing-ai-agents-100x-faster", 3)}})}});
  Diagnostics diagnostics;
  const model::Archive archive = made_archive(issues, diagnostics);
  REQUIRE(archive.threads.size() == 1);
  CHECK(archive.threads[0].slug == "thread-2026");
}

TEST_CASE("two stories, or three within days, or with months between, are no thread", "[link]") {
  Diagnostics diagnostics;
  std::vector<model::Issue> two = three_issues();
  two.pop_back();
  CHECK(made_archive(two, diagnostics).threads.empty());
  CHECK(made_archive(
            {issue("2026-03-24", kSteps[0], 1), issue("2026-03-25", kSteps[1], 2), issue("2026-03-26", kSteps[2], 3)},
            diagnostics)
            .threads.empty());
  CHECK(made_archive(three_issues("2026-08-01"), diagnostics).threads.empty());
}

TEST_CASE("front matter breaks a thread", "[link]") {
  std::vector<model::Issue> issues = three_issues();
  issues[1].front_matter = map({{"break_threads", list({text("Sandboxing the Agentic Layer", 3)})}});
  Diagnostics diagnostics;
  CHECK(made_archive(issues, diagnostics).threads.empty());
  model::Data all;
  all.value = true;
  issues[1].front_matter = map({{"break_threads", all}});
  CHECK(made_archive(issues, diagnostics).threads.empty());
  CHECK(diagnostics.sorted().empty());
}

TEST_CASE("front matter pins stories to a thread, whatever they are about", "[link]") {
  std::vector<model::Issue> issues = {issue("2026-03-24", kSteps[0], 1), issue("2026-04-07", kUnlike, 2)};
  issues[0].front_matter = map({{"threads", map({{"Infrastructure", text("sandboxing-ai-agents-100x-faster", 3)}})}});
  issues[1].front_matter = map({{"threads", map({{"Infrastructure", list({text("Thousand Shards", 4)})}})}});
  Diagnostics diagnostics;
  const model::Archive archive = made_archive(issues, diagnostics);
  CHECK(diagnostics.sorted().empty());
  REQUIRE(archive.threads.size() == 1);
  CHECK(archive.threads[0].name == "Infrastructure");
  CHECK(archive.threads[0].slug == "infrastructure");
  CHECK(archive.threads[0].pinned);
  CHECK(archive.threads[0].stories == std::vector<model::StoryRef>{{0, 0}, {1, 0}});
}

TEST_CASE("pins of stories that are not there are warnings with their place", "[link]") {
  std::vector<model::Issue> issues = {made_issue("2026-03-24", "2026-03-24", {kSteps[0]})};
  issues[0].front_matter = map({{"threads", map({{"Infrastructure", text("Sandboxing AI Agents 10x Faster", 3)}})},
                                {"break_threads", text("Nothing of the sort", 4)}});
  Diagnostics diagnostics;
  CHECK(made_archive(issues, diagnostics).threads.empty());
  REQUIRE(diagnostics.sorted().size() == 2);
  CHECK(format_diagnostic(diagnostics.sorted()[0]) ==
        "issues/tech-2026-03-24.md:3:5: warning: this issue has no story 'Sandboxing AI Agents 10x Faster' [threads]\n"
        "  hint: did you mean 'sandboxing-ai-agents-100x-faster'?\n");
  CHECK(format_diagnostic(diagnostics.sorted()[1]) ==
        "issues/tech-2026-03-24.md:4:5: warning: this issue has no story 'Nothing of the sort' [threads]\n"
        "  hint: give a story's title, or its id: what stands behind # in its address\n");
}

TEST_CASE("pins of the wrong type are warnings", "[link]") {
  std::vector<model::Issue> issues = {made_issue("2026-03-24", "2026-03-24", {kSteps[0]})};
  issues[0].front_matter = map({{"threads", text("Infrastructure", 2)}});
  Diagnostics diagnostics;
  made_archive(issues, diagnostics);
  REQUIRE(diagnostics.sorted().size() == 1);
  CHECK(diagnostics.sorted()[0].message == "`threads` must be a map from a thread's name to a list of stories");
}

}  // namespace broadsheet::link
