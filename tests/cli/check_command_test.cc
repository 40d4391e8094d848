#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/run.h"

namespace broadsheet {

namespace {

/// An archive with one of each thing that is wrong with archives.
void write_hazards(const Scratch& scratch, const std::string& severities = "") {
  scratch.write("content/site.yaml",
                "title: Hazards\n"
                "theme: plain\n"
                "series:\n"
                "  - {slug: tech, name: Tech, prefixes: [tech]}\n" +
                    severities);
  scratch.write("content/issues/tech-2026-03-02.md",
                "---\ntags: [vector search, rust]\n---\n"
                "# Tech — 2026-03-02\n\n"
                "## Stories\n"
                "**[One thing](https://a.example/one?utm_source=x&id=7#top)** · Cloudflare\n"
                "It happened. [See](/weeks/2026-w10/) and [this](#nothing) and [that](/tech/2026-03-02/#one-thing).\n\n"
                "**[Another thing](#)** · Cloudflare Inc.\n"
                "Would you like me to go on? As said [1-4].\n\n"
                "**[One thing](https://b.example/)** · Industry\n\n"
                "**[Fourth](https://a.example/four)** · Cloudflare\n"
                "`[no](#)` and text.\n");
  scratch.write("content/issues/tech-2026-03-03.md",
                "---\ntags: [vector searches]\n---\n"
                "# Tech — 2026-03-03\n\n"
                "**[Fourth](https://a.example/four)** · Cloudflare\nText.\n\n***\n");
  scratch.write("content/issues/tech-2026-03-04.md",
                "# Tech — 2026-03-04\n\n"
                "**All of this paragraph is in bold, from its first to its last word, and it goes on for so long that "
                "nothing in it can stand out from the rest.**\n");
  scratch.write("content/issues/tech-2026-03-05.md", "# Tech — 2026-03-05\n\nText.\n");
  scratch.write("content/issues/tech-2026-03-25.md", "# Tech — 2026-03-25\n\nText.\n");
  scratch.write("content/issues/tech-2026-03-26.md", "---\ndraft: true\n---\n# Tech — 2026-03-26\n\nText.\n");
}

void write_clean(const Scratch& scratch) {
  scratch.write("content/site.yaml", "title: Clean\ntheme: plain\n");
  scratch.write("content/issues/tech-2026-03-02.md",
                "# Tech — 2026-03-02\n\n**[A](https://a.example/a)** · B\nText.\n");
}

Ran run_check(const Scratch& scratch, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"check", "--content", scratch.path("content"), "--themes", kThemes};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_command(arguments, scratch.path());
}

}  // namespace

