#include "search/document.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "search/stored_document.h"

namespace broadsheet::search {
namespace {

using model::Block;

Block block(Block::Kind kind, const std::string& text, std::uint32_t story = 0) {
  Block made;
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
  lead.blocks = {block(Block::Kind::prose, "  A quiet day.\n")};
  model::Section deep;
  deep.title = "Deep Dives";
  deep.id = "deep-dives";
  deep.blocks = {block(Block::Kind::prose, " \n"), block(Block::Kind::story, "", 0), block(Block::Kind::story, "", 1)};
  model::Section close;
  close.title = "In Closing";
  close.id = "in-closing";
  close.blocks = {block(Block::Kind::heading, "Thanks"), block(Block::Kind::prose, "See you.")};
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
