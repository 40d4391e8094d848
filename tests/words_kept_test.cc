// Every form of an issue, built with the default theme: no word of any file may be missing on its page.
#include "words_kept.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/files.h"
#include "build.h"
#include "scratch.h"

namespace broadsheet {

namespace {

const std::string kForms = BROADSHEET_SOURCE_DIR "/tests/content/forms";

/// Builds below `scratch`, whose cache serves all sites with what they have in common.
bool build_into(const std::string& content, const Scratch& scratch) {
  BuildOptions options;
  options.content = content;
  options.themes = BROADSHEET_SOURCE_DIR "/themes";
  options.out = scratch.path("site");
  options.cache = scratch.path("cache");
  options.search = false;
  Diagnostics diagnostics;
  return build(options, diagnostics).published;
}

std::string shown(const KeptWords& kept) {
  std::string out;
  for (const LostWords& lost : kept.lost) {
    out += lost.path + ":";
    for (const std::string& word : lost.words) out += " " + word;
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("no word of any form is missing on the page of the built site", "[words][sites]") {
  std::vector<FolderProblem> problems;
  std::set<std::string> folders;
  for (const FoundFile& file : list_files(kForms, problems))
    folders.insert(file.relative.substr(0, file.relative.find('/')));
  std::size_t built = 0, words = 0;
  const Scratch scratch;
  for (const std::string& name : folders) {
    INFO("tests/content/forms/" << name);
    if (!build_into(kForms + "/" + name, scratch)) continue;  // those with errors
    ++built;
    const KeptWords kept = compare_words(kForms + "/" + name, scratch.path("site"));
    CHECK(shown(kept) == "");
    CHECK(kept.files > 0);
    words += kept.words;
  }
  CHECK(built > 35);
  CHECK(words > 2'000);
}

TEST_CASE("a word that is missing on a page is found, and so is a missing page", "[words][sites]") {
  const Scratch scratch;
  scratch.write("content/issues/tech-2026-03-24.md", "# Notes — 2026-03-24\n\nCaches fail, and fail again. 缓存\n");
  scratch.write("content/pages/about.md", "# About\n\nUs.\n");
  REQUIRE(build_into(scratch.path("content"), scratch));
  CHECK(shown(compare_words(scratch.path("content"), scratch.path("site"))) == "");
  std::string page = scratch.read("site/tech/2026-03-24/index.html");
  for (const std::string word : {"again", "存"})
    for (std::size_t at; (at = page.find(word)) != std::string::npos;) page.erase(at, word.size());
  scratch.write("site/tech/2026-03-24/index.html", page);
  boost::filesystem::remove_all(scratch.path("site/about"));
  CHECK(shown(compare_words(scratch.path("content"), scratch.path("site"))) ==
        "issues/tech-2026-03-24.md: again 存\npages/about.md: About Us\n");
}

TEST_CASE("words are those of Markdown, not of comments, scripts and alternative texts", "[words]") {
  CHECK(words_of_markdown("# A *B*\nc<!-- d -->e<br>f ![g](h)\n\n`i` & j") ==
        std::vector<std::string>{"A", "B", "c", "e", "f", "i", "j"});
  CHECK(
      words_of_page("<html><head><title>x</title></head><body>A<em>B</em><script>var c;</script><p>d &amp; 缓存</p>") ==
      std::vector<std::string>{"AB", "d", "缓", "存"});
}

}  // namespace broadsheet
