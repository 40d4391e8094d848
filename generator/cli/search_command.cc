#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/date.h"
#include "cli/commands.h"
#include "search/index.h"
#include "search/query.h"

namespace broadsheet::cli {

namespace {

struct Options {
  std::vector<std::string> words;
  std::string cache = ".broadsheet";
  std::string database;
  search::Options search;
  bool json = false;
};

nlohmann::json to_json(const search::Contribution& made) {
  return {{"terms", made.terms},   {"frequency", made.frequency},         {"weight", made.weight}, {"wdf", made.wdf},
          {"length", made.length}, {"normal_length", made.normal_length}, {"score", made.score}};
}

nlohmann::json to_json(const std::vector<search::FacetCount>& values) {
  nlohmann::json list = nlohmann::json::array();
  for (const search::FacetCount& one : values)
    list.push_back({{"value", one.value}, {"name", one.name}, {"count", one.count}});
  return list;
}

nlohmann::json to_json(const search::Result& result, bool explain) {
  nlohmann::json one = {{"title", result.title},     {"url", result.url},           {"date", iso_date(result.date)},
                        {"series", result.series},   {"issue", result.issue_title}, {"companies", result.companies},
                        {"excerpt", result.excerpt}, {"score", result.score}};
  if (!explain) return one;
  one["explanation"] = nlohmann::json::array();
  for (const search::Contribution& made : result.contributions) one["explanation"].push_back(to_json(made));
  return one;
}

nlohmann::json to_json(const search::Results& found, bool explain) {
  nlohmann::json results = nlohmann::json::array();
  for (const search::Result& result : found.results) results.push_back(to_json(result, explain));
  const search::Facets& facets = found.facets;
  nlohmann::json all = {{"total", found.total},
                        {"suggestion", found.suggestion},
                        {"results", results},
                        {"facets",
                         {{"company", to_json(facets.companies)},
                          {"topic", to_json(facets.topics)},
                          {"series", to_json(facets.series)},
                          {"year", to_json(facets.years)}}}};
  if (explain) all["meaning"] = found.meaning;
  return all;
}

void print(const search::Results& found, bool explain) {
  if (explain) fmt::print("{}\n", found.meaning);
  for (const search::Result& result : found.results) {
    fmt::print("{:8.4f}  {}  {}\n", result.score, iso_date(result.date), result.title);
    fmt::print("                      {}\n", result.url);
    if (!result.companies.empty()) fmt::print("                      {}\n", fmt::join(result.companies, ", "));
    if (!explain) continue;
    for (const search::Contribution& made : result.contributions)
      fmt::print("{:8.4f}  = {:.4f} * {} / ({:.4f} / 2 + 0.5 + {})  {}, in {} stories, {} times in a length of {}\n",
                 made.score, made.weight, made.wdf, made.normal_length, made.wdf, made.terms, made.frequency, made.wdf,
                 made.length);
  }
  if (!found.suggestion.empty()) fmt::print("Did you mean: {}\n", found.suggestion);
  fmt::print("{} of {} shown\n", found.results.size(), found.total);
}

int run(const Options& options) {
  const std::string database = options.database.empty() ? options.cache + "/search" : options.database;
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  try {
    search::Options asked = options.search;
    asked.facets = options.json;
    if (options.database.empty()) search::finish_database({database, options.cache + "/search-blocks"});
    const search::Results found = search::search(database, query, asked);
    if (options.json)
      fmt::print("{}\n", to_json(found, asked.explain).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
      print(found, asked.explain);
    return 0;
  } catch (const Error& error) {
    Diagnostics diagnostics;
    diagnostics.add(error);
    print_findings(diagnostics);
    return 1;
  }
}

}  // namespace

void add_search(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("search", "Ask the search index of the last build");
  command->add_option("words", options->words, "What to look for: words, \"phrases\", -word, company:name, year:2026 …")
      ->required();
  command->add_option("--cache", options->cache, "The --cache of the build")->capture_default_str();
  command->add_option("--database", options->database, "The database itself, instead");
  command->add_option("-n,--limit", options->search.limit, "Most results to show")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  command->add_option("--offset", options->search.offset, "Results to pass over")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  command->add_flag("--all-words", options->search.all_words, "Every word must occur");
  command->add_flag("--by-date", options->search.by_date, "Newest first");
  command->add_flag("--json", options->json,
                    "Print the results as JSON, with counts of companies, topics, series, years");
  command->add_flag("--explain", options->search.explain,
                    "Say how the query was understood, and how scores come about");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace broadsheet::cli
