// The contract's tables for the site, its series, terms, weeks, years and lists of them.
#include <fmt/format.h>

#include <algorithm>

#include "base/date_text.h"
#include "base/text.h"
#include "model/address.h"
#include "render/view.h"

namespace broadsheet::render {

using tmpl::Field;
using tmpl::RecordType;
using tmpl::Value;

namespace {

const model::Series& series_of(const SeriesView& view) {
  return view.views->archive().series[view.index];
}
const model::Week& week_of(const WeekView& view) {
  return view.views->archive().weeks[view.index];
}
const model::Site& site_of(const SiteView& view) {
  return view.views->archive().site;
}

Value term_url(const TermView& view) {
  return view.views->term_url(view);
}

Value week_or_none(const WeekView& view, bool exists, std::uint32_t index) {
  return exists ? tmpl::record(view.views->week(index)) : Value::none();
}

Value week_story_count(const WeekView& view) {
  std::size_t count = 0;
  for (std::uint32_t at : week_of(view).issues) count += view.views->archive().issues[at].stories.size();
  return count;
}

Value year_list(const Views& views) {
  std::vector<int> years = views.years();
  std::reverse(years.begin(), years.end());
  return list_of(years, [&](int year) { return own(YearView{&views, year}); });
}

std::size_t year_issue_count(const YearView& view) {
  std::size_t count = 0;
  for (unsigned month : view.views->months(view.year)) count += view.views->issues_of(view.year, month).size();
  return count;
}

Value year_weeks(const YearView& view) {
  std::vector<Value> weeks;
  const auto& all = view.views->archive().weeks;
  for (std::size_t at = all.size(); at-- > 0;)
    if (all[at].week.year == view.year) weeks.push_back(tmpl::record(view.views->week(static_cast<std::uint32_t>(at))));
  return Value::list(std::move(weeks));
}

/// Every month of the year from the archive's first to its last, those without an issue too.
Value year_calendar(const YearView& view) {
  const std::vector<int> years = view.views->years();
  if (years.empty() || view.year < years.front() || view.year > years.back()) return Value::list({});
  const unsigned first = view.year == years.front() ? view.views->months(view.year).front() : 1;
  const unsigned last = view.year == years.back() ? view.views->months(view.year).back() : 12;
  std::vector<Value> months;
  for (unsigned month = first; month <= last; ++month) months.push_back(own(MonthView{view.views, view.year, month}));
  return Value::list(std::move(months));
}

Value month_page_url(const MonthView& view) {
  if (view.views->issues_of(view.year, view.month).empty()) return "";
  return Value::owned(view.views->url(model::month_address(view.year, view.month)));
}

Value month_days(const MonthView& view) {
  std::vector<Value> days;
  const Date first{std::chrono::year(view.year), std::chrono::month(view.month), std::chrono::day(1)};
  for (Date day = first; day.month() == first.month(); day = add_days(day, 1))
    days.push_back(own(DayView{view.views, day}));
  return Value::list(std::move(days));
}

Value day_issues(const DayView& view) {
  std::vector<Value> issues;
  for (std::uint32_t at :
       view.views->issues_of(static_cast<int>(view.date.year()), static_cast<unsigned>(view.date.month())))
    if (view.views->archive().issues[at].last == view.date) issues.push_back(tmpl::record(view.views->issue(at)));
  return Value::list(std::move(issues));
}

std::size_t page_count(const std::vector<TermView>& terms) {
  return static_cast<std::size_t>(
      std::count_if(terms.begin(), terms.end(), [](const TermView& t) { return t.term->has_page; }));
}

std::string letter_id(const std::string& letter) {
  if (letter == "#") return "letter-0";
  const std::string latin = lower_case(letter);
  if (latin.size() == 1) return "letter-" + latin;
  std::string id = "letter";
  for (std::size_t offset = 0; offset < letter.size();)
    id += fmt::format("-{:x}", static_cast<std::uint32_t>(next_code_point(letter, offset)));
  return id;
}

constexpr Field kSiteFields[] = {
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).title); }>("title", "text", "from site.yaml"),
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).tagline); }>("tagline", "text",
                                                                                 "likewise, or empty"),
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).description); }>("description", "text",
                                                                                     "likewise, or empty"),
    field<SiteView, [](const SiteView& v) { return Value::owned(v.views->absolute_url("/")); }>("url", "address",
                                                                                                "absolute, ends in /"),
    field<SiteView, [](const SiteView& v) { return Value(v.views->base()); }>(
        "base", "text", "the path that the site stands under: / or /digest/"),
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).language); }>("language", "text", "a BCP 47 tag"),
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).author); }>("author", "text", "or empty"),
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).copyright); }>("copyright", "text", "or empty"),
    field<SiteView,
          [](const SiteView& v) {
            return list_of(site_of(v).navigation, [&](const model::Link& link) {
              return own(LinkView{&link, v.views});
            });
          }>("navigation", "list of link", "from site.yaml"),
    field<SiteView,
          [](const SiteView& v) {
            std::vector<Value> series;
            for (std::uint32_t at = 0; at < v.views->archive().series.size(); ++at)
              if (!v.views->archive().series[at].issues.empty()) series.push_back(tmpl::record(v.views->series(at)));
            return Value::list(std::move(series));
          }>("series", "list of series", "those with issues, in the order of site.yaml"),
    field<SiteView, [](const SiteView& v) { return year_list(*v.views); }>("years", "list of year", "newest first"),
    field<SiteView, [](const SiteView& v) { return own(CountsView{v.views}); }>("counts", "counts",
                                                                                "how much there is"),
    field<SiteView, [](const SiteView& v) { return Value::owned(v.views->url("/feed.xml")); }>(
        "feed", "address", "the Atom feed of all issues"),
    field<SiteView, [](const SiteView& v) { return Value::owned(v.views->url("/feed.json")); }>(
        "json_feed", "address", "the same as JSON Feed"),
    field<SiteView,
          [](const SiteView& v) {
            return list_of(site_of(v).source_lists, [&](const auto& list) {
              return own(SourceListView{v.views, &list.first});
            });
          }>("source_lists", "list of source_list", "all that there are in sources/, by name"),
    field<SiteView, [](const SiteView& v) { return Value(v.views->has_search()); }>(
        "search", "boolean", "false where the site was built without search"),
    field<SiteView, [](const SiteView& v) { return Value(site_of(v).remote_pictures); }>(
        "remote_pictures", "boolean", "whether pages load pictures from other hosts; where not, links stand for them"),
    field<SiteView, [](const SiteView& v) { return v.views->options(); }>(
        "options", "map", "the theme's options, as site.yaml sets them"),
    field<SiteView, [](const SiteView&) { return Value("Broadsheet " BROADSHEET_VERSION); }>("generator", "text",
                                                                                             "program and version")};
