// Which pages there are.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/date_text.h"
#include "base/excerpt.h"
#include "base/in_order.h"
#include "base/text.h"
#include "model/address.h"
#include "render/feed_format.h"
#include "render/page.h"
#include "render/thread_page.h"
#include "render/year_parts.h"

namespace broadsheet::render {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

class Plan {
 public:
  explicit Plan(const Views& views) : views_(views), archive_(views.archive()), site_(archive_.site) {}

  std::vector<Page> pages() {
    add_fronts();
    add_issues();
    add_archive();
    add_weeks();
    add_terms(views_.companies(), PageKind::companies, PageKind::company);
    add_terms(views_.topics(), PageKind::topics, PageKind::topic);
    add_threads();
    add_standalone();
    add_redirects();
    make_titles_unique();
    return sorted();
  }

 private:
  Page& add(PageKind kind, std::string address, std::string title, std::string description) {
    Page& page = pages_.emplace_back();
    page.kind = kind;
    page.address = std::move(address);
    page.title = std::move(title);
    page.description = collapse_white_space(description);
    page.language = site_.language;
    return page;
  }

  void add_fronts() {
    const std::string about = !site_.description.empty() ? site_.description
                              : !site_.tagline.empty()   ? site_.tagline
                                                         : site_.title;
    add(PageKind::home, "/", "Front page", about).feed = "/feed.xml";
    if (views_.has_search())
      add(PageKind::search, "/search/", "Search",
          fmt::format("Search {} of {}.", counted(views_.story_count(), "story", "stories"), site_.title));
    Page& missing = add(PageKind::not_found, "/404.html", "Page not found", "There is no page at this address.");
    missing.noindex = true;
    for (std::uint32_t at = 0; at < archive_.series.size(); ++at) {
      const model::Series& series = archive_.series[at];
      if (series.issues.empty()) continue;
      const std::string address = model::series_address(series.rule.slug);
      Page& page =
          add(PageKind::series, address, series.rule.name,
              series.rule.description.empty()
                  ? fmt::format("All {} of {}.", counted(series.issues.size(), "issue", "issues"), series.rule.name)
                  : series.rule.description);
      page.index = at;
      page.feed = address + "feed.xml";
      if (!series.rule.language.empty()) page.language = series.rule.language;
    }
  }

  void add_issues() {
    for (std::uint32_t at = 0; at < archive_.issues.size(); ++at) {
      const model::Issue& issue = archive_.issues[at];
      Page& page = add(PageKind::issue, views_.issue_address(at), issue.title, views_.issue_summary(at));
      page.index = at;
      page.origin = issue.path;
      page.language = views_.language_of(at);
      page.feed = model::series_address(issue.series) + "feed.xml";
    }
  }

  void add_archive() {
    add(PageKind::archive, "/archive/", "Archive",
        fmt::format("Every issue of {}, by year and month: {} so far.", site_.title,
                    counted(archive_.issues.size(), "issue", "issues")));
    for (int year : views_.years()) {
      add(PageKind::year, model::year_address(year), fmt::format("{} · Archive", year),
          fmt::format("The issues of {} in {}, month by month.", site_.title, year))
          .year = year;
      for (unsigned month : views_.months(year)) {
        const std::string name = month_text(year, month, site_.language);
        Page& page =
            add(PageKind::month, model::month_address(year, month), name + " · Archive",
                fmt::format("{} of {} in {}.", counted(views_.issues_of(year, month).size(), "issue", "issues"),
                            site_.title, name));
        page.year = year;
        page.month = month;
      }
    }
  }

  void add_weeks() {
    add(PageKind::weeks, "/weeks/", "Weeks", fmt::format("{} week by week, across all series.", site_.title));
    for (std::uint32_t at = 0; at < archive_.weeks.size(); ++at) {
      const IsoWeek week = archive_.weeks[at].week;
      const Date first = monday(week);
      const std::string dates = date_range_text(first, add_days(first, 6), site_.language);
      add(PageKind::week, model::week_address(week), fmt::format("Week {} of {}", week.week, week.year),
          fmt::format("{}: {} of {}.", dates, counted(archive_.weeks[at].issues.size(), "issue", "issues"),
                      site_.title))
          .index = at;
    }
  }

