// Holds the tables of themes/README.md to what the program really gives to templates.
#include <catch2/catch.hpp>
#include <sstream>

#include "base/files.h"
#include "base/text.h"
#include "content/theme_reader.h"
#include "render/page.h"
#include "render/shortcodes.h"

namespace broadsheet::render {

namespace {

/// "name | type" of every row, under the record's heading, in order.
using Tables = std::map<std::string, std::vector<std::string>>;

Tables documented() {
  Tables tables;
  std::string record;
  std::istringstream lines(read_file(BROADSHEET_SOURCE_DIR "/themes/README.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) record.clear();
    if (line.starts_with("### `")) record = line.substr(5, line.find('`', 5) - 5);
    if (record.empty() || !line.starts_with("| `")) continue;
    const auto cells = split(line, '|');
    REQUIRE(cells.size() >= 4);
    tables[record].push_back(std::string(trim(cells[1])) + " | " + std::string(trim(cells[2])));
  }
  return tables;
}

template <class... Views>
Tables offered() {
  Tables tables;
  auto add = [&](const tmpl::RecordType& type) {
    for (const tmpl::Field& field : type.fields)
      tables[std::string(type.name)].push_back("`" + std::string(field.name) + "` | " + std::string(field.type));
  };
  (add(record_type(static_cast<const Views*>(nullptr))), ...);
  return tables;
}

}  // namespace

TEST_CASE("the theme manual lists every record with its fields and their types", "[theme]") {
  const Tables expected =
      offered<SiteView, CountsView, PageView, LinkView, CreditView, DateView, SeriesView, IssueView, SourceListView,
              SectionView, BlockView, StoryView, TitleView, BylineView, TermView, CountView, WeekView, YearView,
              MonthView, DayView, YearIssuesView, SeriesIssuesView, YearStoriesView, LetterView, RelatedView,
              ThreadView, YearThreadsView, MonthCountView, ChangeView, ChangesView, MonthTrendsView, HeatRowView>();
  const Tables tables = documented();
  for (const auto& [record, rows] : expected) {
    INFO(record);
    REQUIRE(tables.contains(record));
    CHECK(tables.at(record) == rows);
  }
  CHECK(tables.size() == expected.size());
}

TEST_CASE("the theme manual lists what a shortcode's template sees", "[theme]") {
  const std::string manual = read_file(BROADSHEET_SOURCE_DIR "/themes/README.md");
  const std::size_t start = manual.find("\n## Shortcodes\n");
  REQUIRE(start != std::string::npos);
  std::string expected, listed;
  for (const auto& [name, type] : kShortcodeVariables)
    expected += "| `" + std::string(name) + "` | " + std::string(type) + "\n";
  std::istringstream lines(manual.substr(start, manual.find("\n## ", start + 1) - start));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("| `")) listed += line.substr(0, line.find(" |", line.find(" | ") + 3)) + "\n";
  CHECK(listed == expected);
}

TEST_CASE("the theme manual names every module of the search client, and what those for themes export", "[theme]") {
  const std::string manual = read_file(BROADSHEET_SOURCE_DIR "/themes/README.md");
  const std::string folder = BROADSHEET_SOURCE_DIR "/themes/broadsheet/assets/search";
  std::vector<FolderProblem> problems;
  const std::vector<FoundFile> modules = list_files(folder, problems);
  CHECK(modules.size() > 10);
  for (const FoundFile& module : modules) {
    INFO(module.relative);
    CHECK((module.relative.starts_with("stem-") || manual.find("`" + module.relative + "`") != std::string::npos));
  }
  std::vector<std::string> exported;
  for (const std::string name : {"/search.js", "/marks.js", "/story-text.js"}) {
    std::istringstream words(read_file(folder + name));
    for (std::string word; words >> word;) {
      if (word != "export") continue;
      while (words >> word && (word == "async" || word == "function" || word == "const" || word == "class")) continue;
      exported.push_back(word.substr(0, word.find('(')));
    }
  }
  CHECK(exported.size() > 4);
  for (const std::string& name : exported) {
    INFO(name);
    CHECK((manual.find("`" + name + "`") != std::string::npos || manual.find("`" + name + "(") != std::string::npos));
  }
}

TEST_CASE("the theme manual names a template for every kind of page", "[theme]") {
  const std::string manual = read_file(BROADSHEET_SOURCE_DIR "/themes/README.md");
  for (int kind = 0; kind <= static_cast<int>(PageKind::redirect); ++kind) {
    const std::string name = std::string(kind_name(static_cast<PageKind>(kind))) + ".html";
    INFO(name);
    CHECK(manual.find("`" + name + "`") != std::string::npos);
    CHECK(file_exists(BROADSHEET_SOURCE_DIR "/themes/broadsheet/templates/" + name));
  }
}

TEST_CASE("the theme manual lists the default theme's options with their defaults", "[theme]") {
  Diagnostics diagnostics;
  const model::Theme theme = content::read_theme(BROADSHEET_SOURCE_DIR "/themes", "broadsheet", diagnostics);
  CHECK(theme.name == "broadsheet");
  const std::string manual = read_file(BROADSHEET_SOURCE_DIR "/themes/README.md");
  REQUIRE(theme.options.map());
  for (const auto& [name, value] : *theme.options.map()) {
    std::string text = "?";
    if (const auto* flag = std::get_if<bool>(&value.value)) text = *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value.value)) text = std::to_string(*number);
    INFO(name);
    CHECK(manual.find("| `" + name + "` | " + text + " |") != std::string::npos);
  }
}

}  // namespace broadsheet::render
