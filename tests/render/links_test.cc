// What linking adds to pages: mentions, reasons, charts.
#include <catch2/catch.hpp>
#include <random>

#include "link/link.h"
#include "render/charts.h"
#include "render/reason.h"
#include "render/view.h"

namespace broadsheet::render {

namespace {

model::Archive archive_of(const std::string& body, const std::string& base) {
  model::Site site;
  site.url = "https://digest.example" + base;
  site.series.resize(1);
  site.series[0].slug = "tech";
  site.series[0].name = "Tech";
  for (const char* name : {"Cloudflare", "Google", "Google DeepMind", "AT&T", "Meta"})
    site.companies.push_back({name, "", {}, "", "company", "", {}, {}, {}});
  model::Issue issue;
  issue.series = "tech";
  issue.first = issue.last = parse_iso_date("2026-03-24").value();
  model::Story story;
  story.title = "Story";
  story.body_html = body;
  issue.stories.push_back(std::move(story));
  Diagnostics diagnostics;
  return link::link_archive(std::move(site), {std::move(issue)}, {}, diagnostics);
}

std::string linked(const std::string& body, const std::string& base = "/") {
  const model::Archive archive = archive_of(body, base);
  const Views views(archive, tmpl::Value(), false);
  return std::string(views.issue_html(0, body, archive.links[0].stories[0].mentions).text());
}

/// What a reader sees of HTML without comments: no tags, but where they stood.
std::string visible(const std::string& html) {
  std::string out;
  bool in_tag = false;
  for (char c : html) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c == '>') in_tag = false;
  }
  return out;
}

}  // namespace

TEST_CASE("mentions become links to companies, below the site's base", "[render]") {
  CHECK(linked("<p>Google’s AT&amp;T</p>") ==
        "<p><a class=\"mention\" href=\"/companies/google/\">Google</a>’s <a class=\"mention\" "
        "href=\"/companies/at-and-t/\">AT&amp;T</a></p>");
  CHECK(linked("<p><a href=\"/about/\">x</a> Google</p>", "/digest/") ==
        "<p><a href=\"/digest/about/\">x</a> <a class=\"mention\" href=\"/digest/companies/google/\">Google</a></p>");
}

TEST_CASE("linking never changes the visible words of a page", "[render]") {
  const std::vector<std::string> pieces = {
      "Google", " ",        "DeepMind", "<em>",      "</em>",    "<code>", "</code>",
      "&amp;",  "AT&amp;T", "’s",       "</p><p>",   "Meta",     "-",      "Cloudflare",
      "\n",     "腾讯",     "<strong>", "</strong>", "metadata", ", ",     "<a href=\"/x/\">",
      "</a>"};
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string html;
    for (int i = 0; i < 40; ++i) html += pieces[random() % pieces.size()];
    INFO(html);
    REQUIRE(visible(linked(html)) == visible(html));
  }
}

TEST_CASE("reasons say what two stories share and how far apart they are", "[render]") {
  const model::Archive archive = archive_of("", "/");
  model::RelatedStory related;
  related.companies = {0};
  related.words = {"V8 isolates", "boot"};
  related.days = 3;
  CHECK(related_reason(archive, related) ==
        "both about " + archive.companies[0].name + " (V8 isolates, boot), three days apart");
  related.companies = {0, 1};
  related.words.clear();
  related.days = 36;
  CHECK(related_reason(archive, related) ==
        "both about " + archive.companies[0].name + " and " + archive.companies[1].name + ", five weeks apart");
}

TEST_CASE("times apart are said in the unit that fits", "[render]") {
  CHECK(time_apart(0) == "the same days");
  CHECK(time_apart(1) == "one day apart");
  CHECK(time_apart(13) == "13 days apart");
  CHECK(time_apart(14) == "two weeks apart");
  CHECK(time_apart(90) == "three months apart");
  CHECK(time_apart(800) == "two years apart");
}

TEST_CASE("a bar chart has a name, a title on every bar, and links where there is something behind", "[render]") {
  CHECK(bar_chart("A & B",
                  {{"2026", "March: 4", "/archive/2026/03/", 4}, {"", "April: 0", "", 0}, {"", "May: 2", "", 2}}) ==
        "<svg class=\"chart chart-bars\" role=\"group\" aria-label=\"A &amp; B\" viewBox=\"0 0 66 120\" width=\"66\" "
        "height=\"120\">\n"
        "<a href=\"/archive/2026/03/\" aria-label=\"March: 4\"><rect class=\"bar\" x=\"0\" y=\"0.0\" width=\"18\" "
        "height=\"100.0\"><title>March: 4</title></rect></a><text x=\"0\" y=\"115\">2026</text>\n"
        "<rect class=\"bar bar-none\" x=\"22\" y=\"99.0\" width=\"18\" height=\"1.0\"><title>April: 0</title></rect>\n"
        "<rect class=\"bar\" x=\"44\" y=\"50.0\" width=\"18\" height=\"50.0\"><title>May: 2</title></rect>\n"
        "</svg>");
}

TEST_CASE("a grid shades its cells, and leaves out those without a title", "[render]") {
  Grid grid;
  grid.name = "Weeks";
  grid.rows = {{"2026", "", "", 0}};
  grid.cells = {{"", "one: 16", "/w/", 16}, {"", "", "", 0}, {"", "three: 1", "", 1}};
  CHECK(grid_chart(grid) ==
        "<svg class=\"chart chart-grid\" role=\"group\" aria-label=\"Weeks\" viewBox=\"0 0 210 20\" width=\"210\" "
        "height=\"20\">\n"
        "<text x=\"0\" y=\"14\">2026</text>\n"
        "<a href=\"/w/\" aria-label=\"one: 16\"><rect class=\"heat-4\" x=\"150\" y=\"0\" width=\"18\" "
        "height=\"18\"><title>one: 16</title></rect></a>\n"
        "<rect class=\"heat-1\" x=\"190\" y=\"0\" width=\"18\" height=\"18\"><title>three: 1</title></rect>\n"
        "</svg>");
}

TEST_CASE("charts carry no styles and escape what they are given", "[render]") {
  const std::string svg = network_chart("<n>", {{{"<a>", "\"t\"", "/x/", 3}, 0, 0}, {{"b", "b: 1", "/y/", 1}, 1, 1}},
                                        {{0, 1, "a, b: 2", 2}});
  CHECK(svg.find("style") == std::string::npos);
  CHECK(svg.find("<a>") == std::string::npos);
  CHECK(svg.find("aria-label=\"&lt;n&gt;\"") != std::string::npos);
  CHECK(svg.find("<title>&quot;t&quot;</title>") != std::string::npos);
}

}  // namespace broadsheet::render
