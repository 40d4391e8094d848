#include "content/issue_hash.h"

#include <catch2/catch.hpp>
#include <string>

#include "content/issue_reader.h"

namespace broadsheet::content {

namespace {

constexpr std::string_view kHashed =
    "# Digest 2026-03-24\n\nWords before.\n\n## News\n\n"
    "**[One](https://example.org/1)** · Acme, Globex · [Post](https://example.org/3)\nA text with *emphasis*.\n\n"
    "**[Two](https://example.org/4)** by Jane Doe\nAnother text.\n";

model::Issue hashed(std::string text) {
  Diagnostics diagnostics;
  std::optional<model::Issue> issue =
      read_issue(model::Site(), Source{"issues/tech-2026-03-24.md", std::move(text)}, diagnostics);
  REQUIRE(issue);
  set_hashes(*issue);
  REQUIRE(issue->stories.size() == 2);
  return *std::move(issue);
}

/// The issue with a text in another's place.
model::Issue with(std::string_view text, std::string_view in_place_of) {
  std::string changed(kHashed);
  changed.replace(changed.find(in_place_of), in_place_of.size(), text);
  return hashed(std::move(changed));
}

}  // namespace

TEST_CASE("what is read anew has the hashes that it had", "[content]") {
  const model::Issue issue = hashed(std::string(kHashed)), again = hashed(std::string(kHashed));
  CHECK(issue.stories[0].hash != 0);
  CHECK(issue.stories[0].hash == again.stories[0].hash);
  CHECK(issue.stories[0].hash != issue.stories[1].hash);
  CHECK(issue.body_hash == again.body_hash);
}

TEST_CASE("all that a story shows counts in its hash, and nothing of the others", "[content]") {
  const model::Issue issue = hashed(std::string(kHashed));
  for (const auto& [text, in_place_of] :
       std::vector<std::pair<std::string_view, std::string_view>>{{"[Uno]", "[One]"},
                                                                  {"example.org/9", "example.org/1"},
                                                                  {"Acne", "Acme"},
                                                                  {"Acme / Globex", "Acme, Globex"},
                                                                  {"[Paper]", "[Post]"},
                                                                  {"example.org/9", "example.org/3"},
                                                                  {"with emphasis", "with *emphasis*"}}) {
    INFO(text);
    const model::Issue changed = with(text, in_place_of);
    CHECK(changed.stories[0].hash != issue.stories[0].hash);
    CHECK(changed.stories[1].hash == issue.stories[1].hash);
    CHECK(changed.body_hash != issue.body_hash);
  }
  CHECK(with("Jane Roe", "Jane Doe").stories[1].hash != issue.stories[1].hash);
  CHECK(with("## Old news", "## News").stories[1].hash != issue.stories[1].hash);
}

TEST_CASE("prose counts in the hash of its issue alone", "[content]") {
  const model::Issue issue = hashed(std::string(kHashed)), changed = with("Words first.", "Words before.");
  CHECK(changed.body_hash != issue.body_hash);
  CHECK(changed.stories[0].hash == issue.stories[0].hash);
}

}  // namespace broadsheet::content