TEST_CASE("check tells every hazard with its place, the line and a hint", "[cli]") {
  const Scratch scratch;
  write_hazards(scratch);
  const Ran ran = run_check(scratch);
  CHECK(ran.out ==
        R"out(~/content/issues/tech-2026-03-02.md:7:15: info: the address tracks its readers with utm_source [tracking]
  **[One thing](https://a.example/one?utm_source=x&id=7#top)** · Cloudflare
                ^
  hint: write https://a.example/one?id=7#top
~/content/issues/tech-2026-03-02.md:8:20: warning: there is no page /weeks/2026-w10/ [broken-link]
  It happened. [See](/weeks/2026-w10/) and [this](#nothing) and [that](/tech/2026-03-02/#one-thing).
                     ^
  hint: did you mean /weeks/2026-W10/?
~/content/issues/tech-2026-03-02.md:8:49: warning: /tech/2026-03-02/ has no heading or story with the id 'nothing' [broken-link]
  It happened. [See](/weeks/2026-w10/) and [this](#nothing) and [that](/tech/2026-03-02/#one-thing).
                                                  ^
~/content/issues/tech-2026-03-02.md:10:19: warning: the link's address is '#', which leads nowhere [dead-link]
  **[Another thing](#)** · Cloudflare Inc.
                    ^
  hint: add the article's address, or take the link away
~/content/issues/tech-2026-03-02.md:10:26: warning: 'Cloudflare Inc.' (1 use) may be 'Cloudflare' (3 uses) [near-duplicate-company]
  **[Another thing](#)** · Cloudflare Inc.
                           ^
  hint: where it is, add 'Cloudflare Inc.' to the aliases of 'Cloudflare' in companies.yaml
~/content/issues/tech-2026-03-02.md:11:1: warning: 'would you like me to' is said to an author, not to readers [chat-residue]
  Would you like me to go on? As said [1-4].
  ^
  hint: take the sentence away
~/content/issues/tech-2026-03-02.md:11:37: warning: '[1-4]' cites sources that are not here [chat-residue]
  Would you like me to go on? As said [1-4].
                                      ^
  hint: take it away, or link the source
~/content/issues/tech-2026-03-02.md:13:4: warning: the story 'One thing' has no text [empty-story]
  **[One thing](https://b.example/)** · Industry
     ^
  hint: write it, or make it part of a list
~/content/issues/tech-2026-03-02.md:13:4: warning: the issue has two stories 'One thing' [repeated-title]
  **[One thing](https://b.example/)** · Industry
     ^
  hint: give one of them another title
  ~/content/issues/tech-2026-03-02.md:7:4: note: the first
~/content/issues/tech-2026-03-02.md:13:15: info: https://b.example/ is the front page of a site, not an article [front-page-link]
  **[One thing](https://b.example/)** · Industry
                ^
  hint: add the article's address
~/content/issues/tech-2026-03-03.md:2:8: warning: 'vector searches' (1 use) may be 'vector search' (1 use) [near-duplicate-topic]
  tags: [vector searches]
         ^
  hint: where it is, add 'vector searches' to the aliases of 'vector search' in topics.yaml
~/content/issues/tech-2026-03-03.md:6:4: info: 2 stories lead to https://a.example/four [repeated-address]
  **[Fourth](https://a.example/four)** · Cloudflare
     ^
  ~/content/issues/tech-2026-03-02.md:15:4: note: Fourth
~/content/issues/tech-2026-03-03.md:6:4: info: 2 issues have a story 'Fourth' [repeated-story]
  **[Fourth](https://a.example/four)** · Cloudflare
     ^
  hint: where they are one story, link the older one instead
  ~/content/issues/tech-2026-03-02.md:15:4: note: Fourth
~/content/issues/tech-2026-03-03.md:9:1: warning: a '***' at the end divides the text from nothing [chat-residue]
  ***
  ^
  hint: take it away
~/content/issues/tech-2026-03-04.md:3:1: info: the whole paragraph is in bold [bold-paragraph]
  **All of this paragraph is in bold, from its first to its last word, and it goes on for so long that nothing in it can stand out from the rest.**
  ^
  hint: keep bold for the words that matter
~/content/issues/tech-2026-03-25.md:1:1: info: Tech has no issue of 2026-03-06 to 2026-03-24 (13 days) [missing-issue]
  # Tech — 2026-03-25
  ^
~/content/issues/tech-2026-03-25.md:1:1: info: there is no issue of the weeks 2026-W11 to 2026-W12 before this one [missing-week]
  # Tech — 2026-03-25
  ^
~/content/issues/tech-2026-03-26.md: info: is a draft, and not published [draft]
10 warnings, 8 notes
)out");
  CHECK(ran.err == "");
  CHECK(ran.code == 0);
}

TEST_CASE("check of an archive without faults says so", "[cli]") {
  const Scratch scratch;
  write_clean(scratch);
  const Ran ran = run_check(scratch, {"--strict"});
  CHECK(ran.out == "no findings\n");
  CHECK(ran.code == 0);
}

TEST_CASE("check tells pictures of other hosts, unless the owner has them loaded", "[cli]") {
  const Scratch scratch;
  write_clean(scratch);
  scratch.write("content/issues/tech-2026-03-02.md",
                "# Tech — 2026-03-02\n\n![A](https://a.example/a.png)\n\n![B](/b.png) [C](https://a.example/c.png)\n"
                "`![D](https://a.example/d.png)`\n");
  scratch.write("content/static/b.png", "no picture");
  CHECK(run_check(scratch, {"--only", "remote-picture"}).out ==
        "~/content/issues/tech-2026-03-02.md:3:6: warning: the picture https://a.example/a.png is on another host: "
        "pages link it, and "
        "do not show it [remote-picture]\n"
        "  ![A](https://a.example/a.png)\n"
        "       ^\n"
        "  hint: keep it in static/ and write ![…](/name.png), or set `remote_pictures: load` in site.yaml\n"
        "1 warning\n");
  scratch.write("content/site.yaml", "title: Clean\ntheme: plain\nremote_pictures: load\n");
  CHECK(run_check(scratch, {"--only", "remote-picture"}).out.find("remote-picture") == std::string::npos);
}

TEST_CASE("prices are no formulas, and formulas are told", "[cli]") {
  const Scratch scratch;
  write_clean(scratch);
  scratch.write(
      "content/issues/tech-2026-03-03.md",
      "# Tech — 2026-03-03\n\nFrom $4.20 to $30, or \\$12.93_a to \\$13, US$5 and A$6_b each; $x y^2 $ too.\n\n"
      "So $E = mc^2$, and\n$$\n\\sum x\n$$\n`$a_1$`\n");
  const Ran ran = run_check(scratch, {"--only", "math"});
  CHECK(
      ran.out ==
      R"out(~/content/issues/tech-2026-03-03.md:5:4: info: a formula is shown as it is written, dollar signs and all [math]
  So $E = mc^2$, and
     ^
  hint: write it in words, or show it as an image
~/content/issues/tech-2026-03-03.md:6:1: info: a formula is shown as it is written, dollar signs and all [math]
  $$
  ^
  hint: write it in words, or show it as an image
2 notes
)out");
  run_command({"build", "--content", scratch.path("content"), "--themes", kThemes, "--out", scratch.path("site"),
               "--cache", scratch.path("cache")},
              scratch.path());
  CHECK(scratch.read("site/tech/2026-03-03/index.html")
            .find("From $4.20 to $30, or $12.93_a to $13, US$5 and A$6_b each") != std::string::npos);
}

TEST_CASE("check ends with 1 for errors, and for warnings where it is strict", "[cli]") {
  const Scratch scratch;
  write_hazards(scratch);
  CHECK(run_check(scratch).code == 0);
  CHECK(run_check(scratch, {"--strict"}).code == 1);
  CHECK(run_check(scratch, {"--strict", "--only", "tracking"}).code == 0);
  write_hazards(scratch, "severities: {tracking: error}\n");
  CHECK(run_check(scratch).code == 1);
}

TEST_CASE("site.yaml sets how grave a finding is", "[cli]") {
  const Scratch scratch;
  write_hazards(scratch, "severities: {dead-link: error, tracking: warning, broken-link: off, dead-lnk: info}\n");
  const Ran ran = run_check(
      scratch, {"--only", "dead-link", "--only", "tracking", "--only", "broken-link", "--only", "unknown-rule"});
  CHECK(ran.out ==
        "~/content/issues/tech-2026-03-02.md:7:15: warning: the address tracks its readers with utm_source "
        "[tracking]\n"
        "  **[One thing](https://a.example/one?utm_source=x&id=7#top)** · Cloudflare\n"
        "                ^\n"
        "  hint: write https://a.example/one?id=7#top\n"
        "~/content/issues/tech-2026-03-02.md:10:19: error: the link's address is '#', which leads nowhere "
        "[dead-link]\n"
        "  **[Another thing](#)** · Cloudflare Inc.\n"
        "                    ^\n"
        "  hint: add the article's address, or take the link away\n"
        "~/content/site.yaml: warning: there is no rule 'dead-lnk' [unknown-rule]\n"
        "  hint: did you mean 'dead-link'?\n"
        "1 error, 2 warnings\n");
  CHECK(ran.code == 1);
}

TEST_CASE("check compiles every template of the theme", "[cli]") {
  const Scratch scratch;
  write_clean(scratch);
  scratch.write("themes/plain/theme.yaml", "name: plain\ncontract: 2\n");
  scratch.write("themes/plain/templates/unused.html", "{% if x %}\n{{ y }\n");
  const Ran ran = run_command(
      {"check", "--content", scratch.path("content"), "--themes", scratch.path("themes"), "--only", "template"},
      scratch.path());
  CHECK(ran.out == R"out(~/themes/plain/templates/unused.html:2:6: error: unexpected '}' [template]
  {{ y }
       ^
1 error
)out");
  CHECK(ran.code == 1);
}

TEST_CASE("check writes for other programs", "[cli]") {
  const Scratch scratch;
  write_hazards(scratch);
  const std::vector<std::string> dead = {"--only", "dead-link", "--format"};
  auto in = [&](std::string format) {
    std::vector<std::string> arguments = dead;
    arguments.push_back(std::move(format));
    return run_check(scratch, arguments).out;
  };
  CHECK(nlohmann::json::parse(in("json"))["warnings"] == 1);
  CHECK(nlohmann::json::parse(in("sarif"))["runs"][0]["results"].size() == 1);
  CHECK(in("github") ==
        "::warning file=~/content/issues/tech-2026-03-02.md,line=10,col=19,title=dead-link::the link's address is '#', "
        "which leads nowhere%0Aadd the article's address, or take the link away\n"
        "1 warning\n");
  CHECK(run_check(scratch, {"--format", "xml"}).code == 2);
  CHECK(run_check(scratch, {"--only", "nosuch"}).code == 2);
}

TEST_CASE("stats counts by series and by month", "[cli]") {
  const Scratch scratch;
  write_hazards(scratch);
  scratch.write("content/issues/快讯-2026-04-01.md", "# 快讯 — 2026-04-01\n\n文字。\n");
  const Ran ran = run_command({"stats", "--content", scratch.path("content")}, scratch.path());
  CHECK(ran.out == R"out(series  issues  stories  companies  topics  words       first        last
Tech         5        5          3       3     84  2026-03-02  2026-03-25
快讯         1        0          0       0      7  2026-04-01  2026-04-01
total        6        5          3       3     91  2026-03-02  2026-04-01

month    issues  stories  companies  topics  words       first        last
2026-03       5        5          3       3     84  2026-03-02  2026-03-25
2026-04       1        0          0       0      7  2026-04-01  2026-04-01
total         6        5          3       3     91  2026-03-02  2026-04-01

stories by form of their head: 5 × form 2
)out");
  CHECK(ran.err == "");
  CHECK(ran.code == 0);
  const Ran json = run_command({"stats", "--content", scratch.path("content"), "--json"}, scratch.path());
  const nlohmann::json counts = nlohmann::json::parse(json.out);
  CHECK(counts["total"]["stories"] == 5);
  CHECK(counts["series"][1]["name"] == "快讯");
  CHECK(
      counts["months"][0] ==
      nlohmann::json::parse(
          R"json({"name": "2026-03", "issues": 5, "stories": 5, "companies": 3, "topics": 3, "words": 84, "first": "2026-03-02", "last": "2026-03-25"})json"));
  CHECK(counts["forms"] == nlohmann::json::parse(R"json({"2": 5})json"));
}

}  // namespace broadsheet
