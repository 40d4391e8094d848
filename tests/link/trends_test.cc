#include "link/trends.h"

#include <catch2/catch.hpp>

#include "link/made_stories.h"

namespace broadsheet::link {

namespace {

Made about(const std::vector<std::string>& companies) {
  return {"Story", companies, "A sandbox.", ""};
}

const model::Term& company_named(const model::Archive& archive, const std::string& name) {
  for (const model::Term& term : archive.companies)
    if (term.name == name) return term;
  throw std::out_of_range(name);
}

/// "Agoda 1→3 …"
std::string shown(const model::Archive& archive, const std::vector<model::TermChange>& changes) {
  std::string out;
  for (const model::TermChange& change : changes)
    out += archive.companies[change.term].name + " " + std::to_string(change.before) + ">" +
           std::to_string(change.now) + " ";
  return out;
}

model::Archive archive() {
  Diagnostics diagnostics;
  return made_archive(
      {made_issue("2026-03-16", "2026-03-16", {about({"Agoda"}), about({"Netflix"}), about({"Netflix"})}),
       made_issue("2026-03-24", "2026-03-24", {about({"Agoda"}), about({"Agoda", "Cloudflare"}), about({"Agoda"})}),
       made_issue("2026-05-05", "2026-05-05", {about({"Agoda", "Cloudflare"})})},
      diagnostics);
}

}  // namespace

TEST_CASE("terms count their stories by month, months without any left out", "[link]") {
  CHECK(company_named(archive(), "Agoda").months == std::vector<model::MonthCount>{{2026, 3, 4}, {2026, 5, 1}});
}

TEST_CASE("a week is compared with the week before, where that has issues", "[link]") {
  const model::Archive made = archive();
  REQUIRE(made.weeks.size() == 3);
  CHECK(made.weeks[0].changes.empty());
  CHECK(shown(made, made.weeks[1].changes.companies_up) == "Agoda 1>3 Cloudflare 0>1 ");
  CHECK(shown(made, made.weeks[1].changes.companies_down) == "Netflix 2>0 ");
  CHECK(made.weeks[2].changes.empty());
}

TEST_CASE("a week that has only begun is not compared", "[link]") {
  Diagnostics diagnostics;
  const auto week = [&](const std::string& day) {
    return made_archive({made_issue("2026-03-16", "2026-03-16", {about({"Agoda"}), about({"Agoda"})}),
                         made_issue(day, day, {about({"Agoda"})})},
                        diagnostics)
        .weeks[1]
        .changes.empty();
  };
  CHECK(week("2026-03-24"));
  CHECK_FALSE(week("2026-03-27"));
}

TEST_CASE("trends have every month, and compare only those with issues", "[link]") {
  const model::Archive made = archive();
  REQUIRE(made.trends.months.size() == 3);
  CHECK(made.trends.months[0].stories == 6);
  CHECK(made.trends.months[1].stories == 0);
  CHECK(made.trends.months[1].month == 4);
  CHECK(made.trends.months[2].changes.empty());
}

TEST_CASE("the heat map counts stories of companies about topics", "[link]") {
  const model::Archive made = archive();
  const model::HeatMap& map = made.trends.heat_map;
  REQUIRE(map.companies.size() == 3);
  REQUIRE(map.topics.size() == 1);
  CHECK(made.companies[map.companies[0]].name == "Agoda");
  CHECK(map.counts == std::vector<std::uint32_t>{5, 2, 2});
}

TEST_CASE("the network joins companies of one story, the same on every run", "[link]") {
  const model::Archive made = archive();
  const model::Network& network = made.trends.network;
  REQUIRE(network.edges.size() == 1);
  CHECK(network.edges[0].stories == 2);
  CHECK(network.nodes.size() == 2);  // nothing that is joined with nothing
  const model::Archive again = archive();
  for (std::size_t at = 0; at < network.nodes.size(); ++at) {
    CHECK(network.nodes[at].x == again.trends.network.nodes[at].x);
    CHECK(network.nodes[at].y == again.trends.network.nodes[at].y);
  }
}

TEST_CASE("a layout fills its square, and keeps joined nodes nearer than others", "[link]") {
  model::Network network;
  network.nodes.resize(6);
  network.edges = {{0, 1, 4}, {0, 2, 4}, {1, 2, 4}, {3, 4, 4}, {3, 5, 4}, {4, 5, 4}};
  lay_out(network);
  const auto distance = [&](std::size_t a, std::size_t b) {
    return std::hypot(network.nodes[a].x - network.nodes[b].x, network.nodes[a].y - network.nodes[b].y);
  };
  for (const auto& node : network.nodes) {
    CHECK((node.x >= 0 && node.x <= 1));
    CHECK((node.y >= 0 && node.y <= 1));
  }
  for (std::size_t a = 0; a < 3; ++a)
    for (std::size_t b = 3; b < 6; ++b) CHECK(distance(a, b) > distance(0, 1));
  for (std::size_t a = 0; a < 6; ++a)
    for (std::size_t b = a + 1; b < 6; ++b) CHECK(distance(a, b) > 0.05);
}

TEST_CASE("layouts of no node and of one are no trouble", "[link]") {
  model::Network none;
  lay_out(none);
  model::Network one;
  one.nodes.resize(1);
  lay_out(one);
  CHECK(one.nodes[0].x == 0.5);
}

}  // namespace broadsheet::link
