#include "content/config.h"

#include <catch2/catch.hpp>

#include "content/content_folder.h"

namespace broadsheet::content {

namespace {

struct Read {
  model::Site site;
  std::string messages;
};

Read read(const std::map<std::string, std::string>& files) {
  const ContentFolder folder(files);
  Diagnostics diagnostics;
  Read result{read_site(folder.path(), diagnostics), {}};
  for (const Diagnostic& found : diagnostics.sorted()) result.messages += format_diagnostic(found);
  return result;
}

}  // namespace

TEST_CASE("an empty folder is a site of defaults", "[content]") {
  const Read read_empty = read({});
  CHECK(read_empty.messages == "site.yaml: info: is not there, so that everything has its default [config]\n");
  CHECK(read_empty.site.title == "Digest archive");
  CHECK(read_empty.site.language == "en");
  CHECK(read_empty.site.url == "http://localhost:8000/");
  CHECK(read_empty.site.minimum_stories == 2);
  CHECK_FALSE(read_empty.site.remote_pictures);
  CHECK(read_empty.site.series.empty());
}

TEST_CASE("a site without a title is named by default", "[content]") {
  CHECK(read({{"site.yaml", "title: ' '"}}).site.title == "Digest archive");
}

TEST_CASE("site.yaml sets what it names", "[content]") {
  const Read result = read({{"site.yaml", R"(
title: A title
url: https://a.example
navigation:
  - title: About
    url: /about/
  - Plain
series:
  - name: Engineering @ Scale
    folders: tech
    prefixes: [tech, eng]
    bold: company
    sections:
      - Signal
      - heading: Deep Dives
        aliases: [Deep]
        kind: stories
ignore: ["drafts/**"]
severities: {dead-link: error}
terms: {minimum: 3}
remote_pictures: load
options: {accent: red}
)"}});
  CHECK(result.messages == "");
  CHECK(result.site.title == "A title");
  CHECK(result.site.url == "https://a.example/");
  CHECK(result.site.navigation == std::vector<model::Link>{{"About", "/about/"}, {"Plain", ""}});
  REQUIRE(result.site.series.size() == 1);
  const model::SeriesRule& series = result.site.series[0];
  CHECK(series.slug == "engineering-at-scale");
  CHECK(series.folders == std::vector<std::string>{"tech"});
  CHECK(series.prefixes == std::vector<std::string>{"tech", "eng"});
  CHECK(series.bold == model::BoldMeaning::company);
  REQUIRE(series.sections.size() == 2);
  CHECK(series.sections[0].heading == "Signal");
  CHECK_FALSE(series.sections[0].kind);
  CHECK(series.sections[1].kind == model::SectionKind::stories);
  CHECK(result.site.ignore == std::vector<std::string>{"drafts/**"});
  CHECK(result.site.severities.at("dead-link") == "error");
  CHECK(result.site.minimum_stories == 3);
  CHECK(result.site.remote_pictures);
  CHECK(*result.site.options.find("accent")->text() == "red");
}

TEST_CASE("vocabularies and source lists are read from their files", "[content]") {
  const Read result = read({{"site.yaml", "title: T"},
                            {"companies.yaml",
                             "- Etsy\n- name: AWS\n  aliases: [Amazon Web Services]\n  kind: company\n"
                             "  mention: false\n  case_sensitive: true\n"},
                            {"topics.yaml", "- name: AI agents\n  slug: agents\n"},
                            {"sources/tech.yaml", "- name: A\n  url: https://a.example/\n"},
                            {"sources/more.yml", "B: https://b.example/\n"},
                            {"sources/notes.txt", "no list"}});
  CHECK(result.messages == "");
  REQUIRE(result.site.companies.size() == 2);
  CHECK(result.site.companies[1].aliases == std::vector<std::string>{"Amazon Web Services"});
  CHECK(result.site.companies[1].mention == false);
  CHECK(result.site.companies[1].case_sensitive == true);
  CHECK(result.site.companies[1].location.line == 2);
  CHECK(result.site.topics.at(0).slug == "agents");
  CHECK(result.site.source_lists ==
        std::map<std::string, std::vector<model::Link>>{{"tech", {{"A", "https://a.example/"}}},
                                                        {"more", {{"B", "https://b.example/"}}}});
}

TEST_CASE("the findings of all configuration files are told in one run", "[content]") {
  const Read result = read({{"site.yaml",
                             "titel: T\nurl: a.example\nseries:\n  - name: X\n    bold: compny\n  - slug: Not A Slug\n "
                             " - name: X\nterms: 3\n"},
                            {"companies.yaml", "- name: A\n  kind: persn\n- kind: company\n"},
                            {"topics.yaml", "a: [\n"},
                            {"sources/x.yaml", "text\n"}});
  CHECK(result.messages == R"(companies.yaml:2:9: error: 'kind' cannot be 'persn' [config]
    kind: persn
          ^
  hint: did you mean 'person'?
companies.yaml:3:3: error: the entry has no name [config]
  - kind: company
    ^
  hint: add `name:`
site.yaml:1:8: warning: the key 'titel' is not known here [config]
  titel: T
         ^
  hint: did you mean 'title'?
site.yaml:2:6: error: 'a.example' is no absolute address [config]
  url: a.example
       ^
  hint: start it with https://
site.yaml:5:11: error: 'bold' cannot be 'compny' [config]
      bold: compny
            ^
  hint: did you mean 'company'?
site.yaml:6:11: error: 'Not A Slug' is no slug [config]
    - slug: Not A Slug
            ^
  hint: write 'not-a-slug'
site.yaml:7:5: error: the series 'x' stands here again [config]
    - name: X
      ^
  hint: give it a `slug:` of its own
site.yaml:8:8: error: must be a map of keys and values, but is a whole number [config]
  terms: 3
         ^
sources/x.yaml:1:1: error: must be a list of names and addresses [config]
  text
  ^
  hint: write entries as `- name: …` and `url: …`
topics.yaml:1:4: error: the list is not closed [yaml]
  a: [
     ^
  hint: end it with ']'
)");
}

}  // namespace broadsheet::content
