// Ten thousand damaged files of every kind that authors and owners write: none crashes or hangs the reader, and every
// error says where it is.
#include <catch2/catch.hpp>
#include <ctime>
#include <random>

#include "base/files.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "content/content_folder.h"
#include "content/issue_reader.h"
#include "content/made_issues.h"
#include "content/page_reader.h"
#include "content/theme_reader.h"

namespace broadsheet::content {

namespace {

constexpr std::uint32_t kFiles = 10'000;

const std::vector<std::string> kFrontMatters = {
    "",
    "---\ntitle: \"A: title\"\ndate: 2026-03-24\ntags: [ai agents, 'R&D', it's]\ndraft: false\naliases:\n  - /old/\n"
    "threads: {Agents: [one, two]}\ndescription: >\n  folded\n  text\ncustom: &a {b: [1, 2.5, null]}\nagain: *a\n---\n",
    "+++\ntitle = \"A title\"\ndate = 2026-03-24\ntags = [\"a\", 'b']\ndraft = false\n[extra]\nn = 1.5\n"
    "t = 2026-03-24T10:00:00Z\n[[list]]\nx = \"\"\"long\ntext\"\"\"\n+++\n",
    "{\n  \"title\": \"A \\u00e9 title\",\n  \"tags\": [\"a\", \"b\"], \"draft\": false,\n  \"x\": {\"y\": [null, "
    "1e3]}\n}\n",
    "Title: A title\nDate: 2026-03-24 10:00\nTags: a, b,\n c\nStatus: published\n\n",
};

const std::string kSite =
    "title: A title\nurl: https://a.example\nlanguage: en\nnavigation:\n  - title: About\n    url: /about/\nseries:\n"
    "  - name: Engineering @ Scale\n    folders: tech\n    prefixes: [tech, eng]\n    bold: company\n"
    "    numbering: {number: 1, date: 2026-01-01, days: 7}\n    sections:\n      - Signal\n"
    "      - heading: Deep Dives\n        aliases: [Deep, 今日头条]\n        kind: stories\nignore: [\"drafts/**\"]\n"
    "severities: {dead-link: error}\nterms: {minimum: 3}\noptions: {accent: red}\n";
const std::string kCompanies =
    "- Etsy\n- name: AWS\n  aliases: [Amazon Web Services]\n  kind: company\n  homepage: https://aws.example/\n"
    "  mention: false\n  case_sensitive: true\n- name: 快讯\n  slug: kuai\n  description: >-\n    Folded\n    text\n";
const std::string kTheme =
    "name: Mine\nextends: base\ncontract: 2\noptions:\n  lead: {default: 3, description: \"How many\"}\n  flag:\n"
    "    default: true\n";

/// Damages any text: bytes flipped, lines cut, doubled and moved, marks of all formats put anywhere.
class Damage {
 public:
  explicit Damage(std::uint32_t seed) : random_(seed) {}

  std::string of(std::string text) {
    for (std::size_t count = 1 + below(5); count > 0 && !text.empty(); --count) once(text);
    return text;
  }
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

 private:
  void once(std::string& text) {
    static const std::vector<std::string> kMarks = {"---\n",
                                                    "+++\n",
                                                    "{",
                                                    "}",
                                                    "[",
                                                    "]",
                                                    "\"",
                                                    "'",
                                                    ": ",
                                                    "- ",
                                                    "\t",
                                                    "&a ",
                                                    "*a ",
                                                    "!!x ",
                                                    "|",
                                                    ">",
                                                    "#",
                                                    "\\",
                                                    "\r",
                                                    std::string(1, '\0'),
                                                    "\xff",
                                                    "\xc3",
                                                    "\xe5\xbf",
                                                    "\xef\xbb\xbf",
                                                    "{{<",
                                                    ">}}",
                                                    "{{% box %}}",
                                                    "```\n",
                                                    "\n\n",
                                                    "=",
                                                    "\"\"\"",
                                                    "[[",
                                                    "<<: *a\n",
                                                    "? ",
                                                    "%YAML 1.1\n",
                                                    "2026-13-40",
                                                    "99999999999999999999",
                                                    "-.inf",
                                                    "\u2028",
                                                    "\uFDD0"};
    const std::size_t at = below(text.size());
    const std::size_t line = text.rfind('\n', at) + 1;
    const std::size_t next = std::min(text.find('\n', at), text.size() - 1) + 1;
    switch (below(8)) {
      case 0:
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1u << below(8)));
        break;
      case 1:
        text.erase(line, next - line);
        break;
      case 2:
        text.insert(below(text.size()), text.substr(line, next - line));
        break;
      case 3:
        text.resize(at);
        break;
      case 4:
        text.erase(at, 1 + below(6));
        break;
      case 5:
        text.insert(line, std::string(1 + below(4), ' '));
        break;
      default:
        text.insert(at, kMarks[below(kMarks.size())]);
    }
  }

