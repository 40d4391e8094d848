#include "content/markdown.h"

#include <catch2/catch.hpp>

#include "content/html.h"
#include "repeated.h"

namespace broadsheet::content {

namespace {

std::string html_of(std::string text) {
  const CleanSource source{"a.md", std::move(text)};
  const Tree tree = parse_markdown(source, 0, 1);
  std::string html;
  append_block_html(tree, 0, html);
  append_footnotes_html(tree, html);
  return html;
}

std::string text_of(std::string text) {
  const CleanSource source{"a.md", std::move(text)};
  const Tree tree = parse_markdown(source, 0, 1);
  std::string plain;
  append_block_text(tree, 0, plain);
  return plain;
}

std::string message_of(std::string text) {
  try {
    return html_of(std::move(text));
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("inlines become HTML", "[content]") {
  CHECK(html_of("*a* **b** ~~c~~ `d<` [e](/x \"t\") ![f](y.png)\\\ng") ==
        "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code> <a href=\"/x\" title=\"t\">e</a> "
        "<img src=\"y.png\" alt=\"f\" loading=\"lazy\" decoding=\"async\"><br>\ng</p>\n");
  CHECK(html_of("\"quoted\" and 'single' -- dash --- dash ...") == "<p>“quoted” and ‘single’ – dash — dash …</p>\n");
}

TEST_CASE("HTML of the author is shown, comments are not, line breaks are", "[content]") {
  CHECK(html_of("a <b onclick='x'>b</b> <!-- c --> d<br/>e") ==
        "<p>a &lt;b onclick=&#39;x&#39;&gt;b&lt;/b&gt;  d<br>\ne</p>\n");
  CHECK(html_of("<script>\nalert(1)\n</script>\n") == "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n");
  CHECK(html_of("<!-- whole\nblock -->\n\ntext") == "<p>text</p>\n");
}

TEST_CASE("links lead only where they may", "[content]") {
  CHECK(link_target("https://a.example/x y?q=ü#f") == "https://a.example/x%20y?q=%C3%BC#f");
  CHECK(link_target("HTTP://a.example/") == "HTTP://a.example/");
  CHECK(link_target("mailto:a@b.example") == "mailto:a@b.example");
  CHECK(link_target("../up/#x") == "../up/#x");
  CHECK(link_target("//host/x") == "//host/x");
  CHECK(link_target("a/b:c") == "a/b:c");
  CHECK(link_target("#") == "#");
  CHECK(link_target("https://") == "#");
  for (const char* url : {"javascript:x", " JavaScript:x", "java\nscript:x", "data:text/html,x", "vbscript:x",
                          "file:///x", "blob:x", "\x01javascript:x"})
    CHECK(link_target(url) == "");
  CHECK(html_of("[a](javascript:x) ![b](data:x) [c](#) <javascript:d>") == "<p>a b c javascript:d</p>\n");
  CHECK(html_of("[a <b>](https://x.example/?a=\"&b)") ==
        "<p><a href=\"https://x.example/?a=%22&amp;b\">a &lt;b&gt;</a></p>\n");
}

TEST_CASE("bare addresses become links and keep what was typed", "[content]") {
  CHECK(html_of("https://a.example/x--y...z.") ==
        "<p><a href=\"https://a.example/x--y...z\">https://a.example/x--y...z</a>.</p>\n");
  CHECK(html_of("(www.a.example/b_(c))") ==
        "<p>(<a href=\"http://www.a.example/b_(c)\">www.a.example/b_(c)</a>)</p>\n");
  CHECK(html_of("ask a.b+c@d.example, not @d") ==
        "<p>ask <a href=\"mailto:a.b+c@d.example\">a.b+c@d.example</a>, not @d</p>\n");
  CHECK(html_of("见https://a.example/。后") == "<p>见<a href=\"https://a.example/\">https://a.example/</a>。后</p>\n");
  CHECK(html_of("[https://a.example/](/x) `https://b.example/` xhttps://c.example/") ==
        "<p><a href=\"/x\">https://a.example/</a> <code>https://b.example/</code> xhttps://c.example/</p>\n");
  CHECK(html_of("https://x http:// www. a@b @") == "<p>https://x http:// www. a@b @</p>\n");
}

TEST_CASE("only pairs of two tildes strike", "[content]") {
  CHECK(html_of("~~a *b* c~~d~~e~~ ~f~ ~~~g~~~x ~~ h ~~") ==
        "<p><del>a <em>b</em> c</del>d<del>e</del> ~f~ ~~~g~~~x ~~ h ~~</p>\n");
  CHECK(html_of("$4 ~ $5, ~$6 and ~~open") == "<p>$4 ~ $5, ~$6 and ~~open</p>\n");
}

TEST_CASE("blocks become HTML", "[content]") {
  CHECK(html_of("3. a\n4. b\n\n   c\n") ==
        "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n<p>c</p>\n</li>\n</ol>\n");
  CHECK(html_of("- [x] a\n- [ ] b\n  - c\n") ==
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled checked> a</label></li>\n<li class=\"task\">"
        "<label><input type=\"checkbox\" disabled> b</label>\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n");
  CHECK(html_of("> a\n> # b\n") == "<blockquote>\n<p>a</p>\n<p><strong>b</strong></p>\n</blockquote>\n");
  CHECK(html_of("```c++ {x}\n<\n```\n") == "<pre tabindex=\"0\"><code class=\"language-c++\">&lt;\n</code></pre>\n");
  CHECK(html_of("|a|b|\n|:-:|--|\n|c|\n") ==
        "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\" "
        "class=\"align-center\">a</th><th scope=\"col\">b</th></tr>\n</thead>\n"
        "<tbody>\n<tr><td class=\"align-center\">c</td><td></td></tr>\n</tbody>\n</table>\n</div>\n");
}

TEST_CASE("footnotes refer and return", "[content]") {
  CHECK(
      html_of("a[^x] b[^x]\n\n[^x]: c\n") ==
      "<p>a<sup><a id=\"fnref:1\" href=\"#fn:1\">1</a></sup> b<sup><a id=\"fnref:1:2\" href=\"#fn:1\">1</a></sup></p>\n"
      "<ol class=\"footnotes\">\n<li id=\"fn:1\">\n<p>c</p>\n<p class=\"footnote-back\"><a href=\"#fnref:1\">↩</a> "
      "<a href=\"#fnref:1:2\">↩</a></p>\n</li>\n</ol>\n");
}

TEST_CASE("plain text has a line for each paragraph", "[content]") {
  CHECK(text_of("a *b*\nc\n\n- d\n- e\n\n> f\n\n|g|h|\n|-|-|\n|i|j|\n\n```\nk\n\nl\n```\n") ==
        "a b c\nd\ne\nf\ng h\ni j\nk\n\nl");
  CHECK(text_of("中文，\n第二行\nand English\n第三行") == "中文，第二行 and English 第三行");
}

TEST_CASE("costly text is refused with its place", "[content]") {
  CHECK(message_of("text\n\n" + repeated("[", 20'001)) ==
        "a.md:3:1: more than 20000 of '[' without an empty line between");
  CHECK(message_of(repeated("> ", 65) + "x") == "a.md:1:1: quotes and lists are nested too deeply here");
  CHECK(message_of(repeated("- ", 65) + "x") == "a.md:1:1: quotes and lists are nested too deeply here");
  std::string nested;
  for (int depth = 0; depth < 70; ++depth) nested += repeated("  ", depth) + "- a\n";
  CHECK(message_of(nested) == "a.md:33:1: quotes and lists are nested too deeply here");
  CHECK(message_of(repeated("|a", 1001) + "\n" + repeated("|-", 1001) + "\n") == "a.md:2:1: the table is too large");
  CHECK(message_of(repeated("- ", 2000) + "\n") == "<hr>\n");
}

TEST_CASE("inlines that are nested too deeply keep their text", "[content]") {
  std::string text = repeated("*a **b ", 40) + "x" + repeated("** *", 40);
  const std::string html = html_of(text);
  CHECK(html.find('x') != std::string::npos);
  CHECK(text_of(repeated("**", 50) + "deep" + repeated("**", 50)) == "deep");
}

TEST_CASE("a node knows its place, in code points", "[content]") {
  const CleanSource source{"a.md", "x\n\nüü **b**\n"};
  const Tree tree = parse_markdown(source, 3, 3);
  const Node& paragraph = tree[tree[0].first];
  const Node& strong = tree[tree[paragraph.first].next];
  CHECK(place_of(source, strong) == Location{"a.md", 3, 4, "üü **b**"});
}

}  // namespace broadsheet::content
