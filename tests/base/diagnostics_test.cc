#include "base/diagnostics.h"

#include <catch2/catch.hpp>

namespace broadsheet {

TEST_CASE("a location counts lines from 1 and columns in code points", "[base]") {
  const std::string text = "first\nKapić 快讯 x\r\nlast";
  const Location location = locate("a.md", text, text.find('x'));
  CHECK(location.file == "a.md");
  CHECK(location.line == 2);
  CHECK(location.column == 10);
  CHECK(location.excerpt == "Kapić 快讯 x");
  CHECK(locate("a.md", text, 9999).line == 3);
  CHECK(locate_line("a.md", text, 3, 2).excerpt == "last");
  CHECK(locate_line("a.md", text, 9, 1).excerpt.empty());
}

TEST_CASE("endless lines are not quoted", "[base]") {
  const std::string longest(kLongestQuoted, 'a'), longer = longest + "a";
  for (const std::string_view end : {"", "\n", "\r\n", "\r\nmore"}) {
    CHECK(locate("a.md", longest + std::string(end), 7).excerpt == longest);
    CHECK(locate_line("a.md", "x\n" + longest + std::string(end), 2, 1).excerpt == longest);
    const Location place = locate("a.md", longer + std::string(end), longer.size());
    CHECK(place.excerpt == "");
    CHECK(place.column == static_cast<int>(longer.size()) + 1);
  }
}

TEST_CASE("a message shows place, line, caret, hint and notes", "[base]") {
  Diagnostic finding{Severity::error,          "front-matter", {"issues/a.md", 2, 7, "tags: [a, b"},
                     "the list is not closed", "add `]`",      {{{"issues/b.md", 1, 1, {}}, "the other file"}}};
  CHECK(format_diagnostic(finding) ==
        "issues/a.md:2:7: error: the list is not closed [front-matter]\n"
        "  tags: [a, b\n"
        "        ^\n"
        "  hint: add `]`\n"
        "  issues/b.md:1:1: note: the other file\n");
}

TEST_CASE("a message without a place still says what is wrong", "[base]") {
  CHECK(format_diagnostic({Severity::warning, "", {}, "nothing to build", "", {}}) == "warning: nothing to build\n");
  CHECK(format_diagnostic({Severity::info, "file", {"a.md", 0, 0, {}}, "empty", "", {}}) ==
        "a.md: info: empty [file]\n");
}

TEST_CASE("the caret stands under wide characters and after tabs", "[base]") {
  CHECK(format_diagnostic({Severity::error, "", {"a", 1, 3, "快讯x"}, "m", "", {}}) ==
        "a:1:3: error: m\n  快讯x\n      ^\n");
  CHECK(format_diagnostic({Severity::error, "", {"a", 1, 3, "\tabc"}, "m", "", {}}) ==
        "a:1:3: error: m\n  \tabc\n  \t ^\n");
}

TEST_CASE("an input cannot write control characters to the terminal", "[base]") {
  CHECK(format_diagnostic({Severity::error, "", {"a\x1b[2J", 1, 2, "x\x1b[31my"}, "say \x07", "", {}}) ==
        "a\\x1b[2J:1:2: error: say \\x07\n  x\\x1b[31my\n   ^\n");
  CHECK(format_diagnostic({Severity::error, "", {"a", 1, 0, "\u202egnorw"}, "m", "", {}}) ==
        "a:1: error: m\n  \\u202egnorw\n");
}

TEST_CASE("a very long line is cut around its column", "[base]") {
  const std::string shown =
      format_diagnostic({Severity::error, "", {"a", 1, 5001, std::string(10000, 'a')}, "m", "", {}});
  CHECK(shown.size() < 600);
  CHECK(shown.find("  …aaa") != std::string::npos);
  CHECK(shown.find("^\n") != std::string::npos);
}

TEST_CASE("findings are ordered by place, and each is told once", "[base]") {
  Diagnostics diagnostics;
  diagnostics.warning("b", {"z.md", 1, 1, {}}, "third");
  diagnostics.error("a", {"a.md", 9, 1, {}}, "second");
  diagnostics.error("a", {"a.md", 2, 1, {}}, "first");
  diagnostics.error("a", {"a.md", 2, 1, {}}, "first");
  const auto sorted = diagnostics.sorted();
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].message == "first");
  CHECK(sorted[1].message == "second");
  CHECK(sorted[2].message == "third");
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.count(Severity::warning) == 1);
}

TEST_CASE("the nearest name is found, and a far one is not", "[base]") {
  CHECK(nearest("titel", {"title", "tagline"}) == "title");
  CHECK(nearest("compnay", {"company", "companies"}) == "company");
  CHECK(nearest("xyz", {"title", "tagline"}).empty());
  CHECK(nearest("anything", {}).empty());
}

}  // namespace broadsheet
