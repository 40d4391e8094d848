#include "link/trends.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"

namespace broadsheet::link {

namespace {

using model::Archive;
using model::StoryRef;
using model::Term;
using model::TermChange;

/// Numbers of stories by term, ascending.
using Counts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

constexpr int kDaysMissing = 2;  // of a week or month that is compared with the one before

int month_number(Date day) {
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

void count_months(const Archive& archive, std::vector<Term>& terms) {
  for (Term& term : terms) {
    for (StoryRef ref : term.stories) {
      const Date day = archive.issues[ref.issue].last;
      const int year = static_cast<int>(day.year());
      const auto month = static_cast<unsigned>(day.month());
      if (term.months.empty() || term.months.back().year != year || term.months.back().month != month)
        term.months.push_back({year, month, 0});
      ++term.months.back().count;
    }
  }
}

/// Of `terms`, whose numbers are below `size`.
Counts counted(const std::vector<std::uint32_t>& terms, std::size_t size) {
  std::vector<std::uint32_t> numbers(size);
  for (const std::uint32_t term : terms) ++numbers[term];
  Counts counts;
  for (std::uint32_t term = 0; term < size; ++term)
    if (numbers[term] > 0) counts.emplace_back(term, numbers[term]);
  return counts;
}

/// The stories of a span of time, by company and by topic.
struct Span {
  std::uint32_t issues = 0;
  std::uint32_t stories = 0;
  std::vector<std::uint32_t> companies, topics;  // of each story; the same several times
  Counts company_counts, topic_counts;           // once all is added

  void count(const Archive& archive) {
    company_counts = counted(std::exchange(companies, {}), archive.companies.size());
    topic_counts = counted(std::exchange(topics, {}), archive.topics.size());
  }
  void add(const model::IssueLinks& links) {
    ++issues;
    stories += static_cast<std::uint32_t>(links.stories.size());
    for (const model::StoryLinks& story : links.stories) {
      companies.insert(companies.end(), story.companies.begin(), story.companies.end());
      topics.insert(topics.end(), story.topics.begin(), story.topics.end());
    }
  }
};

void split_changes(const std::vector<Term>& terms, const Counts& before, const Counts& now, std::vector<TermChange>& up,
                   std::vector<TermChange>& down) {
  auto old = before.begin(), fresh = now.begin();
  while (old != before.end() || fresh != now.end()) {
    const bool is_old = fresh == now.end() || (old != before.end() && old->first <= fresh->first);
    const bool is_fresh = old == before.end() || (fresh != now.end() && fresh->first <= old->first);
    const std::uint32_t term = is_old ? old->first : fresh->first;
    const TermChange change{term, is_old ? (old++)->second : 0, is_fresh ? (fresh++)->second : 0};
    if (terms[term].has_page && change.now != change.before) (change.now > change.before ? up : down).push_back(change);
  }
  const auto size = [](const TermChange& c) { return c.now > c.before ? c.now - c.before : c.before - c.now; };
  for (std::vector<TermChange>* list : {&up, &down}) {
    std::stable_sort(list->begin(), list->end(),
                     [&](const TermChange& a, const TermChange& b) { return size(a) > size(b); });
    if (list->size() > kMostChanges) list->resize(kMostChanges);
  }
}

model::Changes changes_of(const Archive& archive, const Span& before, const Span& now) {
  model::Changes changes;
  if (before.issues == 0 || now.issues == 0) return changes;
  split_changes(archive.companies, before.company_counts, now.company_counts, changes.companies_up,
                changes.companies_down);
  split_changes(archive.topics, before.topic_counts, now.topic_counts, changes.topics_up, changes.topics_down);
  return changes;
}

/// A span that has only begun would show everything as falling.
bool is_nearly_over(Date last_day, Date last_of_span) {
  return days_between(last_day, last_of_span) <= kDaysMissing;
}

void compare_weeks(Archive& archive) {
  std::vector<Span> spans(archive.weeks.size());
  for (const model::IssueLinks& links : archive.links) spans[links.home_week].add(links);
  parallel_for(spans.size(), [&](std::size_t at) { spans[at].count(archive); });
  for (std::size_t at = 1; at < archive.weeks.size(); ++at)
    if (add_days(monday(archive.weeks[at - 1].week), 7) == monday(archive.weeks[at].week) &&
        is_nearly_over(archive.issues.back().last, add_days(monday(archive.weeks[at].week), 6)))
      archive.weeks[at].changes = changes_of(archive, spans[at - 1], spans[at]);
}

void compare_months(Archive& archive) {
  if (archive.issues.empty()) return;
  const int first = month_number(archive.issues.front().last);
  std::vector<Span> spans(static_cast<std::size_t>(month_number(archive.issues.back().last) - first + 1));
  for (std::size_t at = 0; at < archive.issues.size(); ++at)
    spans[static_cast<std::size_t>(month_number(archive.issues[at].last) - first)].add(archive.links[at]);
  parallel_for(spans.size(), [&](std::size_t at) { spans[at].count(archive); });
  for (std::size_t at = 0; at < spans.size(); ++at) {
    const int month = first + static_cast<int>(at);
    archive.trends.months.push_back({month / 12, static_cast<unsigned>(month % 12 + 1), spans[at].stories, {}});
    const std::chrono::year_month_day_last end = std::chrono::year(month / 12) / (month % 12 + 1) / std::chrono::last;
    if (at > 0 && is_nearly_over(archive.issues.back().last, end))
      archive.trends.months.back().changes = changes_of(archive, spans[at - 1], spans[at]);
  }
}

/// The terms with a page and most stories, at most `most`; equal ones in the reader's order.
std::vector<std::uint32_t> most_active(const std::vector<Term>& terms, std::size_t most) {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = 0; number < terms.size(); ++number)
    if (terms[number].has_page && !terms[number].stories.empty()) numbers.push_back(number);
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return terms[a].stories.size() > terms[b].stories.size(); });
  if (numbers.size() > most) numbers.resize(most);
  return numbers;
}