// Every page reads some of them.
constexpr auto kSite = facet_each(std::to_array(kSiteFields));

constexpr Field kCounts[] = {
    field<CountsView, [](const CountsView& v) { return Value(v.views->archive().issues.size()); }>(
        "issues", "integer", "issues in the archive"),
    field<CountsView, [](const CountsView& v) { return Value(v.views->story_count()); }>("stories", "integer",
                                                                                         "stories in them"),
    field<CountsView, [](const CountsView& v) { return Value(page_count(v.views->companies())); }>(
        "companies", "integer", "with a page"),
    field<CountsView, [](const CountsView& v) { return Value(page_count(v.views->topics())); }>("topics", "integer",
                                                                                                "with a page"),
    field<CountsView, [](const CountsView& v) { return Value(v.views->archive().weeks.size()); }>(
        "weeks", "integer", "ISO weeks with an issue")};

constexpr Field kSeries[] = {
    field<SeriesView, [](const SeriesView& v) { return Value(series_of(v).rule.slug); }>("slug", "text",
                                                                                         "engineering-at-scale"),
    field<SeriesView, [](const SeriesView& v) { return Value(series_of(v).rule.name); }>("name", "text",
                                                                                         "Engineering @ Scale"),
    field<SeriesView, [](const SeriesView& v) { return Value(series_of(v).rule.description); }>("description", "text",
                                                                                                "or empty"),
    field<SeriesView, [](const SeriesView&
                             v) { return Value::owned(v.views->url(model::series_address(series_of(v).rule.slug))); }>(
        "url", "address", "of its page"),
    field<SeriesView,
          [](const SeriesView& v) {
            return Value::owned(v.views->url(model::series_address(series_of(v).rule.slug) + "feed.xml"));
          }>("feed", "address", "its Atom feed"),
    field<SeriesView,
          [](const SeriesView& v) {
            return Value::owned(v.views->url(model::series_address(series_of(v).rule.slug) + "feed.json"));
          }>("json_feed", "address", "the same as JSON Feed"),
    field<SeriesView,
          [](const SeriesView& v) {
            const std::string& own_language = series_of(v).rule.language;
            return Value(own_language.empty() ? v.views->site_language() : own_language);
          }>("language", "text", "a BCP 47 tag"),
    facet(2, field<SeriesView, [](const SeriesView& v) { return Value(series_of(v).issues.size()); }>(
                 "issue_count", "integer", "how many issues it has")),
    facet(2, field<SeriesView, [](const SeriesView& v) {
            return series_of(v).issues.empty() ? Value::none()
                                               : tmpl::record(v.views->issue(series_of(v).issues.back()));
          }>("latest", "issue or none", "its newest issue"))};

