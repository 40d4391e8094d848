// What linking costs beside parsing, and how it grows: broadsheet_link_bench [--runs=N] FOLDER …, each a content
// folder, the smallest first. Prints a line a folder, times being the best of all runs, and how they grow from one
// folder to the next.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/files.h"
#include "base/parallel.h"
#include "content/archive_reader.h"
#include "content/config.h"
#include "content/issue_reader.h"
#include "link/link.h"

namespace broadsheet {

namespace {

constexpr double kNever = 1e9;

/// Seconds.
struct Times {
  double parsing = kNever;
  double linking = kNever;
};

struct Measured {
  std::size_t issues = 0, stories = 0, related = 0, threads = 0;
  Times one_thread, all_cores;
};

/// Seconds from some start. A processor's time says more of one thread's work on a machine that is not alone.
double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}
double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}
using Clock = double (*)();

/// The texts are read before, so that parsing is no disk's time.
struct Content {
  explicit Content(const std::string& folder) : site(content::read_site(folder, diagnostics)) {
    for (const FoundFile& file : content::list_content(site, folder, diagnostics).issues)
      sources.push_back({file.relative, read_file(file.path)});
    if (sources.empty() || diagnostics.has_errors())
      throw std::runtime_error(fmt::format("{} has no archive to measure with", folder));
  }

  Diagnostics diagnostics;
  model::Site site;
  std::vector<content::Source> sources;
};

/// Parses all issues and links them: mentions, topics, related stories, tellings, threads, weeks, trends.
model::Archive run_once(const Content& content, Clock clock, Times& best) {
  Diagnostics diagnostics;
  const content::NameIndex names(content.site);
  std::vector<model::Issue> issues(content.sources.size());
  const double start = clock();
  parallel_for(issues.size(), [&](std::size_t at) {
    if (auto read = content::read_issue(content.site, names, content.sources[at], diagnostics))
      issues[at] = std::move(read->issue);
  });
  best.parsing = std::min(best.parsing, clock() - start);
  model::Site site = content.site;
  const double parsed = clock();
  model::Archive archive = link::link_archive(std::move(site), std::move(issues), {}, diagnostics);
  best.linking = std::min(best.linking, clock() - parsed);
  return archive;
}

Measured measure(const std::string& folder, int runs) {
  const Content content(folder);
  Measured measured;
  for (int run = 0; run < runs; ++run) {
    const ParallelLimit one(1);
    run_once(content, processor_seconds, measured.one_thread);
  }
  for (int run = 0; run < runs; ++run) {
    const model::Archive archive = run_once(content, wall_seconds, measured.all_cores);
    measured.issues = archive.issues.size();
    measured.threads = archive.threads.size();
    measured.stories = measured.related = 0;
    for (const model::IssueLinks& links : archive.links)
      for (const model::StoryLinks& story : links.stories) {
        ++measured.stories;
        measured.related += story.related.size();
      }
  }
  return measured;
}

void print_times(const char* name, const Times& times, const Times* before) {
  fmt::print("  {:<10}  parsing {:8.3f} s  linking {:8.3f} s  linking / parsing {:5.2f}", name, times.parsing,
             times.linking, times.linking / times.parsing);
  if (before != nullptr)
    fmt::print("  grown: parsing {:.1f} times, linking {:.1f} times", times.parsing / before->parsing,
               times.linking / before->linking);
  fmt::print("\n");
}

void run(int runs, const std::vector<std::string>& folders) {
  Measured before;
  for (const std::string& folder : folders) {
    const Measured now = measure(folder, runs);
    fmt::print("{} issues, {} stories, {:.1f} related each, {} threads; best of {}\n", now.issues, now.stories,
               static_cast<double>(now.related) / static_cast<double>(std::max<std::size_t>(now.stories, 1)),
               now.threads, runs);
    print_times("one thread", now.one_thread, before.issues == 0 ? nullptr : &before.one_thread);
    print_times(fmt::format("{} cores", std::thread::hardware_concurrency()).c_str(), now.all_cores,
                before.issues == 0 ? nullptr : &before.all_cores);
    std::fflush(stdout);
    before = now;
  }
}

}  // namespace

}  // namespace broadsheet

int main(int argc, char** argv) {
  int runs = 3;
  std::vector<std::string> folders;
  for (int at = 1; at < argc; ++at) {
    const std::string_view argument = argv[at];
    if (argument.starts_with("--runs="))
      std::from_chars(argument.data() + 7, argument.data() + argument.size(), runs);
    else
      folders.emplace_back(argument);
  }
  if (folders.empty() || runs < 1) {
    fmt::print(stderr, "usage: broadsheet_link_bench [--runs=N] FOLDER ...\n");
    return 2;
  }
  try {
    broadsheet::run(runs, folders);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
  return 0;
}
