// The pages of the site: which there are, where, and what each is about. Planned once, then rendered in any order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "render/view.h"
#include "template/environment.h"

namespace broadsheet::render {

enum class PageKind {
  home,
  archive,
  year,
  month,
  series,
  issue,
  weeks,
  week,
  companies,
  company,
  topics,
  topic,
  threads,
  thread,
  trends,
  search,
  page,
  not_found,
  redirect
};

/// "home", "issue", "404" …: as templates know it, and with `.html` the name of the template.
std::string_view kind_name(PageKind kind);

/// A page to be written. What it is about is `index` into the list that its kind says: issues, weeks, companies,
/// threads …
struct Page {
  PageKind kind = PageKind::home;
  std::string address;      ///< `/weeks/2026-W13/`; "/404.html" for the page that hosts show for a missing one
  std::string title;        ///< unique in the site, without the site's own title
  std::string description;  ///< plain, never empty
  std::string language;     ///< BCP 47
  std::string feed;         ///< address of its own feed as Atom, or empty
  std::string origin;       ///< the content file it comes from, or empty
  std::string target;       ///< redirect: the address it leads to
  std::uint32_t index = 0;
  int year = 0;        ///< year and month pages, and the years of long lists
  unsigned month = 0;  ///< month pages
  bool noindex = false;
};

/// Where a page stands below the site's folder: "weeks/2026-W13/index.html".
std::string page_file(const Page& page);

/// The address of the JSON Feed that stands beside an Atom feed.
std::string json_feed_of(std::string_view feed);

/// Every page of the site, ordered by address. Two pages with one address are an error (rule `address`) that names
/// both origins.
std::vector<Page> plan_pages(const Views& views, Diagnostics& diagnostics);

/// `page` of the theme contract.
struct PageView {
  const Views* views;
  const Page* page;
};
const tmpl::RecordType& record_type(const PageView*);

using Variables = std::vector<std::pair<std::string_view, tmpl::Value>>;

/// The variables of a page in the order of the contract, `site` and `page` first. `view` must outlive them.
Variables all_variables(const PageView& view);
/// The same with less work: in place of a term's chart stands what it is made of. They are equal where all_variables()
/// are, and become these by complete().
Variables deciding_variables(const PageView& view);
void complete(const PageView& view, Variables& variables);

/// The page as HTML, from all of its variables. Throws Error (rule `template`).
std::string render_page(const tmpl::Environment& environment, PageKind kind, const Variables& variables);

/// The stories of a term by year, newest first, as year_parts.h has them; `shown_year` is 0 on the term's own page.
std::vector<YearStoriesView> term_years(const Views& views, const TermView& term, int shown_year);

}  // namespace broadsheet::render
