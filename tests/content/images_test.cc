#include "content/images.h"

#include <catch2/catch.hpp>

#include "content/markdown.h"

namespace broadsheet::content {

namespace {

model::Site site_at(std::string url, bool load) {
  model::Site site;
  site.url = std::move(url);
  site.remote_pictures = load;
  return site;
}

std::string with_pictures(std::string text, bool load = false) {
  const CleanSource source{"a.md", std::move(text)};
  Tree tree = parse_markdown(source, 0, 1);
  prepare_images(tree, site_at("https://digest.example/below/", load));
  std::string html;
  append_block_html(tree, 0, html);
  return html;
}

constexpr const char* kLazy = " loading=\"lazy\" decoding=\"async\">";

}  // namespace

TEST_CASE("a link with all of its words stands for a picture of another host", "[content]") {
  CHECK(with_pictures("![A *bridge*](https://a.example/b.png)") ==
        "<p><a class=\"picture\" href=\"https://a.example/b.png\">A bridge</a></p>\n");
  CHECK(with_pictures("![A bridge](HTTP://a.example/b.png \"At <night>\")") ==
        "<p><a class=\"picture\" href=\"HTTP://a.example/b.png\" title=\"At &lt;night&gt;\">A bridge</a></p>\n");
  CHECK(with_pictures("![](//a.example/b.png \"At night\")") ==
        "<p><a class=\"picture\" href=\"//a.example/b.png\">At night</a></p>\n");
  CHECK(with_pictures("![](https://a.example/x/b.png?w=1#c)") ==
        "<p><a class=\"picture\" href=\"https://a.example/x/b.png?w=1#c\">b.png</a></p>\n");
  CHECK(with_pictures("![](https://a.example/)") ==
        "<p><a class=\"picture\" href=\"https://a.example/\">a.example</a></p>\n");
}

TEST_CASE("in a link, the words of a picture of another host are the link", "[content]") {
  CHECK(with_pictures("[![A bridge](https://a.example/b.png)](https://c.example/)") ==
        "<p><a href=\"https://c.example/\">A bridge</a></p>\n");
  CHECK(with_pictures("[![](https://a.example/b.png)](https://c.example/)") ==
        "<p><a href=\"https://c.example/\">b.png</a></p>\n");
}

TEST_CASE("pictures of the site are shown, and all where the owner wants it", "[content]") {
  CHECK(with_pictures("![A](/a.png \"T\")") ==
        std::string("<p><img src=\"/a.png\" alt=\"A\" title=\"T\"") + kLazy + "</p>\n");
  CHECK(with_pictures("![](b.png \"T\")") == std::string("<p><img src=\"b.png\" alt=\"T\"") + kLazy + "</p>\n");
  CHECK(with_pictures("![A](https://digest.example/below/a.png)") ==
        std::string("<p><img src=\"https://digest.example/below/a.png\" alt=\"A\"") + kLazy + "</p>\n");
  CHECK(with_pictures("![A](https://a.example/b.png)", true) ==
        std::string("<p><img src=\"https://a.example/b.png\" alt=\"A\"") + kLazy + "</p>\n");
  CHECK(with_pictures("![A](javascript:alert)") == "<p>A</p>\n");
}

}  // namespace broadsheet::content
