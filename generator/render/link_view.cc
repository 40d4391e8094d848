// The contract's tables for what is linked with what: related stories, threads, changes and trends.
#include <span>

#include "base/date_text.h"
#include "model/address.h"
#include "render/reason.h"
#include "render/thread_page.h"
#include "render/view.h"

namespace broadsheet::render {

using tmpl::Field;
using tmpl::RecordType;
using tmpl::Value;

namespace {

const model::Thread& thread_of(const ThreadView& view) {
  return view.views->archive().threads[view.index];
}

Value terms(const Views& views, std::span<const std::uint32_t> numbers, bool companies) {
  return list_of(numbers, [&](std::uint32_t number) {
    return tmpl::record(companies ? views.company(number) : views.topic(number));
  });
}

Value words_of(const RelatedView& view) {
  return list_of(view.related->words, [](std::string_view word) { return Value(word); });
}

Value day_of(const ThreadView& view, model::StoryRef story) {
  return own(DateView{view.views->archive().issues[story.issue].last, &view.views->site_language()});
}

/// The months that have a page: those with an issue.
Value month_url(const Views& views, int year, unsigned month) {
  return views.issues_of(year, month).empty() ? Value("") : Value::owned(views.url(model::month_address(year, month)));
}

Value change_list(const ChangesView& view, const std::vector<model::TermChange>& changes, bool companies) {
  return list_of(changes, [&](const model::TermChange& change) {
    return own(ChangeView{view.views, &change, companies});
  });
}

Value change_term(const ChangeView& view) {
  return tmpl::record(view.is_company ? view.views->company(view.change->term) : view.views->topic(view.change->term));
}

Value row_counts(const HeatRowView& view) {
  const model::HeatMap& map = view.views->archive().trends.heat_map;
  std::vector<Value> counts;
  for (std::size_t column = 0; column < map.topics.size(); ++column)
    counts.push_back(Value(map.counts[view.row * map.topics.size() + column]));
  return Value::list(std::move(counts));
}

constexpr Field kRelated[] = {
    field<RelatedView, [](const RelatedView& v) { return tmpl::record(v.views->story(v.related->story)); }>(
        "story", "story", "the other story"),
    field<RelatedView,
          [](const RelatedView& v) { return Value::owned(related_reason(v.views->archive(), *v.related)); }>(
        "reason", "text", "why, in English, made of the fields below"),
    field<RelatedView, [](const RelatedView& v) { return terms(*v.views, v.related->companies, true); }>(
        "companies", "list of term", "that both concern, the most telling first"),
    field<RelatedView, [](const RelatedView& v) { return terms(*v.views, v.related->topics, false); }>(
        "topics", "list of term", "likewise"),
    field<RelatedView, words_of>("words", "list of text", "rare words and phrases of both, up to three"),
    field<RelatedView, [](const RelatedView& v) { return Value(v.related->days); }>(
        "days", "integer", "between the two issues; 0 where their days overlap")};

constexpr Field kThread[] = {
    field<ThreadView, [](const ThreadView& v) { return Value(thread_of(v).name); }>("name", "text", "its theme"),
    field<ThreadView,
          [](const ThreadView& v) { return Value::owned(v.views->url(model::thread_address(thread_of(v).slug))); }>(
        "url", "address", "/threads/agent-sandboxing/"),
    facet(2, field<ThreadView, [](const ThreadView& v) { return story_list(*v.views, thread_of(v).stories); }>(
                 "stories", "list of story", "oldest first")),
    facet(2, field<ThreadView, [](const ThreadView& v) { return Value(thread_of(v).stories.size()); }>(
                 "story_count", "integer", "how many stories it has")),
    facet(2, field<ThreadView, [](const ThreadView& v) { return day_of(v, thread_of(v).stories.front()); }>(
                 "first", "date", "of its first story")),
    facet(2, field<ThreadView, [](const ThreadView& v) { return day_of(v, thread_of(v).stories.back()); }>(
                 "last", "date", "of its newest story")),
    facet(2, field<ThreadView, [](const ThreadView& v) { return terms(*v.views, thread_of(v).companies, true); }>(
                 "companies", "list of term", "that several of its stories concern, the most frequent first")),
    facet(2, field<ThreadView, [](const ThreadView& v) { return terms(*v.views, thread_of(v).topics, false); }>(
                 "topics", "list of term", "likewise")),
    field<ThreadView, [](const ThreadView& v) { return Value(thread_of(v).pinned); }>(
        "pinned", "boolean", "true where authors chose its stories")};

constexpr Field kYearThreads[] = {
    field<YearThreadsView, [](const YearThreadsView& v) { return Value(v.year); }>("year", "integer", "2026"),
    field<YearThreadsView, [](const YearThreadsView& v) { return Value::owned(std::to_string(v.year)); }>(
        "name", "text", "2026"),
    field<YearThreadsView, [](const YearThreadsView&
                                  v) { return v.address.empty() ? Value("") : Value::owned(v.views->url(v.address)); }>(
        "url", "address", "empty where all its threads are on this page"),
    field<YearThreadsView, [](const YearThreadsView& v) { return Value(v.count); }>("thread_count", "integer",
                                                                                    "of the year"),
    field<YearThreadsView, [](const YearThreadsView& v) { return thread_list(*v.views, v.threads); }>(
        "threads", "list of thread", "newest activity first; some or none where `url` leads to the rest")};

constexpr Field kMonthCount[] = {
    field<MonthCountView,
          [](const MonthCountView& v) {
            return Value::owned(month_text(v.month.year, v.month.month, v.views->site_language()));
          }>("name", "text", "March 2026"),
    field<MonthCountView, [](const MonthCountView& v) { return Value(v.month.year); }>("year", "integer", "2026"),
    field<MonthCountView, [](const MonthCountView& v) { return Value(v.month.month); }>("month", "integer", "3"),
    field<MonthCountView, [](const MonthCountView& v) { return month_url(*v.views, v.month.year, v.month.month); }>(
        "url", "address", "/archive/2026/03/"),
    field<MonthCountView, [](const MonthCountView& v) { return Value(v.month.count); }>("count", "integer",
                                                                                        "stories in it")};

constexpr Field kChange[] = {
    field<ChangeView, change_term>("term", "term", "the company or topic"),
    field<ChangeView, [](const ChangeView& v) { return Value(v.change->before); }>("before", "integer",
                                                                                   "stories in the span before"),
    field<ChangeView, [](const ChangeView& v) { return Value(v.change->now); }>("now", "integer",
                                                                                "stories in this one"),
    field<ChangeView, [](const ChangeView& v) {
      return Value(static_cast<std::int64_t>(v.change->now) - static_cast<std::int64_t>(v.change->before));
    }>("difference", "integer", "now less before")};

constexpr Field kChanges[] = {
    field<ChangesView, [](const ChangesView& v) { return change_list(v, v.changes->companies_up, true); }>(
        "companies_up", "list of change", "with more stories than before, the greatest change first; up to 8"),
    field<ChangesView, [](const ChangesView& v) { return change_list(v, v.changes->companies_down, true); }>(
        "companies_down", "list of change", "with fewer, likewise"),
    field<ChangesView, [](const ChangesView& v) { return change_list(v, v.changes->topics_up, false); }>(
        "topics_up", "list of change", "topics with more"),
    field<ChangesView, [](const ChangesView& v) { return change_list(v, v.changes->topics_down, false); }>(
        "topics_down", "list of change", "topics with fewer")};

constexpr Field kMonthTrends[] = {
    field<MonthTrendsView,
          [](const MonthTrendsView& v) {
            return Value::owned(month_text(v.month->year, v.month->month, v.views->site_language()));
          }>("name", "text", "March 2026"),
    field<MonthTrendsView, [](const MonthTrendsView& v) { return Value(v.month->year); }>("year", "integer", "2026"),
    field<MonthTrendsView, [](const MonthTrendsView& v) { return Value(v.month->month); }>("month", "integer", "3"),
    field<MonthTrendsView, [](const MonthTrendsView& v) { return month_url(*v.views, v.month->year, v.month->month); }>(
        "url", "address", "empty where it has no issue"),
    field<MonthTrendsView, [](const MonthTrendsView& v) { return Value(v.month->stories); }>("story_count", "integer",
                                                                                             "how many stories it has"),
    field<MonthTrendsView, [](const MonthTrendsView& v) {
      return own(ChangesView{v.views, &v.month->changes});
    }>("changes", "changes", "against the month before")};

constexpr Field kHeatRow[] = {
    field<HeatRowView,
          [](const HeatRowView& v) {
            return tmpl::record(v.views->company(v.views->archive().trends.heat_map.companies[v.row]));
          }>("company", "term", "the company"),
    field<HeatRowView, row_counts>("counts", "list of integer",
                                   "its stories about each of the topics, in their order")};

}  // namespace

const RecordType& record_type(const RelatedView*) {
  static const RecordType type{"related", "a story like another, and why", kRelated};
  return type;
}
const RecordType& record_type(const ThreadView*) {
  static const RecordType type{"thread", "stories that follow one theme over weeks", kThread};
  return type;
}
const RecordType& record_type(const YearThreadsView*) {
  static const RecordType type{"year_threads", "the threads of a year", kYearThreads};
  return type;
}
const RecordType& record_type(const MonthCountView*) {
  static const RecordType type{"month_count", "the stories of a company or topic in a month", kMonthCount};
  return type;
}
const RecordType& record_type(const ChangeView*) {
  static const RecordType type{"change", "a company or topic that rose or fell", kChange};
  return type;
}
const RecordType& record_type(const ChangesView*) {
  static const RecordType type{"changes", "what rose and what fell", kChanges};
  return type;
}
const RecordType& record_type(const MonthTrendsView*) {
  static const RecordType type{"month_trends", "a month of the trends", kMonthTrends};
  return type;
}
const RecordType& record_type(const HeatRowView*) {
  static const RecordType type{"heat_row", "a company of the map of companies and topics", kHeatRow};
  return type;
}

}  // namespace broadsheet::render
