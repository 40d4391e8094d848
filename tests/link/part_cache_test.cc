#include "link/part_cache.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <span>

#include "base/files.h"
#include "link/link.h"
#include "scratch.h"

namespace broadsheet::link {

namespace {

/// Forty issues, in which every company names the one before and every third one a topic; `edited` changes a story.
std::vector<model::Issue> made_issues(bool edited) {
  std::vector<model::Issue> issues;
  for (int number = 0; number < 40; ++number) {
    model::Issue issue;
    issue.series = "tech";
    issue.path = "tech/" + std::to_string(number) + ".md";
    issue.first = issue.last = add_days(parse_iso_date("2026-01-05").value(), number);
    issue.sections.emplace_back();
    model::Story story;
    story.title = "Isolates for agents, part " + std::to_string(number);
    story.body_html = "<p>Company" + std::to_string(number - 1) + " and Acme " +
                      (number % 3 == 0 ? "start V8 isolates in a sandbox" : "sell memory that lasts") + "</p>";
    if (edited && number == 20) story.body_html += "<p>Globex likes V8 isolates.</p>";
    story.body_text = story.body_html;
    story.byline.push_back({"", "Company" + std::to_string(number)});
    if (edited && number == 30) story.byline.push_back({"", "Another"});
    issue.sections[0].blocks.push_back({model::Block::Kind::prose, "<p>Acme again.</p>", "", "", 0, 0});
    issue.stories.push_back(std::move(story));
    issues.push_back(std::move(issue));
  }
  return issues;
}

model::Site made_site(bool more) {
  model::Site site;
  site.series.resize(1);
  site.series[0].slug = "tech";
  site.minimum_stories = 1;
  site.companies.push_back({"Globex", "", {}, "", "company", "", {}, {}, {}});
  site.companies.push_back({"Zenith", "", {"Acme"}, "", "company", "", {}, {}, {}});
  if (more) site.companies.push_back({"Again", "", {}, "", "company", "", {}, {}, {}});
  site.topics.push_back({"V8 isolates", "", {}, "", "", "", {}, {}, {}});
  return site;
}

/// All that linking found in texts, by name.
std::string found(const model::Archive& archive) {
  std::string out;
  const auto add = [&](const char* what, std::span<const std::uint32_t> terms, const std::vector<model::Term>& all) {
    out += what;
    for (std::uint32_t term : terms) out += " " + all[term].name;
  };
  for (const model::IssueLinks& links : archive.links) {
    add("topics", links.topics, archive.topics);
    for (const model::BlockMentions& block : links.mentions)
      for (const model::ProseMention& mention : block.mentions)
        out += " prose " + std::to_string(mention.begin) + archive.companies[mention.company].name;
    for (const model::StoryLinks& story : links.stories) {
      add(" story", story.topics, archive.topics);
      out += " main " + std::to_string(story.main_topics);
      add(" mentioned", story.mentioned, archive.companies);
      for (const model::ProseMention& mention : story.mentions)
        out += " " + std::to_string(mention.begin) + "-" + std::to_string(mention.end) +
               archive.companies[mention.company].name;
      for (const model::StoryRef other : story.also_told) out += " also told " + std::to_string(other.issue);
      for (const model::RelatedStory& related : story.related) {
        out += " related " + std::to_string(related.story.issue) + " " + std::to_string(related.story.story) + " " +
               std::to_string(related.days);
        for (const std::string_view word : related.words) out.append(" ").append(word);
      }
    }
    out += "\n";
  }
  return out;
}

std::string linked(std::vector<model::Issue> issues, const std::string& folder) {
  Diagnostics diagnostics;
  return found(link_archive(made_site(false), std::move(issues), {}, diagnostics, {folder, "p", nullptr}));
}

std::string linked(bool edited, bool more, const std::string& folder, const std::string& program = "p") {
  Diagnostics diagnostics;
  return found(link_archive(made_site(more), made_issues(edited), {}, diagnostics, {folder, program, nullptr}));
}

}  // namespace

TEST_CASE("what was found in texts is found again", "[link]") {
  const Scratch scratch;
  const std::string folder = scratch.path("texts");
  const std::string first = linked(false, false, "");
  CHECK(first.find("V8 isolates") != std::string::npos);
  CHECK(first.find("Zenith") != std::string::npos);
  CHECK(linked(false, false, folder) == first);
  CHECK(linked(false, false, folder) == first);
}

TEST_CASE("an edit, other names and another program see no old findings", "[link]") {
  const Scratch scratch;
  const std::string folder = scratch.path("texts");
  const std::string first = linked(false, false, folder);
  const std::string edited = linked(true, false, folder);
  CHECK(edited != first);
  CHECK(edited == linked(true, false, ""));
  CHECK(linked(true, true, folder) == linked(true, true, ""));
  CHECK(linked(false, false, folder) == first);
  CHECK(linked(false, false, folder, "another") == first);
}

TEST_CASE("stories are related as ever where others come, go, move and are told twice", "[link]") {
  const Scratch scratch;
  const std::string folder = scratch.path("texts");
  std::vector<model::Issue> issues = made_issues(false);
  for (std::size_t at = 0; at < issues.size(); ++at) {  // each has to do with those beside it
    const std::string three = std::to_string(at / 3), two = std::to_string(at / 2);
    model::Story& story = issues[at].stories[0];
    story.title = "Sandbox" + three + " meets isolate" + two;
    story.body_text = "Lattice" + three + " keys, quorum" + three + " votes and merkle" + two + " trees.";
    story.body_html = "<p>" + story.body_text.str() + "</p>";
    story.byline.push_back({"", "Group" + three});
  }
  const auto is_as_ever = [&] {
    const std::string now = linked(issues, folder);
    CHECK(now == linked(issues, ""));
    CHECK(now == linked(issues, folder));  // what was read is kept by now
    CHECK(now == linked(issues, folder));  // and here all else
    return now;
  };
  const std::string first = is_as_ever();
  CHECK(first.find(" related ") != std::string::npos);
  model::Issue twin = issues[12];
  twin.path = "tech/twin.md";
  issues.insert(issues.begin() + 30, twin);
  const std::string with_twin = is_as_ever();
  CHECK(with_twin != first);
  issues[30].first = issues[30].last = add_days(issues[3].last, 0);  // now it comes before
  CHECK(is_as_ever() != with_twin);
  issues[30].path = "tech/1.twin.md";  // and among those of its day
  is_as_ever();
  issues[20].stories[0].title = "Nothing of the kind";
  is_as_ever();
  issues[20].stories[0].sources.push_back({"a source", "https://example.com/a", ""});
  issues[21].stories[0].sources.push_back({"the same", "https://example.com/a", ""});
  is_as_ever();
  issues.erase(issues.begin() + 5, issues.begin() + 9);
  is_as_ever();
  issues.erase(issues.begin() + 1, issues.end() - 1);
  is_as_ever();
}

TEST_CASE("a damaged file of the cache is as good as none, and one that nobody needs goes", "[link]") {
  const Scratch scratch;
  const std::string folder = scratch.path("texts");
  TextStore store;
  TextStore::Filler filler(store);
  const auto stored = [&] {
    PartCache cache(folder, "p");
    return cache.find(7, filler);
  };
  {
    PartCache cache(folder, "p");
    cache.add(7, "seven");
    cache.add(8, "eight");
  }
  CHECK(stored() == "seven");
  CHECK_FALSE(PartCache(folder, "another").find(7, filler));
  PartCache needs_one(folder, "p");
  CHECK(needs_one.find(8, filler) == "eight");
  needs_one.tidy();
  CHECK_FALSE(stored());
  needs_one.add(7, "seven");
  std::vector<FolderProblem> problems;
  for (const FoundFile& file : list_files(folder, problems)) {
    std::string bytes = read_file(folder + "/" + file.relative);
    bytes[0] ^= 1;
    replace_file(folder + "/" + file.relative, bytes);
  }
  CHECK_FALSE(stored());
}

TEST_CASE("a new issue changes one part", "[link]") {
  std::vector<model::Issue> issues;
  for (int number = 0; number < 2000; ++number) issues.emplace_back().path = std::to_string(number);
  const auto ends = [&] {
    std::vector<std::string> paths;
    for (const Part& part : parts_of(issues)) paths.push_back(issues[part.end - 1].path);
    return paths;
  };
  const std::vector<std::string> before = ends();
  CHECK(before.size() > 20);
  CHECK(before.back() == "1999");
  model::Issue added;
  added.path = "new";
  issues.insert(issues.begin() + 1000, added);
  const std::vector<std::string> after = ends();
  std::vector<std::string> changed;
  std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(changed));
  CHECK(changed.size() <= 1);
}

}  // namespace broadsheet::link
