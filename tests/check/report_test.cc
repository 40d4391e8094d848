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
  nlohmann::json results = run["results"];
  for (nlohmann::json& result : results) result.erase("ruleIndex");
  CHECK(results == nlohmann::json::parse(R"json([
    {"ruleId": "dead-link", "level": "warning", "message": {"text": "100% dead\nlink\nmend it"},
     "locations": [{"physicalLocation": {
       "artifactLocation": {"uri": "content/issues/a%20b%2C1%3A2.md"},
       "region": {"startLine": 7, "startColumn": 9, "snippet": {"text": "快讯 [a](#)"
}
}
}
}]
},
    {"ruleId": "repeated-title", "level": "note", "message": {"text": "again"},
     "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.md"}, "region": {"startLine": 3}}}],
     "relatedLocations": [{"physicalLocation": {"artifactLocation": {"uri": "b.md"},
       "region": {"startLine": 1, "startColumn": 2, "snippet": {"text": "x"}}}, "message": {"text": "the first"}}]},
    {"ruleId": "file", "level": "error", "message": {"text": "no place"}, "locations": []}])json"));
}

namespace {

/// The part of SARIF 2.1.0's schema that reports use: an object's properties and what they are; `!` must be there. All
/// of its objects forbid other properties.
const std::map<std::string, std::map<std::string, std::string>> kSarif = {
    {"log", {{"$schema", "uri"}, {"version!", "version"}, {"runs!", "[run"}}},
    {"run", {{"tool!", "tool"}, {"columnKind", "columnKind"}, {"results", "[result"}}},
    {"tool", {{"driver!", "driver"}}},
    {"driver", {{"name!", "text"}, {"version", "text"}, {"informationUri", "uri"}, {"rules", "[rule"}}},
    {"rule", {{"id!", "text"}, {"shortDescription", "message"}, {"defaultConfiguration", "configuration"}}},
    {"configuration", {{"level", "level"}}},
    {"message", {{"text!", "text"}}},
    {"result",
     {{"ruleId", "text"},
      {"ruleIndex", "index"},
      {"level", "level"},
      {"message!", "message"},
      {"locations", "[location"},
      {"relatedLocations", "[location"}}},
    {"location", {{"physicalLocation", "physical"}, {"message", "message"}}},
    {"physical", {{"artifactLocation!", "artifact"}, {"region", "region"}}},
    {"artifact", {{"uri", "uri"}}},
    {"region", {{"startLine!", "count"}, {"startColumn", "count"}, {"snippet", "message"}}},
};

bool is_simple(const nlohmann::json& value, const std::string& kind) {
  const std::string text = value.is_string() ? value.get<std::string>() : "";
  if (kind == "text") return value.is_string();
  if (kind == "version") return text == "2.1.0";
  if (kind == "columnKind") return text == "unicodeCodePoints";
  if (kind == "level") return text == "none" || text == "note" || text == "warning" || text == "error";
  if (kind == "count") return value.is_number_integer() && value >= 1;
  if (kind == "index") return value.is_number_integer() && value >= 0;
  // RFC 3986, section 2: what is none of these characters is written as %41.
  return kind == "uri" && value.is_string() &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%") ==
             std::string::npos;
}

/// The first place that breaks the schema; empty where none does.
std::string schema_problem(const nlohmann::json& value, const std::string& kind, const std::string& where) {
  if (kind.starts_with('[')) {
    if (!value.is_array()) return where + " is no array";
    for (std::size_t at = 0; at < value.size(); ++at)
      if (std::string found = schema_problem(value[at], kind.substr(1), where + "/" + std::to_string(at));
          !found.empty())
        return found;
    return "";
  }
  const auto object = kSarif.find(kind);
  if (object == kSarif.end()) return is_simple(value, kind) ? "" : where + " is no " + kind + ": " + value.dump();
  if (!value.is_object()) return where + " is no object";
  for (const auto& [name, type] : object->second)
    if (name.ends_with('!') && !value.contains(name.substr(0, name.size() - 1))) return where + " lacks " + name;
  for (const auto& [name, member] : value.items()) {
    auto type = object->second.find(name);
    if (type == object->second.end()) type = object->second.find(name + "!");
    if (type == object->second.end()) return where + " has " + name;
    if (std::string found = schema_problem(member, type->second, where + "/" + name); !found.empty()) return found;
  }
  return "";
}

}  // namespace

TEST_CASE("a report in SARIF keeps to its schema", "[check]") {
  std::vector<Diagnostic> findings = kFindings;
  for (const Rule& rule : rules())
    findings.push_back({rule.severity,
                        std::string(rule.name),
                        {"content/快讯 \"a\"%\\b.md", 1, 1, "x\ty"},
                        "message",
                        "hint",
                        {{{}, "no place"}, {{"b.md", 0, 0, {}}, "a file"}}});
  CHECK(schema_problem(nlohmann::json::parse(to_sarif(findings, "1")), "log", "") == "");
  CHECK(schema_problem(nlohmann::json::parse(to_sarif({}, "1")), "log", "") == "");
  CHECK(schema_problem(nlohmann::json::parse(R"({"version": "2.1.0", "runs": [{"results": []}]})"), "log", "") ==
        "/runs/0 lacks tool!");
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
