#include "check/prose.h"

#include <catch2/catch.hpp>

namespace broadsheet::check {

namespace {

/// Each link as "line:column url", bare ones with a `!`, pictures with their name.
std::vector<std::string> links(const std::string& text) {
  const Prose prose("a.md", text);
  std::vector<std::string> found;
  for (const ProseLink& link : prose.links()) {
    const Location place = prose.at(link.at);
    found.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " + std::string(link.url) +
                    (link.is_bare ? "!" : "") + (link.is_picture ? " picture" : ""));
  }
  return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("links are found where their addresses stand", "[check]") {
  CHECK(links("A [b](https://c.example/d) e.") == Found{"1:7 https://c.example/d"});
  CHECK(links("快讯 [b](#)") == Found{"1:8 #"});
  CHECK(links("[a]() and [b]( ) and ![c](d.png \"e\")") == Found{"1:5 ", "1:16 ", "1:27 d.png picture"});
  CHECK(links("[a](<b c> 'd')") == Found{"1:6 b c"});
  CHECK(links("[a](https://b.example/c_(d))") == Found{"1:5 https://b.example/c_(d)"});
  CHECK(links("**[A](u1) & [B](u2)**") == Found{"1:7 u1", "1:17 u2"});
  CHECK(links("[![a](b.png)](c)") == Found{"1:7 b.png picture", "1:15 c"});
  CHECK(links("see [a][1]\n\n[1]: https://b.example/ \"c\"\n") == Found{"3:6 https://b.example/"});
  CHECK(links("See https://b.example/c, or (https://d.example/e).") ==
        Found{"1:5 https://b.example/c!", "1:30 https://d.example/e!"});
  CHECK(links("<https://b.example/c>") == Found{"1:2 https://b.example/c!"});
}

TEST_CASE("what is no link is none", "[check]") {
  CHECK(links("**[Title]** · Company") == Found{});
  CHECK(links("\\[a](#) and [^1]: note") == Found{});
  CHECK(links("[^1]: https") == Found{});
  CHECK(links("`[a](#)` and ``[b](`#)`` x") == Found{});
  CHECK(links("```\n[a](#)\n```\n~~~ md\n[b](#)\n~~~\n[c](d)\n") == Found{"7:5 d"});
  CHECK(links("<!-- [a](#)\n[b](#) -->[c](d)") == Found{"2:15 d"});
  CHECK(links("---\ntitle: '[a](#)'\n---\n[b](c)") == Found{"4:5 c"});
  CHECK(links("a [b\n\nc](d)") == Found{});
}

TEST_CASE("blanking keeps lengths and line ends", "[check]") {
  const std::string text = "\xef\xbb\xbf---\r\na: b\r\n---\r\nx `y` z\r\n\r\n```\r\ncode\r\n```\r\nend";
  const Prose prose("a.md", text);
  CHECK(prose.prose().size() == text.size());
  CHECK(prose.body() == text.find("x `y`"));
  CHECK(prose.prose().substr(prose.body()) == "x     z\r\n\r\n    \n     \n    \nend");
  CHECK(prose.paragraphs().size() == 2);
}

TEST_CASE("front matter that is not closed is text", "[check]") {
  const Prose prose("a.md", "---\n[a](b)\n");
  CHECK(prose.body() == 0);
  CHECK(prose.links().size() == 1);
}

TEST_CASE("a text is found from a line on", "[check]") {
  const Prose prose("a.md", "one\ntwo one\nthree");
  CHECK(prose.find_from(2, "one") == Location{"a.md", 2, 5, "two one"});
  CHECK(prose.find_from(2, "three") == Location{"a.md", 3, 1, "three"});
  CHECK(prose.find_from(3, "one") == Location{"a.md", 3, 1, "three"});
  CHECK(prose.find_from(9, "one") == Location{"a.md", 3, 6, "three"});
}

}  // namespace broadsheet::check
