// What templates see: the theme contract. Each struct here is a light handle on the linked archive, and has a table of
// documented fields in issue_view.cc, link_view.cc (what is linked with what) or list_view.cc. themes/README.md lists
// the same tables; a test keeps them equal. Handles hold no text of their own, so that values taken from them outlive
// them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/archive.h"
#include "render/frequent_terms.h"
#include "template/value.h"

namespace broadsheet::render {

class Shortcodes;
class Views;

struct DateView {
  Date date;
  const std::string* language;
};
struct LinkView {
  const model::Link* link;
  const Views* views;
};
struct CreditView {
  const model::StoryCredit* credit;
  const Views* views;
};
struct SeriesView {
  const Views* views;
  std::uint32_t index;
};
struct IssueView {
  const Views* views;
  std::uint32_t index;
};
struct SourceListView {
  const Views* views;
  const std::string* name;
};
struct SectionView {
  const IssueView* issue;
  std::uint32_t index;
};
struct BlockView {
  const IssueView* issue;
  const model::Block* block;
};
struct StoryView {
  const Views* views;
  model::StoryRef ref;
  const model::Story* story;
  const model::StoryLinks* links;
};
struct TitleView {
  const Views* views;
  std::uint32_t issue;
  const model::StoryTitle* title;
};
struct BylineView {
  const StoryView* story;
  std::uint32_t index;
};
struct TermView {
  const Views* views;
  const model::Term* term;
  bool is_company;
};
struct CountView {
  const TermView* term;
  std::size_t count;
};
struct WeekView {
  const Views* views;
  std::uint32_t index;
};
struct YearView {
  const Views* views;
  int year;
};
struct MonthView {
  const Views* views;
  int year;
  unsigned month;
};
struct DayView {
  const Views* views;
  Date date;
};
/// The issues of one year of a series.
struct YearIssuesView {
  const Views* views;
  int year;
  std::vector<std::uint32_t> issues;  // newest first
};
/// The issues of one series in a week.
struct SeriesIssuesView {
  const Views* views;
  std::uint32_t series;
  std::vector<std::uint32_t> issues;
};
/// The stories of one year of a term; on a page of their own where `address` is not empty.
struct YearStoriesView {
  const Views* views;
  int year;
  std::string address;
  std::size_t count;
  std::vector<model::StoryRef> stories;  // newest first
};
struct LetterView {
  std::string letter;  // as LetterIndex names it: 'A', 'Я', '#'
  std::vector<const TermView*> terms;
};
/// A story that another one is related to.
struct RelatedView {
  const Views* views;
  const model::RelatedStory* related;
};
struct ThreadView {
  const Views* views;
  std::uint32_t index;
};
/// The threads whose newest story is of one year; on a page of their own where `address` is not empty.
struct YearThreadsView {
  const Views* views;
  int year;
  std::string address;
  std::size_t count;
  std::vector<std::uint32_t> threads;  // newest activity first
};
/// The stories of a company or topic in a month.
struct MonthCountView {
  const Views* views;
  model::MonthCount month;
};
struct ChangeView {
  const Views* views;
  const model::TermChange* change;
  bool is_company;
};
struct ChangesView {
  const Views* views;
  const model::Changes* changes;
};
struct MonthTrendsView {
  const Views* views;
  const model::MonthTrends* month;
};
/// A row of the table behind the map of companies and topics.
struct HeatRowView {
  const Views* views;
  std::size_t row;
};
struct CountsView {
  const Views* views;
};
struct SiteView {
  const Views* views;
};

/// Handles on everything in an archive, and the texts that many pages share. The archive must outlive it; const and
/// safe for many threads once made.
class Views {
 public:
  /// `options` are the theme's, for `site.options`.
  Views(const model::Archive& archive, tmpl::Value options, bool has_search);
  Views(const Views&) = delete;
  Views& operator=(const Views&) = delete;

