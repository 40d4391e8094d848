#include "check/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "check/rules.h"

namespace broadsheet::check {

namespace {

using Json = nlohmann::ordered_json;

/// Inputs may hold any bytes, and JSON is UTF-8.
std::string printed(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::size_t count(const std::vector<Diagnostic>& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

void add_place(Json& json, const Location& location) {
  if (!location.file.empty()) json["file"] = location.file;
  if (location.line > 0) json["line"] = location.line;
  if (location.column > 0) json["column"] = location.column;
  if (!location.excerpt.empty()) json["excerpt"] = location.excerpt;
}

std::string_view sarif_level(Severity severity) {
  return severity == Severity::info ? "note" : severity_name(severity);
}

/// A path as a relative reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
std::string uri_of(std::string_view path) {
  std::string uri;
  for (char c : path) {
    const bool stays = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (stays)
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri.starts_with('/') ? "file://" + uri : uri;
}

Json sarif_location(const Location& location) {
  Json place = {{"artifactLocation", {{"uri", uri_of(location.file)}}}};
  if (location.line > 0) {
    Json region = {{"startLine", location.line}};
    if (location.column > 0) region["startColumn"] = location.column;
    if (!location.excerpt.empty()) region["snippet"] = {{"text", location.excerpt}};
    place["region"] = std::move(region);
  }
  return {{"physicalLocation", std::move(place)}};
}

Json sarif_result(const Diagnostic& finding, const std::map<std::string_view, std::size_t>& numbers) {
  Json result;
  result["ruleId"] = finding.rule;
  if (const auto number = numbers.find(finding.rule); number != numbers.end()) result["ruleIndex"] = number->second;
  result["level"] = sarif_level(finding.severity);
  result["message"] = {{"text", finding.hint.empty() ? finding.message : finding.message + "\n" + finding.hint}};
  result["locations"] = Json::array();
  if (!finding.location.file.empty()) result["locations"].push_back(sarif_location(finding.location));
  Json related = Json::array();
  for (const Note& note : finding.notes) {
    if (note.location.file.empty()) continue;
    Json other = sarif_location(note.location);
    other["message"] = {{"text", note.message}};
    related.push_back(std::move(other));
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  return result;
}

/// GitHub's escapes for the data of a command, and for its properties, which are separated by `,` and end with `:`.
std::string escaped(std::string_view text, bool is_property) {
  std::string out;
  for (char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (is_property && (c == ':' || c == ','));
    if (special)
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string to_json(const std::vector<Diagnostic>& findings) {
  Json list = Json::array();
  for (const Diagnostic& finding : findings) {
    Json entry = {{"severity", severity_name(finding.severity)}, {"rule", finding.rule}};
    add_place(entry, finding.location);
    entry["message"] = finding.message;
    if (!finding.hint.empty()) entry["hint"] = finding.hint;
    for (const Note& note : finding.notes) {
      Json other = Json::object();
      add_place(other, note.location);
      other["message"] = note.message;
      entry["notes"].push_back(std::move(other));
    }
    list.push_back(std::move(entry));
  }
  return printed({{"errors", count(findings, Severity::error)},
                  {"warnings", count(findings, Severity::warning)},
                  {"infos", count(findings, Severity::info)},
                  {"findings", std::move(list)}});
}

std::string to_sarif(const std::vector<Diagnostic>& findings, const std::string& version) {
  Json known = Json::array();
  std::map<std::string_view, std::size_t> numbers;
  for (const Rule& rule : rules()) {
    numbers.emplace(rule.name, numbers.size());
    known.push_back({{"id", rule.name},
                     {"shortDescription", {{"text", rule.describes}}},
                     {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}}});
  }
  Json results = Json::array();
  for (const Diagnostic& finding : findings) results.push_back(sarif_result(finding, numbers));
  Json run = {{"tool", {{"driver", {{"name", "Broadsheet"}, {"version", version}, {"rules", std::move(known)}}}}},
              {"columnKind", "unicodeCodePoints"},
              {"results", std::move(results)}};
  return printed({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                  {"version", "2.1.0"},
                  {"runs", Json::array({std::move(run)})}});
}

std::string to_github(const std::vector<Diagnostic>& findings) {
  constexpr std::array<std::string_view, 3> kCommands = {"notice", "warning", "error"};
  std::string out;
  for (const Diagnostic& finding : findings) {
    std::string properties;
    auto add = [&](std::string_view name, std::string_view value) {
      properties += fmt::format("{}{}={}", properties.empty() ? "" : ",", name, escaped(value, true));
    };
    if (!finding.location.file.empty()) add("file", finding.location.file);
    if (finding.location.line > 0) add("line", std::to_string(finding.location.line));
    if (finding.location.column > 0) add("col", std::to_string(finding.location.column));
    add("title", finding.rule);
    const std::string text = finding.hint.empty() ? finding.message : finding.message + "\n" + finding.hint;
    out += fmt::format("::{} {}::{}\n", kCommands[static_cast<std::size_t>(finding.severity)], properties,
                       escaped(repair_utf8(text), false));
  }
  return out;
}

std::string summary(const std::vector<Diagnostic>& findings) {
  std::string out;
  for (const auto& [severity, name] :
       {std::pair{Severity::error, "error"}, {Severity::warning, "warning"}, {Severity::info, "note"}})
    if (const std::size_t number = count(findings, severity))
      out += fmt::format("{}{} {}{}", out.empty() ? "" : ", ", number, name, number == 1 ? "" : "s");
  return out.empty() ? "no findings" : out;
}

}  // namespace broadsheet::check