  std::mt19937 random_;
};

/// What is wrong with the findings about one file.
std::string unplaced(const Diagnostics& diagnostics, const std::string& file, const std::string& text) {
  const auto lines =
      static_cast<int>(std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r')) + 1;
  for (const Diagnostic& found : diagnostics.sorted()) {
    const std::string shown = format_diagnostic(found);
    if (found.location.file != file) return "names another file: " + shown;
    if (found.message.empty() || found.rule.empty()) return "says nothing: " + shown;
    const bool of_file = found.rule == "date" || found.rule == "address" || found.rule == "empty-issue" ||
                         found.rule == "unknown-series" || found.rule == "series-disagreement";
    if (found.location.line == 0 && found.severity == Severity::error && !of_file) return "has no line: " + shown;
    if (found.location.line > lines) return "is below the end: " + shown;
    if (found.location.line > 0 && found.location.column == 0) return "has no column: " + shown;
  }
  return "";
}

/// CPU time of `work`, in seconds.
template <class Work>
double cost(Work work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

#ifdef BROADSHEET_SANITIZED
constexpr double kLongest = 20;
#else
constexpr double kLongest = 2;
#endif

}  // namespace

TEST_CASE("no damaged issue or page stops the reader, and every error has its place", "[content][mutations]") {
  model::Site site;
  site.shortcodes = {"box"};
  std::size_t with_errors = 0;
  for (std::uint32_t seed = 0; seed < kFiles / 2; ++seed) {
    Damage damage(seed);
    std::string text = kFrontMatters[seed % kFrontMatters.size()] + IssueMaker(seed).make();
    if (damage.below(3) == 0)
      text += "\n{{% box a=\"b\" %}}\ninner [^1]\n\n[^1]: note\n{{% /box %}}\n\n|a|b|\n|-|-|\n|c|d|\n";
    text = damage.of(std::move(text));
    const bool is_page = seed % 4 == 0;
    const std::string file = is_page ? "pages/about.md" : "issues/tech-2026-03-24.md";
    Diagnostics diagnostics;
    const double seconds = cost([&] {
      if (is_page)
        read_page(site, {file, text}, diagnostics);
      else
        read_issue(site, {file, text}, diagnostics);
    });
    INFO(text);
    REQUIRE(unplaced(diagnostics, file, text) == "");
    REQUIRE(seconds < kLongest);
    with_errors += diagnostics.has_errors();
  }
  CHECK(with_errors > kFiles / 20);
}

TEST_CASE("no damaged configuration stops the reader, and every error has its place", "[content][mutations]") {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"site.yaml", kSite},
      {"companies.yaml", kCompanies},
      {"topics.yaml", kCompanies},
      {"sources/tech.yaml", "- name: A\n  url: https://a.example/\n- B\n"},
      {"theme.yaml", kTheme}};
  const ContentFolder folder({{"themes/mine/x", ""}, {"themes/base/x", ""}, {"sources/x", ""}});
  std::size_t with_errors = 0;
  for (std::uint32_t seed = 0; seed < kFiles / 2; ++seed) {
    const auto& [name, whole] = files[seed % files.size()];
    const std::string text = Damage(seed).of(whole);
    Diagnostics diagnostics;
    INFO(name << "\n" << text);
    const bool is_theme = name == "theme.yaml";
    const std::string file = is_theme ? folder.path() + "/themes/mine/theme.yaml" : name;
    folder.write(is_theme ? "themes/mine/theme.yaml" : name, text);
    const double seconds = cost([&] {
      if (is_theme)
        read_theme(folder.path() + "/themes", "mine", diagnostics);
      else
        read_site(folder.path(), diagnostics);
    });
    Diagnostics about_it;
    for (const Diagnostic& found : diagnostics.sorted())
      if (found.location.file != "site.yaml" || name == "site.yaml" || found.severity == Severity::error)
        about_it.add(found);
    REQUIRE(unplaced(about_it, file, text) == "");
    REQUIRE(seconds < kLongest);
    with_errors += diagnostics.has_errors();
    boost::filesystem::remove(folder.path(is_theme ? "themes/mine/theme.yaml" : name));
  }
  CHECK(with_errors > kFiles / 20);
}

}  // namespace broadsheet::content
