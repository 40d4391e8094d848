#include "content/kept_issue.h"

#include <catch2/catch.hpp>

#include "content/dump.h"
#include "content/issue_reader.h"
#include "scratch.h"

namespace broadsheet::content {

TEST_CASE("an issue whose stories are kept is the same, and owns none of their texts", "[content]") {
  constexpr std::string_view kText =
      "# Digest 2026-03-24\n\nWords before.\n\n## News\n\n### About\n\n"
      "**[One](https://example.org/1) & [Two](https://example.org/2)** · Acme, Globex · [Post](https://example.org/3)\n"
      "A text with *emphasis*.\n\n**[Three](https://example.org/4)** by Jane Doe\nAnother text.\n";
  Diagnostics diagnostics;
  model::Site site;
  std::optional<model::Issue> issue =
      read_issue(site, Source{"issues/tech-2026-03-24.md", std::string(kText)}, diagnostics);
  REQUIRE(issue);
  REQUIRE(issue->stories.size() == 2);
  const std::string before = dump(*issue);
  const Scratch folder;
  TextStore store({folder.path()}, {0, 0, 0, 0});
  {
    TextStore::Filler filler(store);
    keep(*issue, filler);
  }
  store.release();
  CHECK(dump(*issue) == before);
  const model::Issue copy = *issue;
  CHECK(dump(copy) == before);
  CHECK_FALSE(copy.stories.owns());
  for (const model::Section& section : copy.sections) CHECK_FALSE(section.blocks.owns());
  for (const model::Story& story : copy.stories) {
    for (const KeptText* text : {&story.id, &story.mark, &story.title, &story.body_html, &story.body_text})
      CHECK_FALSE(text->owns());
    CHECK_FALSE(story.titles.owns());
    CHECK_FALSE(story.byline.owns());
    for (const model::StoryTitle& title : story.titles) CHECK_FALSE((title.text.owns() || title.url.owns()));
  }
}

}  // namespace broadsheet::content
