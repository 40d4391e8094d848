#include "render/thread_page.h"

#include <catch2/catch.hpp>

#include "render/page.h"

namespace broadsheet::render {

namespace {

/// As many threads as asked for, each of one story, the earlier third of them in 2025.
model::Archive archive_of(std::uint32_t threads) {
  model::Archive archive;
  archive.site.title = "Digest";
  archive.site.url = "https://digest.example/";
  archive.site.series.resize(1);
  archive.series.resize(1);
  for (std::uint32_t at = 0; at < threads; ++at) {
    model::Issue issue;
    issue.series = "tech";
    issue.title = "Issue " + std::to_string(at);
    issue.first = issue.last = add_days(parse_iso_date(at < threads / 3 ? "2025-01-01" : "2026-01-01").value(), at);
    issue.stories.emplace_back();
    archive.issues.push_back(std::move(issue));
    archive.links.emplace_back();
    archive.links.back().stories.emplace_back();
    model::Thread thread;
    thread.name = thread.slug = "thread-" + std::to_string(at);
    thread.stories = {{at, 0}};
    archive.threads.push_back(std::move(thread));
  }
  return archive;
}

std::vector<std::string> thread_lists(const Views& views) {
  Diagnostics diagnostics;
  std::vector<std::string> addresses;
  for (const Page& page : plan_pages(views, diagnostics))
    if (page.kind == PageKind::threads) addresses.push_back(page.address);
  return addresses;
}

}  // namespace

TEST_CASE("a list of some threads is one page, by year, the newest activity first", "[render]") {
  const model::Archive archive = archive_of(9);
  const Views views(archive, tmpl::Value(), false);
  const auto years = thread_years(views, 0);
  REQUIRE(years.size() == 2);
  CHECK(years[0].year == 2026);
  CHECK(years[0].address.empty());
  CHECK(years[0].threads == std::vector<std::uint32_t>{8, 7, 6, 5, 4, 3});
  CHECK(years[1].year == 2025);
  CHECK(years[1].threads == std::vector<std::uint32_t>{2, 1, 0});
  CHECK(thread_lists(views) == std::vector<std::string>{"/threads/"});
}

TEST_CASE("a long list of threads has a page for each year, and shows the newest itself", "[render]") {
  const model::Archive archive = archive_of(150);
  const Views views(archive, tmpl::Value(), false);
  const auto years = thread_years(views, 0);
  REQUIRE(years.size() == 2);
  CHECK(years[0].address == "/threads/2026/");
  CHECK(years[0].count == 100);
  CHECK(years[0].threads.size() == 30);
  CHECK(years[0].threads.front() == 149);
  CHECK(years[1].address == "/threads/2025/");
  CHECK(years[1].count == 50);
  CHECK(years[1].threads.empty());
  CHECK(thread_lists(views) == std::vector<std::string>{"/threads/", "/threads/2025/", "/threads/2026/"});

  const auto of_2025 = thread_years(views, 2025);
  CHECK(of_2025[0].address == "/threads/2026/");
  CHECK(of_2025[0].threads.empty());
  CHECK(of_2025[1].address.empty());
  CHECK(of_2025[1].threads.size() == 50);
}

}  // namespace broadsheet::render
