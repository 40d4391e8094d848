#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/date.h"
#include "cli/commands.h"
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

nlohmann::json to_json(const search::Results& found) {
  nlohmann::json results = nlohmann::json::array();
  for (const search::Result& result : found.results)
    results.push_back({{"title", result.title},
                       {"url", result.url},
                       {"date", iso_date(result.date)},
                       {"series", result.series},
                       {"issue", result.issue_title},
                       {"companies", result.companies},
                       {"excerpt", result.excerpt},
                       {"score", result.score}});
  return {{"total", found.total}, {"suggestion", found.suggestion}, {"results", results}};
}

void print(const search::Results& found) {
  for (const search::Result& result : found.results) {
    fmt::print("{:8.4f}  {}  {}\n", result.score, iso_date(result.date), result.title);
    fmt::print("                      {}\n", result.url);
    if (!result.companies.empty()) fmt::print("                      {}\n", fmt::join(result.companies, ", "));
  }
  if (!found.suggestion.empty()) fmt::print("Did you mean: {}\n", found.suggestion);
  fmt::print("{} of {} shown\n", found.results.size(), found.total);
}

int run(const Options& options) {
  const std::string database = options.database.empty() ? options.cache + "/search" : options.database;
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  try {
    const search::Results found = search::search(database, query, options.search);
    if (options.json)
      fmt::print("{}\n", to_json(found).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
      print(found);
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
  command->add_option("-n,--limit", options->search.limit, "Most results to show")->capture_default_str();
  command->add_option("--offset", options->search.offset, "Results to pass over")->capture_default_str();
  command->add_flag("--all-words", options->search.all_words, "Every word must occur");
  command->add_flag("--by-date", options->search.by_date, "Newest first");
  command->add_flag("--json", options->json, "Print the results as JSON");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace broadsheet::cli
