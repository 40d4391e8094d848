// Texts made to be slow: of each, a naive reader would do the square of its bytes or more, which at these sizes does
// not end while anybody waits. Whatever is refused is refused by an error that names the file and the line.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <utility>

#include "content/config.h"
#include "content/content_folder.h"
#include "content/issue_reader.h"
#include "repeated.h"

namespace broadsheet::content {

namespace {

constexpr std::size_t kBytes = 1'000'000;
constexpr std::size_t kAlmostTooMany = 19'000;  // marks in a paragraph (cost.h)

std::string whole(std::string_view text) {
  return repeated(text, kBytes / text.size());
}

/// Many paragraphs of what is just not refused.
std::string paragraphs(const std::string& one) {
  return repeated(one + "\n\n", std::max<std::size_t>(kBytes / one.size(), 1));
}

std::string numbered(std::string_view before, std::string_view after, int count) {
  std::string all;
  for (int number = 0; number < count; ++number) all += fmt::format("{}{}{}", before, number, after);
  return all;
}

/// Runs of 1, 2, 3 … of a character.
std::string growing(char mark) {
  std::string all;
  for (std::size_t length = 1; length < 190; ++length) all += std::string(length, mark) + " ";
  return all;
}

struct Hostile {
  std::string name;
  std::string text;
  std::string error = {};  ///< the start of what is refused, as file:line:column: message; empty: it is read
};

std::vector<Hostile> texts() {
  constexpr std::size_t n = kAlmostTooMany;
  const std::string tall = repeated("a\n", 400'000);
  return {
      {"brackets", whole("["), "a.md:5:1: more than 20000 of '['"},
      {"brackets by paragraph", paragraphs(std::string(n, '['))},
      {"images", paragraphs(repeated("![[", n / 2))},
      {"links without an end", paragraphs(repeated("[a](", n))},
      {"links inside links", paragraphs(repeated("[", n) + "a" + repeated("](b)", n))},
      {"emphasis", paragraphs(repeated("*a **a ", n / 3))},
      {"emphasis of two kinds", paragraphs(repeated("*a_ ", n))},
      {"tildes", paragraphs(repeated("~~a ", n / 2))},
      {"backtick runs", paragraphs(growing('`'))},
      {"comments", paragraphs(repeated("x <!-- ", 1'900))},
      {"instructions", paragraphs(repeated("x <? ", 1'900))},
      {"more of them", repeated("x <? ", 5'000), "a.md:5:1: more than 2000 of '<!' and '<?'"},
      {"tags without an end", paragraphs(repeated("x <a b=\"", n / 2))},
      {"addresses", whole("www.a.b ")},
      {"an address of addresses", "www." + repeated("www.", kBytes / 4)},
      {"dots", paragraphs(repeated("a.", n))},
      {"mail", paragraphs(repeated("a@b.", n))},
      {"brackets after an address", paragraphs("http://a.b/" + repeated("(", n))},
      {"definitions", numbered("[a", "]: /b\n\n", 60'000)},
      {"a long reference", "[a]: /" + std::string(5'000, 'b') + "\n\n" + repeated(repeated("[a] ", 9'000) + "\n\n", 25),
       "a.md:7:1: the addresses of references come to more than a page can hold"},
      {"footnotes", numbered("[^", "]: a\n\n", 30'000) + numbered("x[^", "]\n\n", 30'000)},
      {"one footnote", "[^1]: a\n\n" + repeated("x[^1]\n\n", 60'000)},
      {"quotes", whole("> "), "a.md:5:1: quotes and lists are nested too deeply"},
      {"quotes by line", paragraphs(repeated(repeated("> ", 60) + "a\n", 300))},
      {"a quote that goes on", repeated("> ", 60) + "a\n" + tall},
      {"an item and empty lines", "- a\n" + std::string(kBytes, '\n')},
      {"loose items", repeated("- a\n\n", 200'000)},
      {"a wide table", repeated("|a", 1'100) + "|\n" + repeated("|-", 1'100) + "|\n",
       "a.md:6:1: the table is too large"},
      {"a wide table in a quote", "> " + repeated("|a", 1'100) + "|\n> " + repeated("|-", 1'100) + "|\n",
       "a.md:6:1: the table is too large"},
      {"a table filled up", repeated("|a", 900) + "|\n" + repeated("|-", 900) + "|\n" + repeated("|a\n", 10'000),
       "a.md:116:1: the table is too large"},
      {"a table below much text", tall + "|-|\n", "a.md:400005:1: the table is too large"},
      {"rows of dashes that do not fit", paragraphs("a\n" + repeated("|-|-|\n", 190))},
      {"more of them", "a\n" + repeated("|-|-|\n", 2'000), "a.md:205:1: the table is too large"},
      {"headings of one name", repeated("### same\n\n", 100'000)},
      {"stories of one name", repeated("**[same](/a)** · B\nText.\n\n", 20'000)},
      {"a byline", "**[a](/b)** · " + numbered("C", " / ", 80'000) + "D\nText"},
      {"shortcodes that stay open", paragraphs(repeated("{{< ", n))},
      {"a word", std::string(4 * kBytes, 'a')},
      {"accents", "a" + repeated("\xcc\x81", kBytes / 2)},
      {"broken bytes", std::string(kBytes, '\xff')},
      {"code that stays open", "```c++\n" + repeated("if(a){\"\n", 20'000)},
  };
}

std::vector<Hostile> front_matters() {
  const std::string deep(100'000, '[');
  return {
      {"JSON of many keys", "{" + numbered("\n\"k", "\": [1],", 100'000) + "\n\"z\": 1\n}\n"},
      {"JSON in one line", "{" + numbered("\"k", "\": [1],", 100'000) + "\"z\": 1}\n"},
      {"deep JSON", "{\"a\":" + deep + "\n", "a.md:1:69: nested deeper than 64 levels"},
      {"YAML of many keys", "---\n" + numbered("k", ": a\n", 30'000) + "---\n"},
      {"deep YAML", "---\na: " + deep + std::string(deep.size(), ']') + "\n---\n",
       "a.md:2:67: nested deeper than 64 levels"},
      {"YAML of dashes", "---\n" + repeated("- ", 100'000) + "\n---\n", "a.md:2:129: nested deeper than 64 levels"},
      {"a flow of keys", "---\na: {" + numbered("k", ": 1, ", 20'000) + "z: 1}\n---\n"},
      {"folded YAML", "---\na: >\n" + repeated("  x\n\n", 200'000) + "---\n"},
      {"TOML of many tables", "+++\n" + numbered("[t", "]\na = 1\n", 20'000) + "+++\n"},
      {"TOML of tables of one name", "+++\n" + repeated("[[a]]\n", 50'000) + "+++\n"},
      {"a dotted key of TOML", "+++\na" + repeated(".a", 50'000) + " = 1\n+++\n", "a.md:2:1: the key has more than"},
      {"header lines", numbered("Key", ": a\n", 19'000) + "\n"},
      {"more header lines", numbered("Key", ": a\n", 50'000) + "\n", "a.md:20001:1: more than 20000 of ':'"},
  };
}

void check(const Hostile& hostile, const std::string& text) {
  INFO(hostile.name);
  Diagnostics diagnostics;
  const auto read = read_issue(model::Site(), Source{"a.md", text}, diagnostics);
  std::string first;
  for (const Diagnostic& finding : diagnostics.sorted())
    if (first.empty() && finding.severity == Severity::error) first = format_diagnostic(finding);
  if (hostile.error.empty()) {
    CHECK(first == "");
    CHECK(read);
  } else {
    std::string expected = hostile.error;
    expected.insert(expected.find(": ") + 2, "error: ");
    CHECK(first.substr(0, expected.size()) == expected);
    CHECK_FALSE(read);
  }
}

}  // namespace

TEST_CASE("no Markdown takes the square of its length to be read", "[content][hostile]") {
  for (const Hostile& hostile : texts()) check(hostile, "# Daily — 2026-03-02\n\n## Top\n\n" + hostile.text + "\n");
}

TEST_CASE("nor does front matter", "[content][hostile]") {
  for (const Hostile& hostile : front_matters())
    check(hostile, hostile.text + "# Daily — 2026-03-02\n\n## Top\n\nText.\n");
}

TEST_CASE("nor does configuration, and no line is kept for each finding in it", "[content][hostile]") {
  constexpr int kCount = 20'000;
  const auto read = [](const std::string& name, const std::string& text) {
    const ContentFolder folder(std::map<std::string, std::string>{{name, text}});
    Diagnostics diagnostics;
    const model::Site site = read_site(folder.path(), diagnostics);
    return std::pair(site.companies.size() + site.navigation.size(), diagnostics.sorted().size());
  };
  using Counts = std::pair<std::size_t, std::size_t>;  // of entries and of findings
  const Counts none_wrong = {kCount, 1};               // there is no site.yaml
  CHECK(read("companies.yaml", numbered("- name: C", "\n  description: What it does\n", kCount)) == none_wrong);
  CHECK(read("companies.yaml", "[" + numbered("C", ", ", kCount) + "]\n") == none_wrong);
  CHECK(read("companies.yaml", "[" + numbered("{nam: C", ", kind: 5}, ", kCount) + "]\n") == Counts{0, 3 * kCount + 1});
  CHECK(read("site.yaml", "navigation: [" + numbered("{title: A", ", adr: 5}, ", kCount) + "]\n").second >= kCount);
  // On lines of their own.
  CHECK(read("companies.yaml", numbered("- nam: C", "\n  kind: 5\n", kCount)) == Counts{0, 3 * kCount + 1});
  CHECK(read("site.yaml", "navigation:\n" + numbered("  - title: A", "\n    adr: 5\n", kCount)).second >= kCount);
}

}  // namespace broadsheet::content
