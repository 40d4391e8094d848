// What the default theme's templates promise besides their looks.
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "base/files.h"
#include "render/page.h"
#include "template/environment.h"

namespace broadsheet {

namespace {

const std::string kTemplates = BROADSHEET_SOURCE_DIR "/themes/broadsheet/templates";

std::map<std::string, std::string> templates() {
  std::map<std::string, std::string> texts;
  std::vector<FolderProblem> problems;
  for (const FoundFile& file : list_files(kTemplates, problems)) texts[file.relative] = read_file(file.path);
  REQUIRE(problems.empty());
  REQUIRE(texts.size() > 20);
  return texts;
}

std::set<std::string> matches(const std::string& text, const std::string& pattern) {
  std::set<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

}  // namespace

TEST_CASE("nothing in the templates needs a looser content security policy", "[theme]") {
  for (const auto& [name, text] : templates()) {
    INFO(name);
    CHECK(matches(text, "(\\sstyle=|<style|\\son[a-z]+=|javascript:)").empty());
    const auto scripts = matches(text, "(<script[^>]*)");
    CHECK(scripts.size() == (name == "search.html" || name == "partials/head.html" ? 1 : 0));
    for (const std::string& script : scripts) CHECK(script.find(" src=") != std::string::npos);
  }
}

TEST_CASE("the templates load nothing from other hosts", "[theme]") {
  for (const auto& [name, text] : templates()) {
    INFO(name);
    CHECK(matches(text, "((?:src|href|action)=\"(?:https?:)?//)").empty());
  }
}

TEST_CASE("every word of the theme stands in words.html, and is used", "[theme]") {
  const auto texts = templates();
  const auto defined = matches(texts.at("words.html"), "\\{% (?:set|macro) ([a-z_]+)");
  std::set<std::string> used = matches(texts.at("words.html"), "\\b(number|stories)\\(n\\)");
  for (const auto& [name, text] : texts) used.merge(matches(text, "words\\.(?!html)([a-z_]+)"));
  CHECK(used == defined);
}

TEST_CASE("what stands on every page counts nothing, so that a new issue leaves old pages alone", "[theme]") {
  const auto texts = templates();
  for (const char* name : {"base.html", "partials/head.html", "partials/footer.html", "partials/story.html"}) {
    INFO(name);
    CHECK(matches(texts.at(name), "(counts|_count|latest|site\\.years)").empty());
  }
  const std::string& masthead = texts.at("partials/masthead.html");
  const std::size_t home = masthead.find("{% if page.kind == 'home' %}");
  const std::size_t others = masthead.find("{% else %}", home);
  REQUIRE(others != std::string::npos);
  CHECK(matches(masthead.substr(others), "(counts|_count|latest|site\\.years|lead)").empty());
}

TEST_CASE("every template of the theme is sound, and finds the ones that it names", "[theme]") {
  const auto texts = templates();
  tmpl::Environment environment([&](std::string_view name) -> std::optional<tmpl::Source> {
    const auto found = texts.find(std::string(name));
    if (found == texts.end()) return std::nullopt;
    return tmpl::Source{found->first, found->second};
  });
  for (const char* name : {"asset", "address"})
    environment.add_function(name, [](tmpl::Arguments) { return tmpl::Value(""); });
  environment.add_filter("absolute", [](const tmpl::Value& input, tmpl::Arguments) { return input; });
  std::set<std::string> reached;
  for (int kind = 0; kind <= static_cast<int>(render::PageKind::redirect); ++kind) {
    const std::string page = std::string(render::kind_name(static_cast<render::PageKind>(kind))) + ".html";
    reached.insert(page);
    for (const std::string& name : tmpl::dependencies(environment, environment.get(page))) reached.insert(name);
  }
  std::set<std::string> all;
  for (const auto& [name, text] : texts) all.insert(name);
  CHECK(reached == all);
}

}  // namespace broadsheet
