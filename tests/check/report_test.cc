#include "check/report.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "check/rules.h"

namespace broadsheet::check {

namespace {

const std::vector<Diagnostic> kFindings = {
    {Severity::warning,
     "dead-link",
     {"content/issues/a b,1:2.md", 7, 9, "快讯 [a](#)"},
     "100% dead\nlink",
     "mend it",
     {}},
    {Severity::info, "repeated-title", {"a.md", 3, 0, {}}, "again", {}, {{{"b.md", 1, 2, "x"}, "the first"}}},
    {Severity::error, "file", {}, "no place", {}, {}}};

}  // namespace

TEST_CASE("findings as JSON", "[check]") {
  CHECK(to_json(kFindings) == R"json({
  "errors": 1,
  "warnings": 1,
  "infos": 1,
  "findings": [
    {
      "severity": "warning",
      "rule": "dead-link",
      "file": "content/issues/a b,1:2.md",
      "line": 7,
      "column": 9,
      "excerpt": "快讯 [a](#)",
      "message": "100% dead\nlink",
      "hint": "mend it"
    },
    {
      "severity": "info",
      "rule": "repeated-title",
      "file": "a.md",
      "line": 3,
      "message": "again",
      "notes": [
        {
          "file": "b.md",
          "line": 1,
          "column": 2,
          "excerpt": "x",
          "message": "the first"
        }
      ]
    },
    {
      "severity": "error",
      "rule": "file",
      "message": "no place"
    }
  ]
}
)json");
}

TEST_CASE("findings as annotations of GitHub, with its escapes", "[check]") {
  CHECK(to_github(kFindings) ==
        "::warning file=content/issues/a b%2C1%3A2.md,line=7,col=9,title=dead-link::100%25 dead%0Alink%0Amend it\n"
        "::notice file=a.md,line=3,title=repeated-title::again\n"
        "::error title=file::no place\n");
}

TEST_CASE("findings as SARIF", "[check]") {
  const nlohmann::json log = nlohmann::json::parse(to_sarif(kFindings, "1.2.3"));
  CHECK(log["version"] == "2.1.0");
  const nlohmann::json& run = log["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  const nlohmann::json& driver = run["tool"]["driver"];
  CHECK(driver["name"] == "Broadsheet");
  CHECK(driver["version"] == "1.2.3");
  REQUIRE(driver["rules"].size() == rules().size());
  for (const nlohmann::json& result : run["results"])
    CHECK(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
  CHECK(run["results"] == nlohmann::json::parse(R"json([
    {"ruleId": "dead-link", "ruleIndex": 9, "level": "warning", "message": {"text": "100% dead\nlink\nmend it"},
     "locations": [{"physicalLocation": {
       "artifactLocation": {"uri": "content/issues/a%20b%2C1%3A2.md"},
       "region": {"startLine": 7, "startColumn": 9, "snippet": {"text": "快讯 [a](#)"
}
}
}
}]
},
    {"ruleId": "repeated-title", "ruleIndex": 27, "level": "note", "message": {"text": "again"},
     "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.md"}, "region": {"startLine": 3}}}],
     "relatedLocations": [{"physicalLocation": {"artifactLocation": {"uri": "b.md"},
       "region": {"startLine": 1, "startColumn": 2, "snippet": {"text": "x"}}}, "message": {"text": "the first"}}]},
    {"ruleId": "file", "ruleIndex": 14, "level": "error", "message": {"text": "no place"}, "locations": []}])json"));
}

TEST_CASE("bytes that are no UTF-8 do not break a report", "[check]") {
  const std::vector<Diagnostic> broken = {{Severity::info, "encoding", {"a\xff.md", 1, 1, "\xff"}, "\xfe", {}, {}}};
  CHECK(nlohmann::json::parse(to_json(broken))["findings"][0]["excerpt"] == "\xef\xbf\xbd");
  CHECK(nlohmann::json::parse(to_sarif(broken, "1"))["runs"].size() == 1);
  CHECK(to_github(broken) == "::notice file=a\xff.md,line=1,col=1,title=encoding::\xef\xbf\xbd\n");
}

TEST_CASE("a summary counts what there is", "[check]") {
  CHECK(summary(kFindings) == "1 error, 1 warning, 1 note");
  CHECK(summary({kFindings[0], kFindings[0]}) == "2 warnings");
  CHECK(summary({}) == "no findings");
}

}  // namespace broadsheet::check
