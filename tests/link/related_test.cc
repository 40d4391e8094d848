#include "link/related.h"

#include <catch2/catch.hpp>

#include "link/made_stories.h"
#include "link/tellings.h"

namespace broadsheet::link {

namespace {

const Made kDaily = {
    "Sandboxing AI Agents 100x Faster",
    {"Cloudflare"},
    "Linux containers need hundreds of milliseconds to boot. V8 Isolates start an agent's sandbox in 5ms, "
    "at the price of JavaScript or Wasm.",
    ""};
const Made kThread = {
    "Sandboxing the Agentic Layer",
    {},
    "Agents are untrusted. Cloudflare dropped Linux containers for V8 Isolates, which boot sandboxes in "
    "5ms; browsers isolate their tabs.",
    ""};
const Made kLater = {
    "Code Instead of Tool Calls",
    {"Cloudflare"},
    "Agents write JavaScript, which runs as V8 scripts in a sandbox and boots at once, not in containers.",
    ""};
const Made kOther = {"A Monorepo Shrinks", {"Cloudflare"}, "Packfiles and delta compression of a repository.", ""};

std::vector<Made> with(std::vector<Made> stories, const std::vector<Made>& more) {
  stories.insert(stories.end(), more.begin(), more.end());
  return stories;
}

/// The titles of a story's related stories.
std::vector<std::string> related_titles(const model::Archive& archive, model::StoryRef ref) {
  std::vector<std::string> titles;
  for (const model::RelatedStory& related : archive.story_links(ref).related)
    titles.emplace_back(archive.story(related.story).title.view());
  return titles;
}

std::vector<std::string> also_told(const model::Archive& archive, model::StoryRef ref) {
  std::vector<std::string> titles;
  for (model::StoryRef other : archive.story_links(ref).also_told)
    titles.emplace_back(archive.story(other).title.view());
  return titles;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a story is related to what shares company, topic and rare words, and to nothing else", "[link]") {
  Diagnostics diagnostics;
  const model::Archive archive =
      made_archive({made_issue("2026-03-24", "2026-03-24", with({kDaily, kOther}, filler(1))),
                    made_issue("2026-04-14", "2026-04-14", with({kLater}, filler(2)))},
                   diagnostics);
  CHECK(related_titles(archive, {0, 0}) == Titles{"Code Instead of Tool Calls"});
  CHECK(related_titles(archive, {1, 0}) == Titles{"Sandboxing AI Agents 100x Faster"});
  CHECK(related_titles(archive, {0, 1}).empty());
  for (std::uint32_t s = 2; s < 8; ++s) CHECK(related_titles(archive, {0, s}).empty());
  const model::RelatedStory& related = archive.story_links({0, 0}).related[0];
  REQUIRE(related.companies.size() == 1);
  CHECK(archive.companies[related.companies[0]].name == "Cloudflare");
  CHECK(related.topics.size() == 2);
  CHECK(Titles(related.words.begin(), related.words.end()) == Titles{"containers", "boot", "V8"});
  CHECK(related.days == 21);
}

TEST_CASE("a rare company relates two stories where a telling word is in both, or a rare topic", "[link]") {
  const Made shelves = {"Objects on Shelves", {"Agoda"}, "Proxies route requests around slow shelves.", ""};
  const Made wide = {"A Fleet Widens", {"Agoda"}, "Proxies now greet hotels in Thailand.", ""};
  const Made plain = {"Painting Hotels", {"Agoda"}, "Walls are whitewashed in Bangkok.", ""};
  const Made stored = {"A Datastore Forgets", {"Agoda"}, "Tombstones fall out overnight.", ""};
  const Made again = {"Another Datastore", {"Agoda"}, "Guests reserve beds from it.", ""};
  Diagnostics diagnostics;
  const auto related = [&](const Made& one, const Made& other) {
    return related_titles(made_archive({made_issue("2026-03-24", "2026-03-24", with({one}, filler(1))),
                                        made_issue("2026-04-14", "2026-04-14", with({other}, filler(2)))},
                                       diagnostics),
                          {0, 0});
  };
  CHECK(related(shelves, wide) == Titles{"A Fleet Widens"});
  CHECK(related(shelves, plain).empty());
  CHECK(related(stored, again) == Titles{"Another Datastore"});
  CHECK(related(shelves, again).empty());
}

TEST_CASE("the daily and the weekly telling of an event point at each other, and are not related besides", "[link]") {
  Diagnostics diagnostics;
  const model::Archive archive =
      made_archive({made_issue("2026-03-24", "2026-03-24", with({kDaily, kOther}, filler(1))),
                    made_issue("2026-03-19", "2026-03-26", with({kThread}, filler(2)))},
                   diagnostics);
  CHECK(also_told(archive, {0, 0}) == Titles{"Sandboxing the Agentic Layer"});
  CHECK(also_told(archive, {1, 0}) == Titles{"Sandboxing AI Agents 100x Faster"});
  CHECK(related_titles(archive, {0, 0}).empty());
  CHECK(also_told(archive, {0, 1}).empty());
}

TEST_CASE("one title in two issues is one event, within ten days and about no other company", "[link]") {
  const Made first = {"The AI Coding Velocity Paradox", {"Agoda"}, "Assistants write; nobody specifies.", ""};
  const Made again = {"The AI coding velocity paradox", {"Agoda"}, "Something in other words.", ""};
  const Made stranger = {"The AI Coding Velocity Paradox", {"Netflix"}, "Unlike.", ""};
  Diagnostics diagnostics;
  const model::Archive archive = made_archive(
      {made_issue("2026-03-24", "2026-03-24", {first}), made_issue("2026-04-02", "2026-04-02", {again}),
       made_issue("2026-03-25", "2026-03-25", {stranger}), made_issue("2026-04-20", "2026-04-20", {again})},
      diagnostics);
  CHECK(also_told(archive, {0, 0}) == Titles{"The AI coding velocity paradox"});
  CHECK(also_told(archive, {1, 0}).empty());
  CHECK(archive.story_links({2, 0}).also_told == std::vector<model::StoryRef>{{0, 0}});
  CHECK(also_told(archive, {3, 0}).empty());
}

TEST_CASE("a title that is one of two joined ones is recognised", "[link]") {
  model::Issue weekly =
      made_issue("2026-03-19", "2026-03-26", {{"The Mythical Agent-Month & The Velocity Paradox", {"Agoda"}, "x", ""}});
  weekly.stories[0].titles = {{"", "The Mythical Agent-Month", "", ""}, {" & ", "The Velocity Paradox", "", ""}};
  Diagnostics diagnostics;
  const model::Archive archive = made_archive(
      {made_issue("2026-03-24", "2026-03-24", {{"The Velocity Paradox", {"Agoda"}, "y", ""}}), weekly}, diagnostics);
  CHECK(also_told(archive, {0, 0}) == Titles{"The Mythical Agent-Month & The Velocity Paradox"});
}

TEST_CASE("an address in common makes one event, unless an issue gives it to several stories", "[link]") {
  const std::string url = "https://blog.example/dynamic-workers/";
  const Made one = {"Workers on Demand", {"Cloudflare"}, "Isolates are loaded dynamically.", url};
  const Made other = {"Loading Code", {"Cloudflare"}, "Dynamically loaded isolates.", url + "?utm_source=mail#top"};
  const Made third = {"Something Else", {"Cloudflare"}, "Isolates in passing.", url};
  Diagnostics diagnostics;
  const auto told = [&](const std::vector<Made>& second) {
    return also_told(made_archive({made_issue("2026-03-24", "2026-03-24", with({one}, filler(1))),
                                   made_issue("2026-03-25", "2026-03-25", with(second, filler(2)))},
                                  diagnostics),
                     {0, 0});
  };
  CHECK(told({other}) == Titles{"Loading Code"});
  CHECK(told({other, third}).empty());
}

TEST_CASE("addresses are compared without what varies between copies", "[link]") {
  CHECK(comparable_address("https://www.Example.com/a/?utm_source=x&id=3#top") == "example.com/a?id=3");
  CHECK(comparable_address("http://example.com:80/a") == "example.com/a");
  CHECK(comparable_address("https://example.com/").empty());
  CHECK(comparable_address("https://example.com").empty());
  CHECK(comparable_address("#").empty());
  CHECK(comparable_address("/about/").empty());
}

TEST_CASE("what is related does not depend on the order of files", "[link]") {
  std::vector<model::Issue> issues = {made_issue("2026-03-24", "2026-03-24", with({kDaily, kOther}, filler(1))),
                                      made_issue("2026-03-19", "2026-03-26", with({kThread}, filler(2))),
                                      made_issue("2026-04-14", "2026-04-14", with({kLater}, filler(3)))};
  Diagnostics diagnostics;
  const model::Archive forward = made_archive(issues, diagnostics);
  std::reverse(issues.begin(), issues.end());
  const model::Archive backward = made_archive(issues, diagnostics);
  for (std::uint32_t issue = 0; issue < 3; ++issue)
    for (std::uint32_t s = 0; s < forward.links[issue].stories.size(); ++s) {
      CHECK(related_titles(forward, {issue, s}) == related_titles(backward, {issue, s}));
      CHECK(also_told(forward, {issue, s}) == also_told(backward, {issue, s}));
    }
}

TEST_CASE("an archive without stories links nothing", "[link]") {
  Diagnostics diagnostics;
  const model::Archive archive = made_archive({made_issue("2026-03-24", "2026-03-24", {})}, diagnostics);
  CHECK(archive.threads.empty());
  CHECK(archive.trends.months.size() == 1);
  CHECK(made_archive({}, diagnostics).trends.months.empty());
}

}  // namespace broadsheet::link