  const model::Archive& archive() const { return archive_; }
  const std::string& site_language() const { return archive_.site.language; }
  /// The address below the site's base: "/digest/weeks/2026-W13/".
  std::string url(std::string_view address) const;
  /// The same with scheme and host.
  std::string absolute_url(std::string_view address) const;
  const std::string& base() const { return base_; }
  /// Scheme and host.
  const std::string& origin() const { return origin_; }
  /// Where shortcodes are expanded; until it is set, before rendering, they are not. Must outlive the rendering.
  void set_shortcodes(const Shortcodes* shortcodes) { shortcodes_ = shortcodes; }
  /// Authored HTML of an issue for a page: links at the mentions, addresses below the root ("/about/") put below the
  /// site's base, shortcodes expanded. But for these, no byte changes, and no visible word.
  tmpl::Value issue_html(std::uint32_t issue, std::string_view html,
                         std::span<const model::ProseMention> mentions = {}) const;
  /// The same of a standalone page, for which there are no mentions.
  tmpl::Value page_html(std::uint32_t page) const;
  /// An issue's HTML with its shortcodes expanded, and nothing else.
  std::string expanded_html(std::uint32_t issue, const std::string& html) const;
  const tmpl::Value& options() const { return options_; }
  bool has_search() const { return has_search_; }

  const SiteView& site() const { return site_; }
  const IssueView& issue(std::uint32_t index) const { return issues_[index]; }
  const StoryView& story(model::StoryRef ref) const { return stories_[first_story_[ref.issue] + ref.story]; }
  const SeriesView& series(std::uint32_t index) const { return series_[index]; }
  const WeekView& week(std::uint32_t index) const { return weeks_[index]; }
  /// What a company or topic, by its index, often stands together with.
  const Together& together(std::uint32_t term, bool is_company) const {
    return (is_company ? company_together_ : topic_together_)[term];
  }
  const TermView& company(std::uint32_t index) const { return companies_[index]; }
  const TermView& topic(std::uint32_t index) const { return topics_[index]; }
  const ThreadView& thread(std::uint32_t index) const { return threads_[index]; }
  const std::vector<TermView>& companies() const { return companies_; }
  const std::vector<TermView>& topics() const { return topics_; }
  std::size_t story_count() const { return stories_.size(); }
  /// Stories are numbered through the archive, and so are companies and, behind them, topics.
  std::size_t story_number(model::StoryRef ref) const { return first_story_[ref.issue] + ref.story; }
  std::size_t story_number(const StoryView& story) const { return static_cast<std::size_t>(&story - stories_.data()); }
  const StoryView& numbered_story(std::size_t number) const { return stories_[number]; }
  std::size_t term_number(const TermView& term) const {
    return term.is_company ? static_cast<std::size_t>(term.term - archive_.companies.data())
                           : archive_.companies.size() + static_cast<std::size_t>(term.term - archive_.topics.data());
  }

  const std::string& issue_address(std::uint32_t index) const { return issue_addresses_[index]; }
  /// Below the site's base; of a term that has a page. Every list asks for these.
  const std::string& issue_url(std::uint32_t index) const { return issue_urls_[index]; }
  const std::string& term_url(const TermView& term) const { return term_urls_[term_number(term)]; }
  /// Its issue's, `#` and its id.
  std::string_view story_url(const StoryView& story) const { return story_urls_[story_number(story)]; }
  const std::string& issue_date_text(std::uint32_t index) const { return issue_dates_[index]; }
  const std::string& issue_summary(std::uint32_t index) const { return summaries_[index]; }
  const std::string& language_of(std::uint32_t issue) const { return *languages_[issue]; }

  /// The years and months with issues (an issue belongs to the month of its last day), ascending.
  std::vector<int> years() const;
  std::vector<unsigned> months(int year) const;
  /// Issues of a month, newest first; none where it has none.
  const std::vector<std::uint32_t>& issues_of(int year, unsigned month) const;
  /// Issues of a year, newest first.
  std::vector<std::uint32_t> issues_of(int year) const;

 private:
  void make_handles();
  void make_texts();
  void make_urls();
  std::string below_base(std::string_view html) const;
  std::string linked(std::string_view html, std::span<const model::ProseMention> mentions) const;