constexpr std::uint32_t kNoPlace = ~0U;

/// The place of each term in `numbers`, or kNoPlace.
std::vector<std::uint32_t> places_of(const std::vector<std::uint32_t>& numbers, const std::vector<Term>& terms) {
  std::vector<std::uint32_t> places(terms.size(), kNoPlace);
  for (std::uint32_t place = 0; place < numbers.size(); ++place) places[numbers[place]] = place;
  return places;
}

void count_heat(Archive& archive) {
  model::HeatMap& map = archive.trends.heat_map;
  map.companies = most_active(archive.companies, kHeatCompanies);
  map.topics = most_active(archive.topics, kHeatTopics);
  map.counts.assign(map.companies.size() * map.topics.size(), 0);
  const std::vector<std::uint32_t> columns = places_of(map.topics, archive.topics);
  for (std::size_t row = 0; row < map.companies.size(); ++row)
    for (StoryRef ref : archive.companies[map.companies[row]].stories)
      for (std::uint32_t topic : archive.story_links(ref).topics)
        if (columns[topic] != kNoPlace) ++map.counts[row * map.topics.size() + columns[topic]];
}

/// For each two of `companies` that appear in a story, by their places, the smaller first, the number of such stories.
std::vector<model::Network::Edge> edges_between(const std::vector<std::uint32_t>& companies, const Archive& archive) {
  const std::vector<std::uint32_t> places = places_of(companies, archive.companies);
  std::vector<std::uint32_t> stories(companies.size() * companies.size());  // of each two
  std::vector<std::uint32_t> here;
  for (const model::IssueLinks& issue : archive.links)
    for (const model::StoryLinks& story : issue.stories) {
      here.clear();
      for (const KeptList<std::uint32_t>* list : {&story.companies, &story.mentioned})
        for (const std::uint32_t company : *list)
          if (places[company] != kNoPlace) here.push_back(places[company]);
      std::sort(here.begin(), here.end());
      for (std::size_t a = 0; a < here.size(); ++a)
        for (std::size_t b = a + 1; b < here.size(); ++b) ++stories[here[a] * companies.size() + here[b]];
    }
  std::vector<model::Network::Edge> edges;
  for (std::uint32_t a = 0; a < companies.size(); ++a)
    for (std::uint32_t b = a; b < companies.size(); ++b)
      if (const std::uint32_t both = stories[a * companies.size() + b]) edges.push_back({a, b, both});
  return edges;
}

/// Leaves out what no edge joins: a network shows who appears with whom.
void drop_lone_nodes(model::Network& network) {
  std::vector<std::uint32_t> place(network.nodes.size(), 0);
  for (const model::Network::Edge& edge : network.edges) place[edge.a] = place[edge.b] = 1;
  std::vector<model::Network::Node> kept;
  for (std::size_t at = 0; at < place.size(); ++at) {
    if (place[at] == 0) continue;
    place[at] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(network.nodes[at]);
  }
  network.nodes = std::move(kept);
  for (model::Network::Edge& edge : network.edges) {
    edge.a = place[edge.a];
    edge.b = place[edge.b];
  }
}

void make_network(Archive& archive) {
  model::Network& network = archive.trends.network;
  const std::vector<std::uint32_t> companies = most_active(archive.companies, kNetworkCompanies);
  for (std::uint32_t company : companies)
    network.nodes.push_back({company, static_cast<std::uint32_t>(archive.companies[company].stories.size()), 0, 0});
  network.edges = edges_between(companies, archive);
  std::stable_sort(network.edges.begin(), network.edges.end(),
                   [](const auto& a, const auto& b) { return a.stories > b.stories; });
  if (network.edges.size() > kNetworkEdges) network.edges.resize(kNetworkEdges);
  drop_lone_nodes(network);
  lay_out(network);
}

}  // namespace

void link_trends(Archive& archive) {
  count_months(archive, archive.companies);
  count_months(archive, archive.topics);
  compare_weeks(archive);
  compare_months(archive);
  count_heat(archive);
  make_network(archive);
}

}  // namespace broadsheet::link
