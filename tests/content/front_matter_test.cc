#include "content/front_matter.h"

#include <catch2/catch.hpp>
#include <ctime>

#include "repeated.h"

namespace broadsheet::content {

namespace {

/// What stands after the front matter, and its line.
std::pair<std::string, int> body_of(std::string text) {
  const CleanSource source{"a.md", std::move(text)};
  const FrontMatter read = read_front_matter(source);
  return {source.text.substr(read.body), read.body_line};
}

using Body = std::pair<std::string, int>;

}  // namespace

TEST_CASE("the body starts after each kind of front matter", "[content]") {
  CHECK(body_of("---\na: 1\n---\nbody\n") == Body("body\n", 4));
  CHECK(body_of("---  \na: 1\n...\nbody\n") == Body("body\n", 4));
  CHECK(body_of("---\n---\nbody\n") == Body("body\n", 3));
  CHECK(body_of("+++\na = 1\n+++\nbody\n") == Body("body\n", 4));
  CHECK(body_of("{\n\"a\": 1\n}\n\nbody\n") == Body("\nbody\n", 4));
  CHECK(body_of("Title: a\nTags: b,\n  c\n\nbody\n") == Body("\nbody\n", 4));
  CHECK(body_of("---\na: 1\n---") == Body("", 4));
}

TEST_CASE("text that merely looks like front matter is text", "[content]") {
  for (const char* text :
       {"", "body\n", "---\n\nbody\n", "----\na: 1\n----\n", "+++\nbody\n", "{ a }\n", "{{< sources >}}\n",
        "{% raw %}\n", "Note: a\n\nbody\n", "Title: a\nand more\n", " ---\na: 1\n---\n"})
    CHECK(body_of(text) == Body(text, 1));
}

TEST_CASE("front matter that is not closed is an error where it opens", "[content]") {
  CHECK_THROWS_WITH(body_of("---\ntitle: a\n\n# b\n"), "a.md:1:1: the front matter is not closed");
  CHECK_THROWS_WITH(body_of("+++\ntitle = 1\n"), "a.md:1:1: the front matter is not closed");
}

TEST_CASE("TOML cannot exhaust the stack", "[content]") {
  const std::string keys = repeated("a.", 100'000);
  CHECK_THROWS_WITH(body_of("+++\nx = 1\n" + keys + "a = 1\n+++\n"), "a.md:3:1: the key has more than 16 parts");
  CHECK_THROWS_WITH(body_of("+++\n[" + keys + "a]\n+++\n"), "a.md:2:2: the key has more than 16 parts");
  CHECK_THROWS_WITH(body_of("+++\nx = {" + repeated("\"a b\" . ", 100) + "a = 1}\n+++\n"),
                    "a.md:2:6: the key has more than 16 parts");
  CHECK_THROWS_WITH(body_of("+++\nx = " + repeated("[", 70) + repeated("]", 70) + "\n+++\n"),
                    "a.md:2:69: nested deeper than 64 levels");
  CHECK_THROWS_WITH(body_of("+++\nx = " + repeated("[", 100'000) + "\n+++\n"),
                    Catch::StartsWith("a.md:2:261: Error while parsing value: exceeded maximum nested value depth"));
  std::string deep = "1";
  for (int level = 0; level < 250; ++level) deep = "{" + repeated("a.", 15) + "a = " + deep + "}";
  CHECK_THROWS_WITH(body_of("+++\nx = " + deep + "\n+++\n"), Catch::Contains("nested deeper than 64 levels"));
  CHECK(body_of("+++\nx = \"\"\"\n" + repeated(". ", 100) + repeated("1, 2.5 ", 50) + "\n\"\"\"\n+++\nbody\n").first ==
        "body\n");
}

TEST_CASE("many keys in lines take no quadratic time", "[content]") {
  std::string text = "Title: x\n";
  for (int key = 0; key < 200'000; ++key) text += "k" + std::to_string(key) + ": v\n";
  const std::clock_t start = std::clock();
  CHECK(body_of(text + "\nbody\n").first == "\nbody\n");
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 10);
}

TEST_CASE("JSON cannot exhaust the stack", "[content]") {
  std::string text = "{\"a\": ";
  for (int depth = 0; depth < 100'000; ++depth) text += "[";
  CHECK_THROWS_WITH(body_of(text), "a.md:1:70: nested deeper than 64 levels");
}

}  // namespace broadsheet::content