constexpr Field kTerm[] = {
    field<TermView, [](const TermView& v) { return Value(v.term->name); }>("name", "text", "Cloudflare"),
    field<TermView, [](const TermView& v) { return Value(v.term->slug); }>("slug", "text", "cloudflare"),
    field<TermView, term_url>("url", "address", "empty where it has no page"),
    field<TermView, [](const TermView& v) { return Value(v.term->kind); }>(
        "kind", "text", "company, person, publisher or project; empty for topics"),
    field<TermView, [](const TermView& v) { return Value(v.term->homepage); }>("homepage", "address", "or empty"),
    field<TermView, [](const TermView& v) { return Value(v.term->description); }>("description", "text", "or empty"),
    field<TermView, [](const TermView& v) { return tmpl::texts(v.term->aliases); }>("aliases", "list of text",
                                                                                    "other names"),
    facet(2, field<TermView, [](const TermView& v) { return Value(v.term->stories.size()); }>(
                 "story_count", "integer", "how many stories it has")),
    facet(2, field<TermView, [](const TermView& v) { return Value(v.term->issues.size()); }>("issue_count", "integer",
                                                                                             "how many issues it has")),
    facet(2, field<TermView, [](const TermView& v) { return Value(v.term->mentions.size()); }>(
                 "mention_count", "integer", "companies: stories that only name it")),
    facet(2, field<TermView, [](const TermView& v) {
            return list_of(v.term->months, [&](const model::MonthCount& month) {
              return own(MonthCountView{v.views, month});
            });
          }>("months", "list of month_count", "its stories by month, oldest first; only months with any"))};

constexpr Field kCount[] = {
    field<CountView, [](const CountView& v) { return tmpl::record(*v.term); }>("term", "term", "the company or topic"),
    field<CountView, [](const CountView& v) { return Value(v.count); }>("count", "integer",
                                                                        "stories that both are about")};