  void add_terms(const std::vector<TermView>& terms, PageKind list, PageKind one) {
    const bool companies = list == PageKind::companies;
    const std::string_view plural = companies ? "Companies" : "Topics";
    add(list, companies ? "/companies/" : "/topics/", std::string(plural),
        fmt::format("{} that {} reports on, from A to Z.", plural, site_.title));
    for (std::uint32_t at = 0; at < terms.size(); ++at) {
      const model::Term& term = *terms[at].term;
      if (!term.has_page) continue;
      const std::string address = companies ? model::company_address(term.slug) : model::topic_address(term.slug);
      const std::string stories = counted(term.stories.size(), "story", "stories");
      const std::string about = term.description.empty()
                                    ? fmt::format("{} about {}, newest first.", stories, term.name)
                                    : fmt::format("{} {} about {}.", term.description, stories, term.name);
      Page& page = add(one, address, fmt::format("{} · {}", term.name, plural), about);
      page.index = at;
      page.feed = address + "feed.xml";
      for (const YearStoriesView& year : term_years(views_, terms[at], 0)) {
        if (year.address.empty()) continue;
        Page& part =
            add(one, year.address, fmt::format("{} in {} · {}", term.name, year.year, plural),
                fmt::format("{} about {} in {}.", counted(year.count, "story", "stories"), term.name, year.year));
        part.index = at;
        part.year = year.year;
        part.feed = address + "feed.xml";
      }
    }
  }

  void add_threads() {
    add(PageKind::threads, "/threads/", "Threads",
        fmt::format("Stories of {} that follow one theme over weeks: {}.", site_.title,
                    counted(archive_.threads.size(), "thread", "threads")));
    for (const YearThreadsView& year : thread_years(views_, 0)) {
      if (year.address.empty()) continue;
      add(PageKind::threads, year.address, fmt::format("Threads of {}", year.year),
          fmt::format("Stories of {} that follow one theme over weeks: {} of {}.", site_.title,
                      counted(year.count, "thread", "threads"), year.year))
          .year = year.year;
    }
    add(PageKind::trends, "/trends/", "Trends",
        fmt::format("What rises and falls in {}, month by month, and which companies appear together.", site_.title));
    for (std::uint32_t at = 0; at < archive_.threads.size(); ++at) {
      const model::Thread& thread = archive_.threads[at];
      const Date first = archive_.issues[thread.stories.front().issue].last;
      const Date last = archive_.issues[thread.stories.back().issue].last;
      add(PageKind::thread, model::thread_address(thread.slug), thread.name + " · Threads",
          fmt::format("{}: {}, {}.", thread.name, counted(thread.stories.size(), "story", "stories"),
                      date_range_text(first, last, site_.language)))
          .index = at;
    }
  }

  void add_standalone() {
    for (std::uint32_t at = 0; at < archive_.pages.size(); ++at) {
      const model::StandalonePage& source = archive_.pages[at];
      const std::string text = excerpt(source.text, 180);
      Page& page = add(PageKind::page, source.address, source.title,
                       !source.description.empty() ? source.description
                       : text.empty()              ? source.title
                                                   : text);
      page.index = at;
      page.origin = source.path;
      if (!source.language.empty()) page.language = source.language;
    }
  }

  void add_redirect(const std::string& alias, const std::string& target, const std::string& origin) {
    std::string address = alias.starts_with('/') ? alias : "/" + alias;
    if (!address.ends_with('/') && !address.ends_with(".html")) address += '/';
    Page& page = add(PageKind::redirect, std::move(address), "Moved", fmt::format("This page is now at {}.", target));
    page.target = target;
    page.origin = origin;
    page.noindex = true;
  }

  void add_redirects() {
    for (std::uint32_t at = 0; at < archive_.issues.size(); ++at)
      for (const std::string& alias : archive_.issues[at].aliases)
        add_redirect(alias, views_.issue_address(at), archive_.issues[at].path);
    for (const model::StandalonePage& page : archive_.pages)
      for (const std::string& alias : page.aliases) add_redirect(alias, page.address, page.path);
  }