  const model::Archive& archive_;
  std::string base_;
  std::string origin_;
  tmpl::Value options_;
  bool has_search_;
  const Shortcodes* shortcodes_ = nullptr;
  SiteView site_;
  std::vector<IssueView> issues_;
  std::vector<std::size_t> first_story_;
  std::vector<StoryView> stories_;
  std::vector<SeriesView> series_;
  std::vector<WeekView> weeks_;
  std::vector<TermView> companies_;
  std::vector<TermView> topics_;
  std::vector<Together> company_together_, topic_together_;
  std::vector<ThreadView> threads_;
  std::vector<const std::string*> languages_;  // of issues
  std::vector<std::string> issue_addresses_;
  std::vector<std::string> issue_urls_;
  std::vector<std::string> term_urls_;        // empty for terms without a page
  std::vector<std::string_view> story_urls_;  // in Archive::texts
  std::vector<std::string> issue_dates_;
  std::vector<std::string> summaries_;
  std::map<std::pair<int, unsigned>, std::vector<std::uint32_t>> months_;
};

// Found by tmpl::record() and own(); the tables that they give are the contract.
const tmpl::RecordType& record_type(const DateView*);
const tmpl::RecordType& record_type(const LinkView*);
const tmpl::RecordType& record_type(const CreditView*);
const tmpl::RecordType& record_type(const SeriesView*);
const tmpl::RecordType& record_type(const IssueView*);
const tmpl::RecordType& record_type(const SourceListView*);
const tmpl::RecordType& record_type(const SectionView*);
const tmpl::RecordType& record_type(const BlockView*);
const tmpl::RecordType& record_type(const StoryView*);
const tmpl::RecordType& record_type(const TitleView*);
const tmpl::RecordType& record_type(const BylineView*);
const tmpl::RecordType& record_type(const TermView*);
const tmpl::RecordType& record_type(const CountView*);
const tmpl::RecordType& record_type(const WeekView*);
const tmpl::RecordType& record_type(const YearView*);
const tmpl::RecordType& record_type(const MonthView*);
const tmpl::RecordType& record_type(const DayView*);
const tmpl::RecordType& record_type(const YearIssuesView*);
const tmpl::RecordType& record_type(const SeriesIssuesView*);
const tmpl::RecordType& record_type(const YearStoriesView*);
const tmpl::RecordType& record_type(const LetterView*);
const tmpl::RecordType& record_type(const RelatedView*);
const tmpl::RecordType& record_type(const ThreadView*);
const tmpl::RecordType& record_type(const YearThreadsView*);
const tmpl::RecordType& record_type(const MonthCountView*);
const tmpl::RecordType& record_type(const ChangeView*);
const tmpl::RecordType& record_type(const ChangesView*);
const tmpl::RecordType& record_type(const MonthTrendsView*);
const tmpl::RecordType& record_type(const HeatRowView*);
const tmpl::RecordType& record_type(const CountsView*);
const tmpl::RecordType& record_type(const SiteView*);

/// A handle that is made on the way: the value owns it.
template <class View>
class OwnedView : public tmpl::Object {
 public:
  explicit OwnedView(View view) : view_(std::move(view)) {}
  std::string_view type_name() const override { return record_type(&view_).name; }
  std::pair<const tmpl::RecordType*, const void*> as_record() const override { return {&record_type(&view_), &view_}; }
  tmpl::Value attribute(std::string_view name) const override {
    for (const tmpl::Field& field : record_type(&view_).fields)
      if (field.name == name) return field.get(&view_);
    return {};
  }

 private:
  View view_;
};

template <class View>
tmpl::Value own(View view) {
  return tmpl::Value::object(new OwnedView<View>(std::move(view)));
}

/// A list of what `make` gives for each element.
template <class Range, class Make>
tmpl::Value list_of(const Range& range, Make make) {
  std::vector<tmpl::Value> items;
  items.reserve(std::size(range));
  for (const auto& element : range) items.push_back(make(element));
  return tmpl::Value::list(std::move(items));
}

/// A row of a table, from a function over the handle.
template <class View, auto get>
constexpr tmpl::Field field(std::string_view name, std::string_view type, std::string_view doc) {
  return {name, type, doc, [](const void* record) -> tmpl::Value { return get(*static_cast<const View*>(record)); }};
}

/// The same field in another facet than 0. Facets keep apart what pages that show a thing in a list make use of, what
/// its own page does (1), and what follows from the rest of the archive (2): a page is rendered again where a facet
/// that it read has changed.
constexpr tmpl::Field facet(std::uint8_t number, tmpl::Field field) {
  field.facet = number;
  return field;
}

/// A table in which each field has a facet of its own.
template <std::size_t count>
constexpr std::array<tmpl::Field, count> facet_each(std::array<tmpl::Field, count> fields) {
  for (std::size_t at = 0; at < count; ++at) fields[at].facet = static_cast<std::uint8_t>(at);
  return fields;
}

/// Front matter and options as templates see them: text borrowed, so that `data` must outlive the value.
tmpl::Value data_value(const model::Data& data);

tmpl::Value issue_list(const Views& views, const std::vector<std::uint32_t>& issues);
tmpl::Value story_list(const Views& views, std::span<const model::StoryRef> stories);

/// Asks for the memory of the stories that those of an issue lead to, which are about to be shown.
void prefetch_related(const Views& views, std::uint32_t issue);

}  // namespace broadsheet::render