constexpr Field kWeek[] = {
    field<WeekView, [](const WeekView& v) { return Value::owned(iso_week_name(week_of(v).week)); }>("name", "text",
                                                                                                    "2026-W13"),
    field<WeekView, [](const WeekView& v) { return Value(week_of(v).week.year); }>("year", "integer", "of ISO 8601"),
    field<WeekView, [](const WeekView& v) { return Value(week_of(v).week.week); }>("number", "integer", "1 to 53"),
    field<WeekView, [](const WeekView& v) { return Value::owned(v.views->url(model::week_address(week_of(v).week))); }>(
        "url", "address", "/weeks/2026-W13/"),
    field<WeekView,
          [](const WeekView& v) {
            return own(DateView{monday(week_of(v).week), &v.views->site_language()});
          }>("first", "date", "its Monday"),
    field<WeekView,
          [](const WeekView& v) {
            return own(DateView{add_days(monday(week_of(v).week), 6), &v.views->site_language()});
          }>("last", "date", "its Sunday"),
    field<WeekView,
          [](const WeekView& v) {
            const Date first = monday(week_of(v).week);
            return Value::owned(date_range_text(first, add_days(first, 6), v.views->site_language()));
          }>("date_text", "text", "March 23 – 29, 2026"),
    facet(2, field<WeekView, [](const WeekView& v) { return Value(week_of(v).issues.size()); }>(
                 "issue_count", "integer", "how many issues it has")),
    facet(2, field<WeekView, week_story_count>("story_count", "integer", "how many stories it has")),
    facet(2, field<WeekView, [](const WeekView& v) { return week_or_none(v, v.index > 0, v.index - 1); }>(
                 "previous", "week or none", "the week before that has issues")),
    facet(2, field<WeekView,
                   [](const WeekView& v) {
                     return week_or_none(v, v.index + 1 < v.views->archive().weeks.size(), v.index + 1);
                   }>("next", "week or none", "likewise after")),
    facet(2, field<WeekView, [](const WeekView& v) { return issue_list(*v.views, week_of(v).issues); }>(
                 "issues", "list of issue", "that overlap it, by first day")),
    facet(2, field<WeekView, [](const WeekView& v) {
            return own(ChangesView{v.views, &week_of(v).changes});
          }>("changes", "changes", "against the week before; empty where that has no issue"))};

constexpr Field kYear[] = {
    field<YearView, [](const YearView& v) { return Value(v.year); }>("year", "integer", "2026"),
    field<YearView, [](const YearView& v) { return Value::owned(std::to_string(v.year)); }>("name", "text", "2026"),
    field<YearView, [](const YearView& v) { return Value::owned(v.views->url(model::year_address(v.year))); }>(
        "url", "address", "/archive/2026/; a year that only has weeks has no page"),
    field<YearView, [](const YearView& v) { return Value(year_issue_count(v)); }>("issue_count", "integer",
                                                                                  "how many issues it has"),
    field<YearView,
          [](const YearView& v) {
            std::vector<unsigned> months = v.views->months(v.year);
            std::reverse(months.begin(), months.end());
            return list_of(months, [&](unsigned month) { return own(MonthView{v.views, v.year, month}); });
          }>("months", "list of month", "newest first"),
    field<YearView, year_calendar>("calendar", "list of month",
                                   "oldest first, from the archive's first to its last, those without an issue too"),
    field<YearView, [](const YearView& v) { return issue_list(*v.views, v.views->issues_of(v.year)); }>(
        "issues", "list of issue", "newest first"),
    field<YearView, year_weeks>("weeks", "list of week", "of this ISO year, newest first")};

constexpr Field kMonth[] = {
    field<MonthView, [](const MonthView& v) { return Value(v.year); }>("year", "integer", "2026"),
    field<MonthView, [](const MonthView& v) { return Value(v.month); }>("month", "integer", "3"),
    field<MonthView,
          [](const MonthView& v) { return Value::owned(month_text(v.year, v.month, v.views->site_language())); }>(
        "name", "text", "March 2026"),
    field<MonthView, month_page_url>("url", "address", "empty where it has no issue"),
    field<MonthView, [](const MonthView& v) { return Value(v.views->issues_of(v.year, v.month).size()); }>(
        "issue_count", "integer", "how many issues it has"),
    field<MonthView, [](const MonthView& v) { return issue_list(*v.views, v.views->issues_of(v.year, v.month)); }>(
        "issues", "list of issue", "newest first"),
    field<MonthView, month_days>("days", "list of day", "every day of it, for a calendar")};

constexpr Field kDay[] = {
    field<DayView,
          [](const DayView& v) {
            return own(DateView{v.date, &v.views->site_language()});
          }>("date", "date", "the day"),
    field<DayView, [](const DayView& v) { return Value(std::chrono::weekday(v.date).iso_encoding()); }>(
        "weekday", "integer", "1 for Monday to 7 for Sunday"),
    field<DayView, day_issues>("issues", "list of issue", "whose last day it is; none on a missing day")};

