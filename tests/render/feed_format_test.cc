#include "render/feed_format.h"

#include <catch2/catch.hpp>

namespace broadsheet::render {

namespace {

Feed feed() {
  return {"/companies/r-and-d/",
          "https://digest.example/companies/r-and-d/",
          "R&D · Digest",
          "What R&D does.",
          "en",
          "The <editors>",
          {{"Newest \x01\"one\"", "https://digest.example/tech/2026-03-24/#one", "Plain.", "<p>R&amp;D</p>", "en",
            parse_iso_date("2026-03-24").value()},
           {"旧", "https://digest.example/tech/2026-03-23/#old", "", "", "zh", parse_iso_date("2026-03-23").value()}}};
}

}  // namespace

TEST_CASE("an Atom feed says what there is, with the newest entry's day as its own", "[render]") {
  CHECK(atom_feed(feed()) ==
        R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>R&amp;D · Digest</title>
<subtitle>What R&amp;D does.</subtitle>
<id>https://digest.example/companies/r-and-d/</id>
<link href="https://digest.example/companies/r-and-d/"/>
<link rel="self" type="application/atom+xml" href="https://digest.example/companies/r-and-d/feed.xml"/>
<updated>2026-03-24T00:00:00Z</updated>
<author><name>The &lt;editors&gt;</name></author>
<generator>Broadsheet</generator>
<entry xml:lang="en">
<title>Newest &quot;one&quot;</title>
<id>https://digest.example/tech/2026-03-24/#one</id>
<link href="https://digest.example/tech/2026-03-24/#one"/>
<published>2026-03-24T00:00:00Z</published>
<updated>2026-03-24T00:00:00Z</updated>
<summary>Plain.</summary>
<content type="html">&lt;p&gt;R&amp;amp;D&lt;/p&gt;</content>
</entry>
<entry xml:lang="zh">
<title>旧</title>
<id>https://digest.example/tech/2026-03-23/#old</id>
<link href="https://digest.example/tech/2026-03-23/#old"/>
<published>2026-03-23T00:00:00Z</published>
<updated>2026-03-23T00:00:00Z</updated>
<content type="html"></content>
</entry>
</feed>
)");
}

TEST_CASE("a JSON feed says the same", "[render]") {
  Feed made = feed();
  made.entries[0].title = "Newest \"one\"";
  CHECK(json_feed(made) ==
        R"({
 "version": "https://jsonfeed.org/version/1.1",
 "title": "R&D · Digest",
 "home_page_url": "https://digest.example/companies/r-and-d/",
 "feed_url": "https://digest.example/companies/r-and-d/feed.json",
 "description": "What R&D does.",
 "language": "en",
 "authors": [
  {
   "name": "The <editors>"
  }
 ],
 "items": [
  {
   "id": "https://digest.example/tech/2026-03-24/#one",
   "url": "https://digest.example/tech/2026-03-24/#one",
   "title": "Newest \"one\"",
   "summary": "Plain.",
   "content_html": "<p>R&amp;D</p>",
   "date_published": "2026-03-24T00:00:00Z",
   "language": "en"
  },
  {
   "id": "https://digest.example/tech/2026-03-23/#old",
   "url": "https://digest.example/tech/2026-03-23/#old",
   "title": "旧",
   "content_html": "",
   "date_published": "2026-03-23T00:00:00Z",
   "language": "zh"
  }
 ]
}
)");
}

// Ends: where each address is looked for to the end of the text, it does not while anybody waits.
TEST_CASE("many links in one text take no quadratic time", "[render]") {
  std::string html, expected;
  for (int count = 0; count < 100'000; ++count) {
    html += "<img src=\"a.png\">";
    expected += "<img src=\"https://digest.example/a/a.png\">";
  }
  CHECK(absolute_links(html, "https://digest.example", "https://digest.example/a/") == expected);
}

TEST_CASE("links in feeds lead to the site from anywhere", "[render]") {
  const auto made = [](std::string_view html) {
    return absolute_links(html, "https://digest.example", "https://digest.example/d/tech/2026-03-24/");
  };
  CHECK(made("<a href=\"/d/about/\">a</a><img alt=\"/x\" src=\"/d/a.png\">") ==
        "<a href=\"https://digest.example/d/about/\">a</a><img alt=\"/x\" src=\"https://digest.example/d/a.png\">");
  CHECK(made("<a href=\"#fn-1\">1</a> <a href=\"other/\">o</a>") ==
        "<a href=\"https://digest.example/d/tech/2026-03-24/#fn-1\">1</a> "
        "<a href=\"https://digest.example/d/tech/2026-03-24/other/\">o</a>");
  CHECK(made("<a href=\"//cdn.example/x\">x</a>") == "<a href=\"https://cdn.example/x\">x</a>");
  CHECK(made("<a href=\"https://a.example/?q=1\">x</a><a href=\"mailto:a@b.example\">m</a>") ==
        "<a href=\"https://a.example/?q=1\">x</a><a href=\"mailto:a@b.example\">m</a>");
  CHECK(made("plain /text/ stays").find("https") == std::string::npos);
}

}  // namespace broadsheet::render