  /// By their addresses; those of one address as they were planned.
  std::vector<Page> sorted() {
    std::vector<std::uint32_t> order(pages_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return pages_[a].address < pages_[b].address; });
    return in_order(std::move(pages_), order);
  }

  /// Readers and search engines tell pages by their titles, and authors repeat headlines.
  void make_titles_unique() {
    std::vector<Page*> repeated;
    {
      std::unordered_map<std::string_view, int> uses;
      uses.reserve(pages_.size());
      const auto counts = [](const Page& page) { return page.kind != PageKind::redirect; };
      for (const Page& page : pages_)
        if (counts(page)) ++uses[page.title];
      for (Page& page : pages_)
        if (counts(page) && uses[page.title] > 1) repeated.push_back(&page);
    }
    for (Page* const one : repeated) {
      Page& page = *one;
      if (page.kind == PageKind::issue) {
        const model::Issue& issue = archive_.issues[page.index];
        const std::string& series = archive_.series[archive_.links[page.index].series].rule.name;
        page.title += fmt::format(" · {}, {}", series, views_.issue_date_text(page.index));
        if (issue.is_range()) page.title += fmt::format(" ({} days)", days_between(issue.first, issue.last) + 1);
      } else {
        page.title += fmt::format(" · {}", page.address);
      }
    }
  }

  const Views& views_;
  const model::Archive& archive_;
  const model::Site& site_;
  std::vector<Page> pages_;
};

std::string described(const Page& page) {
  return page.origin.empty() ? fmt::format("the {} page", kind_name(page.kind)) : page.origin;
}

void find_collisions(const std::vector<Page>& pages, Diagnostics& diagnostics) {
  for (std::size_t at = 1; at < pages.size(); ++at) {
    const Page& first = pages[at - 1];
    const Page& second = pages[at];
    // Two issues were reported when they were linked, with more to say.
    if (first.address != second.address || (first.kind == PageKind::issue && second.kind == PageKind::issue)) continue;
    const Page& ours = second.origin.empty() ? first : second;
    const Page& other = second.origin.empty() ? second : first;
    diagnostics.add(
        Error("address", {ours.origin, ours.origin.empty() ? 0 : 1, ours.origin.empty() ? 0 : 1, {}},
              fmt::format("{} and {} have one address: {}", described(ours), described(other), ours.address),
              "rename one of them, or leave out the alias"));
  }
}

}  // namespace

std::string_view kind_name(PageKind kind) {
  static constexpr std::string_view names[] = {
      "home",   "archive", "year",    "month",  "series", "issue",  "weeks", "week", "companies", "company",
      "topics", "topic",   "threads", "thread", "trends", "search", "page",  "404",  "redirect"};
  return names[static_cast<std::size_t>(kind)];
}

std::string page_file(const Page& page) {
  std::string file = page.address.substr(1);
  return file.empty() || file.ends_with('/') ? file + "index.html" : file;
}

std::string json_feed_of(std::string_view feed) {
  feed.remove_suffix(kAtomFile.size());
  return std::string(feed).append(kJsonFile);
}

std::vector<YearStoriesView> term_years(const Views& views, const TermView& view, int shown_year) {
  const std::vector<model::StoryRef> newest(view.term->stories.rbegin(), view.term->stories.rend());
  const auto year_of = [&](model::StoryRef ref) {
    return static_cast<int>(views.archive().issues[ref.issue].last.year());
  };
  const std::string address =
      view.is_company ? model::company_address(view.term->slug) : model::topic_address(view.term->slug);
  std::vector<YearStoriesView> years;
  for (auto& part : year_parts(newest, year_of, address, shown_year))
    years.push_back({&views, part.year, std::move(part.address), part.count, std::move(part.entries)});
  return years;
}

std::vector<Page> plan_pages(const Views& views, Diagnostics& diagnostics) {
  std::vector<Page> pages = Plan(views).pages();
  find_collisions(pages, diagnostics);
  return pages;
}

}  // namespace broadsheet::render