constexpr Field kYearIssues[] = {
    field<YearIssuesView, [](const YearIssuesView& v) { return Value(v.year); }>("year", "integer", "2026"),
    field<YearIssuesView, [](const YearIssuesView& v) { return Value::owned(std::to_string(v.year)); }>("name", "text",
                                                                                                        "2026"),
    field<YearIssuesView, [](const YearIssuesView& v) { return issue_list(*v.views, v.issues); }>(
        "issues", "list of issue", "newest first")};

constexpr Field kSeriesIssues[] = {
    field<SeriesIssuesView, [](const SeriesIssuesView& v) { return tmpl::record(v.views->series(v.series)); }>(
        "series", "series", "the series"),
    field<SeriesIssuesView, [](const SeriesIssuesView& v) { return issue_list(*v.views, v.issues); }>(
        "issues", "list of issue", "by first day")};

constexpr Field kYearStories[] = {
    field<YearStoriesView, [](const YearStoriesView& v) { return Value(v.year); }>("year", "integer", "2026"),
    field<YearStoriesView, [](const YearStoriesView& v) { return Value::owned(std::to_string(v.year)); }>(
        "name", "text", "2026"),
    field<YearStoriesView, [](const YearStoriesView&
                                  v) { return v.address.empty() ? Value("") : Value::owned(v.views->url(v.address)); }>(
        "url", "address", "empty where all its stories are on this page"),
    field<YearStoriesView, [](const YearStoriesView& v) { return Value(v.count); }>("story_count", "integer",
                                                                                    "of the year"),
    field<YearStoriesView, [](const YearStoriesView& v) { return story_list(*v.views, v.stories); }>(
        "stories", "list of story", "newest first; some or none where `url` leads to the rest")};

constexpr Field kLetter[] = {
    field<LetterView, [](const LetterView& v) { return Value(v.letter); }>("name", "text",
                                                                           "A, or of another script, or #"),
    field<LetterView, [](const LetterView& v) { return Value::owned(letter_id(v.letter)); }>(
        "id", "text", "letter-a; letter-42f, by code point, for those of other scripts; letter-0 for #"),
    field<LetterView, [](const LetterView& v) {
      return list_of(v.terms, [](const TermView* term) { return tmpl::record(*term); });
    }>("terms", "list of term", "in the order of their names")};

}  // namespace

const RecordType& record_type(const SiteView*) {
  static const RecordType type{"site", "the whole site", kSite};
  return type;
}
const RecordType& record_type(const CountsView*) {
  static const RecordType type{"counts", "how much there is", kCounts};
  return type;
}
const RecordType& record_type(const SeriesView*) {
  static const RecordType type{"series", "one series of issues", kSeries};
  return type;
}
const RecordType& record_type(const TermView*) {
  static const RecordType type{"term", "a company or a topic", kTerm};
  return type;
}
const RecordType& record_type(const CountView*) {
  static const RecordType type{"count", "a term and how often it occurs with something", kCount};
  return type;
}
const RecordType& record_type(const WeekView*) {
  static const RecordType type{"week", "an ISO week", kWeek};
  return type;
}
const RecordType& record_type(const YearView*) {
  static const RecordType type{"year", "a year of the archive", kYear};
  return type;
}
const RecordType& record_type(const MonthView*) {
  static const RecordType type{"month", "a month of the archive", kMonth};
  return type;
}
const RecordType& record_type(const DayView*) {
  static const RecordType type{"day", "a day of a month's calendar", kDay};
  return type;
}
const RecordType& record_type(const YearIssuesView*) {
  static const RecordType type{"year_issues", "the issues of a year of a series", kYearIssues};
  return type;
}
const RecordType& record_type(const SeriesIssuesView*) {
  static const RecordType type{"series_issues", "the issues of a series in a week", kSeriesIssues};
  return type;
}
const RecordType& record_type(const YearStoriesView*) {
  static const RecordType type{"year_stories", "the stories of a year of a term", kYearStories};
  return type;
}
const RecordType& record_type(const LetterView*) {
  static const RecordType type{"letter", "the terms under one letter", kLetter};
  return type;
}

}  // namespace broadsheet::render
