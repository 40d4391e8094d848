// What each kind of page shows: the variables of the theme contract.
#include "render/page.h"

#include <algorithm>

#include "base/collation.h"
#include "base/text.h"
#include "render/thread_page.h"
#include "render/trend_page.h"

namespace broadsheet::render {

using tmpl::Field;
using tmpl::RecordType;
using tmpl::Value;

namespace {

constexpr std::size_t kRecentIssues = 12;
constexpr std::size_t kRecentWeeks = 6;
constexpr std::size_t kTopTerms = 16;
constexpr std::size_t kMostTerms = 20;
constexpr std::size_t kMostMentions = 60;

const model::Term& term_at(const std::vector<TermView>& terms, std::uint32_t index) {
  return *terms[index].term;
}

Value count_list(const std::vector<TermView>& terms, const std::vector<TermCount>& counts) {
  return list_of(counts, [&](const TermCount& count) { return own(CountView{&terms[count.term], count.count}); });
}

Value most_active(const std::vector<TermView>& terms, std::size_t most) {
  std::vector<TermCount> counts;
  for (std::uint32_t at = 0; at < terms.size(); ++at)
    if (term_at(terms, at).has_page && !term_at(terms, at).stories.empty())
      counts.push_back({at, term_at(terms, at).stories.size()});
  keep_most(counts, most);
  return count_list(terms, counts);
}

Variables home_variables(const Views& views) {
  const auto& issues = views.archive().issues;
  const auto& weeks = views.archive().weeks;
  std::vector<std::uint32_t> recent;
  for (std::size_t at = issues.size(); at-- > 0 && recent.size() <= kRecentIssues;)
    recent.push_back(static_cast<std::uint32_t>(at));
  Value lead = recent.empty() ? Value::none() : tmpl::record(views.issue(recent.front()));
  if (!recent.empty()) recent.erase(recent.begin());
  std::vector<Value> newest;
  for (std::size_t at = weeks.size(); at-- > 0 && newest.size() < kRecentWeeks;)
    newest.push_back(tmpl::record(views.week(static_cast<std::uint32_t>(at))));
  return {{"lead", lead},
          {"recent", issue_list(views, recent)},
          {"weeks", Value::list(std::move(newest))},
          {"companies", most_active(views.companies(), kTopTerms)},
          {"topics", most_active(views.topics(), kTopTerms)}};
}

Variables year_variables(const Views& views, int year) {
  const std::vector<int> years = views.years();
  const auto here = std::find(years.begin(), years.end(), year);
  auto view = [&](int number) { return own(YearView{&views, number}); };
  return {{"year", view(year)},
          {"previous", here == years.begin() ? Value::none() : view(*(here - 1))},
          {"next", here + 1 == years.end() ? Value::none() : view(*(here + 1))}};
}

Variables month_variables(const Views& views, const Page& page) {
  std::vector<MonthView> all;
  for (int year : views.years())
    for (unsigned month : views.months(year)) all.push_back({&views, year, month});
  const auto here = std::find_if(all.begin(), all.end(), [&](const MonthView& month) {
    return month.year == page.year && month.month == page.month;
  });
  return {{"month", own(*here)},
          {"previous", here == all.begin() ? Value::none() : own(*(here - 1))},
          {"next", here + 1 == all.end() ? Value::none() : own(*(here + 1))}};
}

Variables series_variables(const Views& views, std::uint32_t index) {
  std::vector<YearIssuesView> years;
  const auto& issues = views.archive().series[index].issues;
  for (auto at = issues.rbegin(); at != issues.rend(); ++at) {
    const int year = static_cast<int>(views.archive().issues[*at].last.year());
    if (years.empty() || years.back().year != year) years.push_back({&views, year, {}});
    years.back().issues.push_back(*at);
  }
  return {{"series", tmpl::record(views.series(index))},
          {"years", list_of(years, [](const YearIssuesView& year) { return own(year); })}};
}

Variables weeks_variables(const Views& views) {
  std::vector<int> years;  // of ISO weeks, which may be others than those of days
  for (const model::Week& week : views.archive().weeks)
    if (years.empty() || years.back() != week.week.year) years.push_back(week.week.year);
  std::reverse(years.begin(), years.end());
  return {{"years", list_of(years, [&](int year) { return own(YearView{&views, year}); })}};
}

Variables week_variables(const Views& views, std::uint32_t index) {
  std::vector<SeriesIssuesView> groups;
  std::vector<model::StoryRef> stories;
  const auto& issues = views.archive().weeks[index].issues;
  for (std::uint32_t series = 0; series < views.archive().series.size(); ++series) {
    SeriesIssuesView group{&views, series, {}};
    for (std::uint32_t at : issues)
      if (views.archive().links[at].series == series) group.issues.push_back(at);
    if (!group.issues.empty()) groups.push_back(std::move(group));
  }
  for (std::uint32_t at : issues)
    for (std::uint32_t s = 0; s < views.archive().issues[at].stories.size(); ++s) stories.push_back({at, s});
  const Together frequent = frequent_terms(views.archive(), stories, kTopTerms);
  return {{"week", tmpl::record(views.week(index))},
          {"groups", list_of(groups, [](const SeriesIssuesView& group) { return own(group); })},
          {"companies", count_list(views.companies(), frequent.companies)},
          {"topics", count_list(views.topics(), frequent.topics)}};
}

Variables terms_variables(const Views& views, const std::vector<TermView>& terms) {
  const LetterIndex index(views.archive().site.language);
  std::vector<const TermView*> listed, unlisted;
  std::map<std::uint32_t, LetterView> letters;
  for (const TermView& view : terms) {
    if (view.term->issues.empty() && !view.term->has_page) continue;
    (view.term->has_page ? listed : unlisted).push_back(&view);
    if (!view.term->has_page) continue;
    IndexLetter letter = index.letter_of(view.term->name);
    LetterView& group = letters.try_emplace(letter.place, LetterView{std::move(letter.name), {}}).first->second;
    group.terms.push_back(&view);
  }
  auto record = [](const TermView* view) { return tmpl::record(*view); };
  return {{"terms", list_of(listed, record)},
          {"letters", list_of(letters, [](const auto& entry) { return own(entry.second); })},
          {"most", most_active(terms, kMostTerms)},
          {"unlisted", list_of(unlisted, record)}};
}

Value newest_mentions(const Views& views, const model::Term& term) {
  std::vector<model::StoryRef> newest;
  for (auto ref = term.mentions.rbegin(); ref != term.mentions.rend() && newest.size() < kMostMentions; ++ref)
    newest.push_back(*ref);
  return story_list(views, newest);
}

/// The issues that have no story of their own about a term, newest first; both of its lists ascend.
std::vector<std::uint32_t> tagged_issues(const model::Term& term) {
  std::vector<std::uint32_t> tagged;
  auto story = term.stories.rbegin();
  for (auto issue = term.issues.rbegin(); issue != term.issues.rend(); ++issue) {
    while (story != term.stories.rend() && story->issue > *issue) ++story;
    if (story == term.stories.rend() || story->issue != *issue) tagged.push_back(*issue);
  }
  return tagged;
}

constexpr std::string_view kChart = "chart";

/// What a term's chart is made of, besides its name.
Value months_of(const model::Term& term) {
  std::vector<Value> numbers;
  for (const model::MonthCount& month : term.months)
    for (const std::int64_t number : {std::int64_t{month.year}, std::int64_t{month.month}, std::int64_t{month.count}})
      numbers.push_back(Value(number));
  return Value::list(std::move(numbers));
}

Variables term_variables(const Views& views, const Page& page, bool is_company) {
  const TermView& term = is_company ? views.company(page.index) : views.topic(page.index);
  const Together& together = views.together(page.index, is_company);
  return {{"term", tmpl::record(term)},
          {"years", list_of(term_years(views, term, page.year), [](const YearStoriesView& year) { return own(year); })},
          {"total", Value(term.term->stories.size())},
          {"tagged", issue_list(views, tagged_issues(*term.term))},
          {kChart, page.year == 0 ? months_of(*term.term) : Value("")},
          {"mentions", newest_mentions(views, *term.term)},
          {"named_in", issue_list(views, {term.term->prose.rbegin(), term.term->prose.rend()})},
          {"with_companies", count_list(views.companies(), together.companies)},
          {"with_topics", count_list(views.topics(), together.topics)}};
}

Variables archive_variables(const Views& views) {
  std::vector<int> years = views.years();
  std::reverse(years.begin(), years.end());
  return {{"years", list_of(years,
                            [&](int year) {
                              return own(YearView{&views, year});
                            })},
          {"activity", activity_chart(views)}};
}

Value page_url(const PageView& view) {
  return Value::owned(view.views->url(view.page->address));
}

constexpr Field kPage[] = {
    field<PageView, [](const PageView& v) { return Value(kind_name(v.page->kind)); }>(
        "kind", "text",
        "home, archive, year, month, series, issue, weeks, week, companies, company, topics, topic, "
        "threads, thread, trends, search, page, 404 or redirect"),
    field<PageView, [](const PageView& v) { return Value(v.page->title); }>(
        "title", "text", "unique in the site, without the site's title"),
    field<PageView, [](const PageView& v) { return Value(v.page->description); }>("description", "text", "never empty"),
    field<PageView, [](const PageView& v) { return Value(v.page->address); }>(
        "address", "text", "/weeks/2026-W13/, the same wherever the site stands"),
    field<PageView, page_url>("url", "address", "below the site's base"),
    field<PageView, [](const PageView& v) { return Value::owned(v.views->absolute_url(v.page->address)); }>(
        "canonical", "address", "absolute"),
    field<PageView, [](const PageView& v) { return Value(v.page->language); }>("language", "text", "a BCP 47 tag"),
    field<PageView, [](const PageView& v) { return Value(v.page->noindex); }>(
        "noindex", "boolean", "true where search engines should pass by"),
    field<PageView, [](const PageView&
                           v) { return v.page->feed.empty() ? Value("") : Value::owned(v.views->url(v.page->feed)); }>(
        "feed", "address", "of its own Atom feed, or empty"),
    field<PageView, [](const PageView& v) {
      return v.page->feed.empty() ? Value("") : Value::owned(v.views->url(json_feed_of(v.page->feed)));
    }>("json_feed", "address", "the same as JSON Feed")};

/// Those of a page besides `site` and `page`, in the order of the contract; charts are left to complete().
Variables page_variables(const Views& views, const Page& page) {
  switch (page.kind) {
    case PageKind::home:
      return home_variables(views);
    case PageKind::archive:
      return archive_variables(views);
    case PageKind::year:
      return year_variables(views, page.year);
    case PageKind::month:
      return month_variables(views, page);
    case PageKind::series:
      return series_variables(views, page.index);
    case PageKind::issue:
      return {{"issue", tmpl::record(views.issue(page.index))}};
    case PageKind::weeks:
      return weeks_variables(views);
    case PageKind::week:
      return week_variables(views, page.index);
    case PageKind::companies:
      return terms_variables(views, views.companies());
    case PageKind::topics:
      return terms_variables(views, views.topics());
    case PageKind::company:
      return term_variables(views, page, true);
    case PageKind::topic:
      return term_variables(views, page, false);
    case PageKind::threads:
      return threads_variables(views, page.year);
    case PageKind::thread:
      return thread_variables(views, page.index);
    case PageKind::trends:
      return trends_variables(views);
    case PageKind::page:
      return {{"title", Value(views.archive().pages[page.index].title)}, {"content", views.page_html(page.index)}};
    case PageKind::redirect:
      return {{"target", Value::owned(views.url(page.target))}};
    case PageKind::search:
    case PageKind::not_found:
      return {};
  }
  return {};
}

}  // namespace

const RecordType& record_type(const PageView*) {
  static const RecordType type{"page", "the page at hand", kPage};
  return type;
}

Variables deciding_variables(const PageView& view) {
  Variables variables{{"site", tmpl::record(view.views->site())}, {"page", tmpl::record(view)}};
  for (auto& variable : page_variables(*view.views, *view.page)) variables.push_back(std::move(variable));
  return variables;
}

void complete(const PageView& view, Variables& variables) {
  const bool is_company = view.page->kind == PageKind::company;
  if ((!is_company && view.page->kind != PageKind::topic) || view.page->year != 0) return;
  for (auto& [name, value] : variables)
    if (name == kChart)
      value = term_chart(is_company ? view.views->company(view.page->index) : view.views->topic(view.page->index));
}

Variables all_variables(const PageView& view) {
  Variables variables = deciding_variables(view);
  complete(view, variables);
  return variables;
}

std::string render_page(const tmpl::Environment& environment, PageKind kind, const Variables& variables) {
  return tmpl::render(environment, environment.get(std::string(kind_name(kind)) + ".html"), variables);
}

}  // namespace broadsheet::render
