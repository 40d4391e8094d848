#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "build.h"
#include "cli/run.h"

namespace broadsheet {

namespace {

constexpr const char* kSite = BROADSHEET_SOURCE_DIR "/tests/sites/two-series/content";

Ran vars(const Scratch& scratch, std::vector<std::string> more) {
  std::vector<std::string> arguments{"theme", "vars", "--content", kSite, "--themes", kThemes};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_command(arguments, scratch.path());
}

Ran render(const Scratch& scratch, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"theme", "render", scratch.path("templates/a.html"), "--data",
                                     scratch.path("data.json")};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_command(arguments, scratch.path());
}

}  // namespace

TEST_CASE("theme vars tells what the template of a page sees", "[theme][cli]") {
  const Scratch scratch;
  const Ran ran = vars(scratch, {"/weeks/2026-W13/", "--depth", "1"});
  CHECK(ran.err == "");
  CHECK(ran.code == 0);
  CHECK(ran.out.starts_with("week.html shows /weeks/2026-W13/\n\nsite: site\n  title: \""));
  CHECK(ran.out.find(
            "\nweek: week\n  name: \"2026-W13\"\n  year: 2026\n  number: 13\n  url: \"/below/weeks/2026-W13/\"\n") !=
        std::string::npos);
  CHECK(ran.out.find("\ngroups: list of 2 series_issues\n") != std::string::npos);
  CHECK(ran.out.find("first: date") == std::string::npos);  // deeper than wanted
}

TEST_CASE("theme vars takes an address as people write it", "[theme][cli]") {
  const Scratch scratch;
  const std::string whole = vars(scratch, {"/weeks/2026-W13/", "--base-url", "https://x.example/d/"}).out;
  for (const char* address : {"weeks/2026-W13", "/weeks/2026-W13", "https://x.example/d/weeks/2026-W13/"}) {
    INFO(address);
    CHECK(vars(scratch, {address, "--base-url", "https://x.example/d/"}).out == whole);
  }
  const Ran ran = vars(scratch, {"/weeks/2026-W31/"});
  CHECK(ran.code == 1);
  CHECK(ran.err == "error: the site has no page /weeks/2026-W31/ [address]\n  hint: did you mean /weeks/2026-W13/?\n");
}

TEST_CASE("theme vars shows what shortcodes make, as templates see it", "[theme][cli]") {
  const Scratch scratch;
  const Ran ran = run_command({"theme", "vars", "/about/", "--content",
                               BROADSHEET_SOURCE_DIR "/tests/sites/shortcodes/content", "--themes", kThemes, "--json"},
                              scratch.path());
  CHECK(ran.code == 0);
  const std::string html = nlohmann::json::parse(ran.out)["content"]["__html__"];
  CHECK(html.find("<shortcode") == std::string::npos);
  const std::string page = read_file(BROADSHEET_SOURCE_DIR "/tests/sites/shortcodes/expected/about/index.html");
  CHECK(page.find(html) != std::string::npos);
}

TEST_CASE("theme render makes of theme vars' JSON the page that a build makes", "[theme][cli]") {
  const Scratch scratch;
  Diagnostics diagnostics;
  BuildOptions options;
  options.content = kSite;
  options.themes = kThemes;
  options.out = scratch.path("site");
  options.cache = scratch.path("cache");
  options.search = false;
  build(options, diagnostics);
  for (const auto& [address, name] : {std::pair{"/weeks/2026-W13/", "week"}, {"/archive/2026/", "year"}}) {
    INFO(address);
    scratch.write("data.json", vars(scratch, {address, "--json", "--depth", "5", "--items", "99"}).out);
    // Search is off in the one and on in the other; the plain theme's pages do not show it.
    const Ran ran = run_command({"theme", "render", std::string(kThemes) + "/plain/templates/" + name + ".html",
                                 "--data", scratch.path("data.json")},
                                scratch.path());
    CHECK(ran.err == "");
    std::string built = scratch.read("site" + std::string(address) + "index.html");
    const std::size_t hash = built.find("/assets/style.") + 14;
    REQUIRE(hash < built.size());
    built.erase(hash, 17);  // the hash and a dot
    CHECK(ran.out == built);
  }
}

TEST_CASE("theme render reads neighbours, themes and HTML, and escapes the rest", "[theme][cli]") {
  const Scratch scratch;
  scratch.write("templates/a.html",
                "{% include 'parts/b.html' %}{{ html }}{{ text }}{{ asset('x.css') }}{{ address('/y/') }}\n");
  scratch.write("templates/parts/b.html", "{{ n }};");
  scratch.write("data.json", R"({"n": [1, 2.5, null, true], "html": {"__html__": "<b>"}, "text": "<b>"})");
  CHECK(render(scratch).out == "[1, 2.5, None, True];<b>&lt;b&gt;/assets/x.css/y/\n");
  scratch.write("templates/a.html", "{% include '404.html' %}");
  CHECK(render(scratch).err.find("there is no template '404.html'") != std::string::npos);
  CHECK(render(scratch, {"--themes", kThemes, "--theme", "nowhere"}).err.find("there is no theme 'nowhere'") !=
        std::string::npos);
}

TEST_CASE("theme render places what is wrong", "[theme][cli]") {
  const Scratch scratch;
  scratch.write("templates/a.html", "{{ titel }}");
  scratch.write("data.json", R"({"title": "x"})");
  const Ran ran = render(scratch);
  CHECK(ran.code == 1);
  CHECK(ran.err ==
        "~/templates/a.html:1:4: error: 'titel' is undefined [template]\n  {{ titel }}\n     ^\n  hint: did you mean "
        "'title'?\n");
  scratch.write("data.json", "{\"title\":\n  \"x\",,}");
  CHECK(render(scratch).err == "~/data.json:2:7: error: is no JSON from here on [json]\n    \"x\",,}\n        ^\n");
  scratch.write("data.json", "[1]");
  CHECK(render(scratch).err.starts_with("~/data.json:1:1: error: is no object [json]\n"));
  scratch.write("data.json", "{\"a\":");
  CHECK(render(scratch).err.starts_with("~/data.json:1:6: error: ends too early [json]\n"));
  CHECK(run_command({"theme", "render", scratch.path("none.html"), "--data", scratch.path("data.json")}, scratch.path())
            .code == 1);
}

}  // namespace broadsheet
