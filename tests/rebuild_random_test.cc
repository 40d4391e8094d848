// Random sequences of edits: after each, the site is byte for byte that of a clean build.
#include <fmt/format.h>
#include <boost/filesystem.hpp>
#include <catch2/catch.hpp>

#include <random>

#include "base/files.h"
#include "base/text.h"
#include "build.h"
#include "scratch.h"

namespace broadsheet {

namespace {

namespace fs = boost::filesystem;

/// An archive under the hands of authors, owners and designers.
class Editors {
 public:
  Editors(const Scratch& scratch, unsigned seed) : scratch_(scratch), random_(seed) {
    scratch.copy(BROADSHEET_SOURCE_DIR "/content", "content");
    scratch.copy(BROADSHEET_SOURCE_DIR "/themes", "themes");
    set_picture();
  }

  /// Does one thing, and says what.
  std::string edit() {
    switch (below(14)) {
      case 0:
      case 1:
      case 2:
        return change_issue();
      case 3:
      case 4:
        return add_issue();
      case 5:
        return rename_issue();
      case 6:
        return move_issue();
      case 7:
        return delete_issue();
      case 8:
        return change_vocabulary("companies");
      case 9:
        return change_vocabulary("topics");
      case 10:
        return change_theme();
      case 11:
        return change_configuration();
      case 12:
        return change_page();
      default:
        return set_picture();
    }
  }

  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

 private:
  std::string some_name() {
    static const char* const names[] = {"Netflix",  "Cloudflare", "Acme", "Étoile",
                                        "株式会社", "Zeta Labs",  "Rust", "SQLite"};
    return names[below(std::size(names))];
  }

  std::string some_day() { return fmt::format("2026-{:02}-{:02}", 3 + below(4), 1 + below(28)); }

  std::string some_issue() {
    std::vector<FolderProblem> problems;
    const auto files = list_files(scratch_.path("content/issues"), problems);
    return "content/issues/" + files[below(files.size())].relative;
  }

  std::string story() {
    return fmt::format(
        "\n**[{} and number {}]** · {} · [Source](https://example.com/{})\nWhat {} says of isolates, sandboxes and "
        "Kafka "
        "clusters, {} times.\n",
        some_name(), below(9), some_name(), below(1000), some_name(), below(100));
  }

  std::string change_issue() {
    const std::string file = some_issue();
    std::string text = scratch_.read(file);
    switch (below(4)) {
      case 0:
        text += story();
        break;
      case 1:
        text += "\nA closing word on " + some_name() + ".\n";
        break;
      case 2:
        text += "\n![A picture](/picture.svg)\n";
        break;
      default:
        if (const std::size_t at = text.find("\n\n", text.size() / 3); at != std::string::npos) text.erase(at, 40);
    }
    scratch_.write(file, text);
    return "change " + file;
  }

  std::string add_issue() {
    const std::string day = some_day(), file = fmt::format("content/issues/tech/tech-{}.md", day);
    std::string text = fmt::format("# Engineering @ Scale — {}\n\n## Deep Dives\n", day);
    for (std::size_t count = 1 + below(4); count > 0; --count) text += story();
    scratch_.write(file, text);
    return "add " + file;
  }

  std::string rename_issue() {
    const std::string from = some_issue();
    const std::string to = fmt::format("content/issues/tech/tech-{}.md", some_day());
    if (!fs::exists(scratch_.path(to))) fs::rename(scratch_.path(from), scratch_.path(to));
    return "rename " + from + " " + to;
  }

  std::string move_issue() {
    const std::string from = some_issue();
    const std::string to = fmt::format("content/issues/{}/{}", below(2), fs::path(from).filename().string());
    fs::create_directories(fs::path(scratch_.path(to)).parent_path());
    if (!fs::exists(scratch_.path(to))) fs::rename(scratch_.path(from), scratch_.path(to));
    return "move " + from + " " + to;
  }

  std::string delete_issue() {
    const std::string file = some_issue();
    std::vector<FolderProblem> problems;
    if (list_files(scratch_.path("content/issues"), problems).size() > 3) fs::remove(scratch_.path(file));
    return "delete " + file;
  }

