#include "link/text_mentions.h"

#include <catch2/catch.hpp>
#include <random>
#include <span>

#include "link/link.h"
#include "link/prose.h"

namespace broadsheet::link {

namespace {

using Entries = std::vector<model::VocabularyEntry>;

model::VocabularyEntry entry(const char* name, std::vector<std::string> aliases = {}) {
  return {name, "", std::move(aliases), "", "company", "", {}, {}, {}};
}

Entries vocabulary() {
  Entries made = {entry("Cloudflare"),
                  entry("Google"),
                  entry("Google DeepMind", {"DeepMind"}),
                  entry("AT&T"),
                  entry("Meta"),
                  entry("Slack"),
                  entry("Change Healthcare"),
                  entry("腾讯")};
  made[5].case_sensitive = true;
  made.push_back(entry("Box"));
  made.back().mention = false;
  made.push_back(entry("Meta Prime"));
  made.back().mention = false;
  return made;
}

/// An archive of one issue: a story with this body for each, and one prose section.
model::Archive archive_of(const std::vector<std::string>& bodies, const std::vector<std::string>& byline = {},
                          const std::string& prose = {}) {
  model::Site site;
  site.series.resize(1);
  site.series[0].slug = "tech";
  site.series[0].name = "Tech";
  site.companies = vocabulary();
  model::Issue issue;
  issue.series = "tech";
  issue.first = issue.last = parse_iso_date("2026-03-24").value();
  issue.sections.emplace_back();
  for (const std::string& body : bodies) {
    model::Story story;
    story.title = "Story";
    story.body_html = body;
    for (const std::string& name : byline) story.byline.push_back({"", name});
    issue.stories.push_back(std::move(story));
  }
  if (!prose.empty()) issue.sections[0].blocks.push_back({model::Block::Kind::prose, prose, "", "", 0, 0});
  Diagnostics diagnostics;
  return link_archive(std::move(site), {std::move(issue)}, {}, diagnostics);
}

std::string marked(const model::Archive& archive, const std::string& html,
                   std::span<const model::ProseMention> mentions) {
  std::string out;
  std::size_t at = 0;
  for (const model::ProseMention& mention : mentions) {
    out += html.substr(at, mention.begin - at) + "[" + html.substr(mention.begin, mention.end - mention.begin) + "|" +
           archive.companies[mention.company].slug + "]";
    at = mention.end;
  }
  return out + html.substr(at);
}

/// The body of a story with its mentions as [words|slug].
std::string story(const std::string& body, const std::vector<std::string>& byline = {}) {
  const model::Archive archive = archive_of({body}, byline);
  return marked(archive, body, archive.links[0].stories[0].mentions);
}

const model::Term& company(const model::Archive& archive, const std::string& slug) {
  const auto found = std::find_if(archive.companies.begin(), archive.companies.end(),
                                  [&](const model::Term& term) { return term.slug == slug; });
  REQUIRE(found != archive.companies.end());
  return *found;
}

}  // namespace

TEST_CASE("the first mention of a company in a story is linked", "[link]") {
  CHECK(story("<p>Cloudflare met Google; Cloudflare won.</p>\n<p>Google lost.</p>") ==
        "<p>[Cloudflare|cloudflare] met [Google|google]; Cloudflare won.</p>\n<p>Google lost.</p>");
}

TEST_CASE("a company of the byline is linked there, not in the text", "[link]") {
  CHECK(story("<p>Cloudflare met Google.</p>", {"Cloudflare"}) == "<p>Cloudflare met [Google|google].</p>");
}

TEST_CASE("nothing is linked in links, code and headings, and what they part is no name", "[link]") {
  CHECK(story("<p><a href=\"#\">Google</a> <code>Google</code></p><pre>Google</pre><h3>Google</h3><p>Google</p>") ==
        "<p><a href=\"#\">Google</a> <code>Google</code></p><pre>Google</pre><h3>Google</h3><p>[Google|google]</p>");
  CHECK(story("<p>Google</p><p>DeepMind</p>") == "<p>[Google|google]</p><p>[DeepMind|google-deepmind]</p>");
  CHECK(story("<p title=\"a > Google\">Go<em>ogle</em></p>") == "<p title=\"a > Google\">Go<em>ogle</em></p>");
  CHECK(story("<p>by <strong>Google</strong>’s</p>") == "<p>by <strong>[Google|google]</strong>’s</p>");
}

TEST_CASE("possessives, compounds and neighbours in other scripts leave a name a name", "[link]") {
  CHECK(story("<p>Cloudflare’s, Google's</p>") == "<p>[Cloudflare|cloudflare]’s, [Google|google]'s</p>");
  CHECK(story("<p>Cloudflare-based</p>") == "<p>[Cloudflare|cloudflare]-based</p>");
  CHECK(story("<p>昨天腾讯与Google合作</p>") == "<p>昨天[腾讯|teng-xun]与[Google|google]合作</p>");
}

TEST_CASE("the longest name counts, also where it is not linked itself", "[link]") {
  CHECK(story("<p>Google DeepMind and DeepMind and Google</p>") ==
        "<p>[Google DeepMind|google-deepmind] and DeepMind and [Google|google]</p>");
  CHECK(story("<p>Meta Prime, then Meta</p>") == "<p>Meta Prime, then [Meta|meta]</p>");
}

TEST_CASE("common words are no companies", "[link]") {
  CHECK(story("<p>A meta question, METAdata, Box or box; change healthcare and slack off.</p>") ==
        "<p>A meta question, METAdata, Box or box; change healthcare and slack off.</p>");
  CHECK(story("<p>Slack-time for Slack</p>") == "<p>Slack-time for [Slack|slack]</p>");
  CHECK(story("<p>META and Meta</p>") == "<p>META and [Meta|meta]</p>");
}

TEST_CASE("character references are part of a name", "[link]") {
  CHECK(story("<p>by AT&amp;T &amp; Google&#39;s</p>") == "<p>by [AT&amp;T|at-and-t] &amp; [Google|google]&#39;s</p>");
}

TEST_CASE("a company that is only mentioned lists where, and gets its page from the vocabulary", "[link]") {
  const model::Archive archive =
      archive_of({"<p>Google</p>", "<p>none</p>", "<p>Google &amp; Slack</p>"}, {}, "<p>Slack met Meta.</p>");
  CHECK(company(archive, "google").mentions == std::vector<model::StoryRef>{{0, 0}, {0, 2}});
  CHECK(company(archive, "google").has_page);
  CHECK(company(archive, "google").stories.empty());
  CHECK(company(archive, "slack").prose.empty());  // a story of the issue names it already
  CHECK(company(archive, "meta").prose == std::vector<std::uint32_t>{0});
  CHECK(company(archive, "meta").has_page);
  CHECK_FALSE(company(archive, "cloudflare").has_page);
  REQUIRE(archive.links[0].mentions.size() == 1);
  CHECK(marked(archive, "<p>Slack met Meta.</p>", archive.links[0].mentions[0].mentions) ==
        "<p>[Slack|slack] met [Meta|meta].</p>");
}

TEST_CASE("a company in a title is mentioned, and the title stays as it is", "[link]") {
  model::Archive archive = archive_of({"<p>none</p>"});
  model::Site site = archive.site;
  model::Issue issue = archive.issues[0];
  issue.stories[0].title = "Google’s return";
  Diagnostics diagnostics;
  const model::Archive linked = link_archive(site, {issue}, {}, diagnostics);
  CHECK(linked.links[0].stories[0].mentions.empty());
  CHECK(company(linked, "google").mentions == std::vector<model::StoryRef>{{0, 0}});
}

TEST_CASE("mentions are in order, apart, and inside of text, whatever the HTML", "[link]") {
  const std::vector<std::string> pieces = {"Google",  " ",     "DeepMind",       "<em>", "</em>",     "<code>",
                                           "</code>", "&amp;", "AT&amp;T",       "’s",   "<a x='>'>", "</a>",
                                           "<br />",  "&",     "Meta",           "<",    "-",         "Cloudflare",
                                           "\n",      "腾讯",  "<!-- Google -->"};
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    std::string html;
    for (int i = 0; i < 30; ++i) html += pieces[random() % pieces.size()];
    const model::Archive archive = archive_of({html});
    std::size_t free = 0;
    for (const model::ProseMention& mention : archive.links[0].stories[0].mentions) {
      INFO(html);
      REQUIRE(mention.begin >= free);
      REQUIRE(mention.begin < mention.end);
      REQUIRE(mention.end <= html.size());
      const std::string words = html.substr(mention.begin, mention.end - mention.begin);
      REQUIRE(words.find_first_of("<>") == std::string::npos);
      free = mention.end;
    }
  }
}

}  // namespace broadsheet::link
