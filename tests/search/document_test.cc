#include "search/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <utility>

#include "search/stored_document.h"

namespace broadsheet::search {
namespace {

model::Block block(model::Block::Kind kind, const std::string& text, std::uint32_t story = 0) {
  model::Block made;
  made.kind = kind;
  made.text = text;
  made.story = story;
  return made;
}

model::Story story(const std::string& id, const std::string& title, const std::string& body) {
  model::Story made;
  made.id = id;
  made.title = title;
  made.body_text = body;
  return made;
}

model::Issue issue() {
  model::Issue made;
  made.series = "tech";
  made.first = made.last = *parse_iso_date("2026-03-24");
  made.title = "Tech — 2026-03-24";
  made.headline = "Tech";
  made.language = "en";
  made.stories = {story("isolates", "Isolates", "They start fast."), story("queues", "Queues", "They are long.")};
  model::Section lead;
  lead.blocks = {block(model::Block::Kind::prose, "  A quiet day.\n")};
  model::Section deep;
  deep.title = "Deep Dives";
  deep.id = "deep-dives";
  deep.blocks = {block(model::Block::Kind::prose, " \n"), block(model::Block::Kind::story, "", 0),
                 block(model::Block::Kind::story, "", 1)};
  model::Section close;
  close.title = "In Closing";
  close.id = "in-closing";
  close.blocks = {block(model::Block::Kind::heading, "Thanks"), block(model::Block::Kind::prose, "See you.")};
  made.sections = {lead, deep, close};
  return made;
}

model::Archive archive() {
  model::Archive made;
  made.issues = {issue()};
  model::Series series;
  series.rule.slug = "tech";
  series.rule.name = "Tech";
  made.series = {series};
  model::Term cloudflare, agents;
  cloudflare.name = "Cloudflare";
  cloudflare.slug = "cloudflare";
  agents.name = "AI agents";
  agents.slug = "ai-agents";
  agents.aliases = {"agentic ai", "agents", "aiagents"};
  made.companies = {cloudflare};
  made.topics = {agents};
  model::IssueLinks links;
  links.stories = std::vector<model::StoryLinks>(2);
  links.stories[0].companies = {0};
  links.stories[1].topics = {0};
  made.links = {links};
  return made;
}

}  // namespace

TEST_CASE("stories and sections of prose become documents in reading order", "[search]") {
  const model::Archive all = archive();
  const std::vector<Document> found = documents(all);
  std::vector<std::string> lines;
  for (const Document& document : found)
    lines.push_back(fmt::format("{} | {} | {} | {}", document.url.str(), document.title.str(), document.body.str(),
                                document.section.str()));
  CHECK(lines == std::vector<std::string>{
                     "/tech/2026-03-24/ | Tech | A quiet day. | ",
                     "/tech/2026-03-24/#isolates | Isolates | They start fast. | Deep Dives",
                     "/tech/2026-03-24/#queues | Queues | They are long. | Deep Dives",
                     "/tech/2026-03-24/#in-closing | In Closing | Thanks\nSee you. | In Closing",
                 });
  REQUIRE(found.size() == 4);
  CHECK(found[1].companies == std::vector<Tag>{{"cloudflare", "Cloudflare"}});
  CHECK(found[2].topics == std::vector<Tag>{{"ai-agents", "AI agents"}});
  CHECK(found[0].companies.empty());
  CHECK(found[3].issue_title == "Tech — 2026-03-24");
  CHECK(found[3].series_slug == "tech");
  CHECK(found[3].series_name == "Tech");
  CHECK(iso_date(found[3].date) == "2026-03-24");
}

TEST_CASE("the hash of a document stands for all that it is made of", "[search]") {
  const auto hashes = [](auto change) {
    model::Archive all = archive();
    change(all);
    std::vector<std::uint64_t> found;
    for (const Document& document : documents(all)) found.push_back(document.hash);
    return found;
  };
  const auto same = hashes([](model::Archive&) {});
  CHECK(hashes([](model::Archive&) {}) == same);
  CHECK(std::set(same.begin(), same.end()).size() == 4);
  CHECK(std::count(same.begin(), same.end(), 0) == 0);

  using Change = std::function<void(model::Archive&)>;
  const std::vector<Change> of_all = {[](model::Archive& all) { all.issues[0].title += "!"; },
                                      [](model::Archive& all) { all.issues[0].language = "de"; },
                                      [](model::Archive& all) { all.issues[0].series = "teck"; },
                                      [](model::Archive& all) { all.series[0].rule.name += "!"; },
                                      [](model::Archive& all) { all.series[0].rule.slug += "!"; },
                                      [](model::Archive& all) { all.issues[0].last = *parse_iso_date("2026-03-25"); }};
  for (const Change& change : of_all) {
    const auto other = hashes(change);
    REQUIRE(other.size() == 4);
    for (std::size_t at = 0; at < 4; ++at) CHECK(other[at] != same[at]);
  }
  // Of the lead, the two stories and the last section: which one shows the change.
  const std::vector<std::pair<std::vector<std::size_t>, Change>> of_some = {
      {{0}, [](model::Archive& all) { all.issues[0].headline += "!"; }},
      {{0}, [](model::Archive& all) { all.issues[0].sections[0].blocks[0].text += "More."; }},
      {{1, 2}, [](model::Archive& all) { all.issues[0].sections[1].title = KeptText(std::string("Deeper")); }},
      {{1}, [](model::Archive& all) { all.issues[0].stories[0].title += "!"; }},
      {{1}, [](model::Archive& all) { all.issues[0].stories[0].body_text += "!"; }},
      {{1}, [](model::Archive& all) { all.issues[0].stories[0].id = KeptText(std::string("other")); }},
      {{1}, [](model::Archive& all) { all.issues[0].stories[0].hash = 7; }},
      {{1}, [](model::Archive& all) { all.companies[0].name += "!"; }},
      {{1}, [](model::Archive& all) { all.companies[0].slug += "-x"; }},
      {{2}, [](model::Archive& all) { all.topics[0].name += "!"; }},
      {{2}, [](model::Archive& all) { all.links[0].stories[1].topics = {}; }},
      {{2}, [](model::Archive& all) { all.links[0].stories[1].companies = {0}; }},
      {{3}, [](model::Archive& all) { all.issues[0].sections[2].title += "!"; }},
      {{3}, [](model::Archive& all) { all.issues[0].sections[2].id += "-x"; }},
      {{3}, [](model::Archive& all) { all.issues[0].sections[2].blocks[1].text += "!"; }}};
  for (const auto& [shown_by, change] : of_some) {
    const auto other = hashes(change);
    REQUIRE(other.size() == 4);
    std::vector<std::size_t> changed;
    for (std::size_t at = 0; at < 4; ++at)
      if (other[at] != same[at]) changed.push_back(at);
    CHECK(changed == shown_by);
  }
}

TEST_CASE("the hash of tags stands for companies, topics and series, and nothing else", "[search]") {
  const auto tags = [](auto change) {
    model::Archive all = archive();
    change(all);
    return documents(all)[1].tags_hash;
  };
  const std::uint64_t same = tags([](model::Archive&) {});
  CHECK(same != 0);
  CHECK(tags([](model::Archive& all) { all.issues[0].stories[0].body_text += "!"; }) == same);
  CHECK(tags([](model::Archive& all) { all.issues[0].title += "!"; }) == same);
  CHECK(tags([](model::Archive& all) { all.companies[0].name += "!"; }) != same);
  CHECK(tags([](model::Archive& all) { all.series[0].rule.name += "!"; }) != same);
  CHECK(tags([](model::Archive& all) { all.links[0].stories[0].topics = {0}; }) != same);
}

TEST_CASE("synonyms are the names of one word that a thing has", "[search]") {
  CHECK(synonyms(archive()) == std::vector<SynonymGroup>{{"agents", "aiagents"}});
}

TEST_CASE("documents have other hashes where anything of them is another", "[search]") {
  Document document;
  document.title = std::string("A title");
  document.body = std::string("A body.");
  document.url = std::string("/tech/2026-03-24/#a");
  document.companies = {{"a", "A"}};
  document.date = *parse_iso_date("2026-03-24");
  std::vector<Document> all(9, document);
  all[1].title = std::string("Another");
  all[2].body = std::string("Another.");
  all[3].url = std::string("/tech/2026-03-24/#b");
  all[4].companies = {{"a", "B"}};
  all[5].topics = {{"a", "A"}};
  all[6].date = *parse_iso_date("2026-03-25");
  all[7].hash = 1;
  all[8].hash = 2;
  std::set<std::uint64_t> hashes;
  for (const Document& one : all) hashes.insert(hash_document(one));
  CHECK(hashes.size() == all.size());
  CHECK(hash_document(document) == hash_document(all[0]));
}

}  // namespace broadsheet::search
