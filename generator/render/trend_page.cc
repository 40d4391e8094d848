#include "render/trend_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/date_text.h"
#include "model/address.h"
#include "render/charts.h"
#include "render/thread_page.h"

namespace broadsheet::render {

using tmpl::Value;

namespace {

constexpr std::size_t kMonthsShown = 12;
constexpr std::size_t kThreadsShown = 10;
constexpr std::size_t kMostBars = 60;

const model::Archive& archive_of(const Views& views) {
  return views.archive();
}

/// Titles are numbers and names alone, so that they read in every language.
Mark month_mark(const Views& views, int year, unsigned month, std::uint32_t count) {
  Mark mark;
  mark.title = fmt::format("{}: {}", month_text(year, month, archive_of(views).site.language), count);
  mark.label = month == 1 ? std::to_string(year) : "";
  mark.value = count;
  if (count > 0 && !views.issues_of(year, month).empty()) mark.url = views.url(model::month_address(year, month));
  return mark;
}

/// The address of a term's page; those in charts all have one.
const std::string& term_address(const Views& views, std::uint32_t number, bool is_company) {
  return views.term_url(is_company ? views.company(number) : views.topic(number));
}

/// What a chart is called for those who do not see it: its first names, since names need no translation.
std::string first_labels(const std::vector<Mark>& marks) {
  constexpr std::size_t kNames = 4;
  std::string out;
  for (std::size_t at = 0; at < std::min(marks.size(), kNames); ++at) out += (at > 0 ? ", " : "") + marks[at].label;
  return marks.size() > kNames ? out + " …" : out;
}

std::string heat_svg(const Views& views) {
  const model::Archive& archive = archive_of(views);
  const model::HeatMap& map = archive.trends.heat_map;
  Grid grid;
  for (std::uint32_t company : map.companies)
    grid.rows.push_back({archive.companies[company].name, {}, term_address(views, company, true), 0});
  for (std::uint32_t topic : map.topics)
    grid.columns.push_back({archive.topics[topic].name, {}, term_address(views, topic, false), 0});
  for (std::size_t at = 0; at < map.counts.size(); ++at) {
    const std::size_t row = at / map.topics.size(), column = at % map.topics.size();
    const std::string title =
        fmt::format("{}, {}: {}", grid.rows[row].label, grid.columns[column].label, map.counts[at]);
    std::string stories;  // those behind the cell
    if (map.counts[at] > 0 && views.has_search())
      stories = views.url(fmt::format("/search/?q=company:{}%20topic:{}", archive.companies[map.companies[row]].slug,
                                      archive.topics[map.topics[column]].slug));
    grid.cells.push_back({{}, title, stories, map.counts[at]});
  }
  grid.name = first_labels(grid.rows) + " × " + first_labels(grid.columns);
  grid.width = 36;
  return grid_chart(grid);
}

std::string network_svg(const Views& views) {
  const model::Archive& archive = archive_of(views);
  std::vector<Knot> knots;
  std::vector<Line> lines;
  for (const model::Network::Node& node : archive.trends.network.nodes) {
    const std::string& name = archive.companies[node.company].name;
    knots.push_back(
        {{name, fmt::format("{}: {}", name, node.stories), term_address(views, node.company, true), node.stories},
         node.x,
         node.y});
  }
  for (const model::Network::Edge& edge : archive.trends.network.edges)
    lines.push_back({edge.a, edge.b,
                     fmt::format("{}, {}: {}", knots[edge.a].mark.label, knots[edge.b].mark.label, edge.stories),
                     edge.stories});
  std::vector<Mark> marks;
  for (const Knot& knot : knots) marks.push_back(knot.mark);
  return network_chart(first_labels(marks), knots, lines);
}

/// Pairs of companies as the table behind the network.
Value pair_list(const Views& views) {
  const model::Network& network = archive_of(views).trends.network;
  return list_of(network.edges, [&](const model::Network::Edge& edge) {
    return Value::map(std::vector<std::pair<std::string, Value>>{
        {"first", tmpl::record(views.company(network.nodes[edge.a].company))},
        {"second", tmpl::record(views.company(network.nodes[edge.b].company))},
        {"count", Value(edge.stories)}});
  });
}

Value heat_rows(const Views& views) {
  std::vector<Value> rows;
  for (std::size_t row = 0; row < archive_of(views).trends.heat_map.companies.size(); ++row)
    rows.push_back(own(HeatRowView{&views, row}));
  return Value::list(std::move(rows));
}

Value month_list(const Views& views) {
  const auto& months = archive_of(views).trends.months;
  std::vector<Value> shown;
  for (auto month = months.rbegin(); month != months.rend() && shown.size() < kMonthsShown; ++month)
    shown.push_back(own(MonthTrendsView{&views, &*month}));
  return Value::list(std::move(shown));
}

/// The months that the chart of all stories shows, oldest first; none where there are less than two to compare.
std::vector<model::MonthCount> chart_months(const model::Archive& archive) {
  std::vector<model::MonthCount> shown;
  const auto& months = archive.trends.months;
  for (std::size_t at = months.size() > kMostBars ? months.size() - kMostBars : 0; at < months.size(); ++at)
    shown.push_back({months[at].year, months[at].month, months[at].stories});
  return shown.size() < 2 ? std::vector<model::MonthCount>() : shown;
}

Value site_chart(const Views& views, const std::vector<model::MonthCount>& months) {
  if (months.empty()) return "";
  std::vector<Mark> bars;
  for (const model::MonthCount& month : months) bars.push_back(month_mark(views, month.year, month.month, month.count));
  bars.front().label = std::to_string(months.front().year);
  return Value::owned_markup(bar_chart(archive_of(views).site.title, bars));
}

}  // namespace

Variables trends_variables(const Views& views) {
  const model::Archive& archive = archive_of(views);
  std::vector<std::uint32_t> threads = threads_by_activity(archive);
  if (threads.size() > kThreadsShown) threads.resize(kThreadsShown);
  const model::Trends& trends = archive.trends;
  const std::vector<model::MonthCount> months = chart_months(archive);
  return {
      {"months", month_list(views)},
      {"chart", site_chart(views, months)},
      {"chart_months", list_of(months,
                               [&](model::MonthCount month) {
                                 return own(MonthCountView{&views, month});
                               })},
      {"heat_map", trends.heat_map.counts.empty() ? Value("") : Value::owned_markup(heat_svg(views))},
      {"heat_topics", list_of(trends.heat_map.topics, [&](std::uint32_t at) { return tmpl::record(views.topic(at)); })},
      {"heat_rows", heat_rows(views)},
      {"network", trends.network.edges.empty() ? Value("") : Value::owned_markup(network_svg(views))},
      {"pairs", pair_list(views)},
      {"threads", thread_list(views, threads)}};
}

Value term_chart(const TermView& term) {
  const Views& views = *term.views;
  const auto& counted = term.term->months;
  const auto& months = archive_of(views).trends.months;
  if (counted.empty()) return "";
  std::map<std::pair<int, unsigned>, std::uint32_t> counts;
  for (const model::MonthCount& month : counted) counts[{month.year, month.month}] = month.count;
  // From its first month to its last, not to the archive's: a new month would change the page of every company.
  std::vector<const model::MonthTrends*> shown;
  for (const model::MonthTrends& month : months)
    if (const auto key = std::pair(month.year, month.month);
        key >= counts.begin()->first && key <= counts.rbegin()->first)
      shown.push_back(&month);
  if (shown.size() < 2) return "";
  std::vector<Mark> bars;
  for (std::size_t at = shown.size() > kMostBars ? shown.size() - kMostBars : 0; at < shown.size(); ++at) {
    const auto found = counts.find({shown[at]->year, shown[at]->month});
    bars.push_back(month_mark(views, shown[at]->year, shown[at]->month, found == counts.end() ? 0 : found->second));
  }
  bars.front().label = std::to_string(shown[shown.size() - bars.size()]->year);
  return Value::owned_markup(bar_chart(term.term->name, bars));
}

Value activity_chart(const Views& views) {
  constexpr std::size_t kWeeks = 53;
  const model::Archive& archive = archive_of(views);
  if (archive.weeks.empty()) return "";
  Grid grid;
  grid.width = 13;
  const IsoWeek first = archive.weeks.front().week, last = archive.weeks.back().week;
  grid.cells.resize(kWeeks * static_cast<std::size_t>(last.year - first.year + 1));
  for (int year = last.year; year >= first.year; --year) grid.rows.push_back({std::to_string(year), {}, {}, 0});
  const auto cell_of = [&](IsoWeek week) -> Mark& {
    return grid
        .cells[static_cast<std::size_t>(last.year - week.year) * kWeeks + static_cast<std::size_t>(week.week - 1)];
  };
  const auto dates = [&](Date day) { return date_range_text(day, add_days(day, 6), archive.site.language); };
  for (Date day = monday(first); day <= monday(last); day = add_days(day, 7))
    cell_of(iso_week(day)).title = dates(day) + ": 0";  // what is missing shows
  for (const model::Week& week : archive.weeks) {
    std::uint32_t stories = 0;
    for (std::uint32_t issue : week.issues) stories += static_cast<std::uint32_t>(archive.issues[issue].stories.size());
    Mark& cell = cell_of(week.week);
    cell.title = fmt::format("{}: {}", dates(monday(week.week)), stories);
    cell.url = views.url(model::week_address(week.week));
    cell.value = stories;
  }
  grid.name = fmt::format("{} – {}", first.year, last.year);
  return Value::owned_markup(grid_chart(grid));
}

}  // namespace broadsheet::render