  std::string change_vocabulary(const std::string& name) {
    const std::string file = "content/" + name + ".yaml";
    std::string text = scratch_.read(file);
    const std::string entry = fmt::format("\n- name: {} {}\n", some_name(), below(50));
    switch (below(3)) {
      case 0:
        text += entry;
        break;
      case 1:
        text += entry + "  aliases: [" + some_name() + std::to_string(below(50)) + "]\n";
        break;
      default:
        if (const std::size_t at = text.rfind("\n- name: "); at != std::string::npos) text.resize(at + 1);
    }
    scratch_.write(file, text);
    return "change " + file;
  }

  std::string change_theme() {
    static const char* const files[] = {"templates/issue.html", "templates/base.html", "templates/company.html",
                                        "assets/style.css"};
    const std::string file = std::string("themes/broadsheet/") + files[below(std::size(files))];
    scratch_.write(file, scratch_.read(file) + (file.ends_with("css") ? fmt::format("\np{{margin:{}px}}\n", below(9))
                                                                      : fmt::format("<!-- {} -->\n", below(9))));
    return "change " + file;
  }

  std::string change_configuration() {
    std::string text = scratch_.read("content/site.yaml");
    const std::size_t at = text.find("\ntitle: "), end = text.find('\n', at + 1);
    text.replace(at, end - at, fmt::format("\ntitle: Broadsheet {}", below(3)));
    if (below(2) == 0) text += fmt::format("\n# {}\n", below(100));
    scratch_.write("content/site.yaml", text);
    return "change site.yaml";
  }

  std::string change_page() {
    scratch_.write("content/pages/about.md", fmt::format("# About\n\nNumber {}.\n", below(9)));
    return "change about.md";
  }

  std::string set_picture() {
    scratch_.write(
        "content/static/picture.svg",
        fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"20\"/>", 10 + below(5)));
    return "change picture.svg";
  }

  const Scratch& scratch_;
  std::mt19937 random_;
};

/// Builds into `out`; with the cache, or clean. Gives the errors why nothing was published; else nothing.
std::string build_into(const Scratch& scratch, const std::string& out, bool use_cache, std::size_t jobs) {
  BuildOptions options;
  options.content = scratch.path("content");
  options.themes = scratch.path("themes");
  options.out = scratch.path(out);
  options.cache = scratch.path(out + "-cache");
  options.use_cache = use_cache;
  options.jobs = jobs;
  Diagnostics diagnostics;
  if (build(options, diagnostics).published) return {};
  std::string errors;
  for (const Diagnostic& finding : diagnostics.sorted())
    if (finding.severity == Severity::error) errors += finding.message + "\n";
  return errors.empty() ? "no error" : errors;
}

/// The files that differ, for a message that can be read.
std::vector<std::string> differences(const std::map<std::string, std::string>& a,
                                     const std::map<std::string, std::string>& b) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : a)
    if (const auto other = b.find(name); other == b.end() || other->second != bytes) names.push_back(name);
  for (const auto& [name, bytes] : b)
    if (!a.contains(name)) names.push_back(name);
  return names;
}

void run_sequence(unsigned seed) {
  const Scratch scratch;
  Editors editors(scratch, seed);
  std::map<std::string, std::string> published;
  std::string done;
  for (int step = 0; step < 5; ++step) {
    if (step > 0)
      for (std::size_t count = 1 + editors.below(3); count > 0; --count) done += "\n" + editors.edit();
    INFO("seed " << seed << ", step " << step << done);
    const std::string clean = build_into(scratch, "clean", false, 1 + editors.below(8));
    const std::string incremental = build_into(scratch, "site", true, 1 + editors.below(8));
    INFO("clean: " << clean << "\nincremental: " << incremental);
    CHECK(incremental.empty() == clean.empty());
    if (clean.empty()) published = scratch.tree("clean");
    REQUIRE(differences(scratch.tree("site"), published) == std::vector<std::string>());
  }
}

}  // namespace

// Forty builds take a quarter of a minute; under the sanitizers, where each takes seconds, one sequence must do.
#ifdef BROADSHEET_SANITIZED
constexpr unsigned kSequences = 1;
#else
constexpr unsigned kSequences = 4;
#endif

TEST_CASE("after random edits the site is that of a clean build", "[rebuild]") {
  for (unsigned seed = 1; seed <= kSequences; ++seed) run_sequence(seed);
}

// build/tests/broadsheet_tests "[long]"
TEST_CASE("after five hundred random sequences of edits, too", "[.][long]") {
  for (unsigned seed = 1000; seed < 1500; ++seed) run_sequence(seed);
}

}  // namespace broadsheet
