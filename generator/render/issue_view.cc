// The contract's tables for issues and what stands in them.
#include <span>

#include "base/date_text.h"
#include "base/excerpt.h"
#include "base/text.h"
#include "render/view.h"

namespace broadsheet::render {

using tmpl::Field;
using tmpl::RecordType;
using tmpl::Value;

namespace {

constexpr std::size_t kExcerptLength = 220;     // code points of a story's one line
constexpr std::uint32_t kWordsPerMinute = 230;  // adults read 238 words a minute (Brysbaert 2019)

const model::Issue& issue_of(const IssueView& view) {
  return view.views->archive().issues[view.index];
}
const model::IssueLinks& links_of(const IssueView& view) {
  return view.views->archive().links[view.index];
}
const model::Story& story_of(const StoryView& view) {
  return *view.story;
}
const model::StoryLinks& links_of(const StoryView& view) {
  return *view.links;
}
const model::Section& section_of(const SectionView& view) {
  return issue_of(*view.issue).sections[view.index];
}

Value text_or_none(const std::optional<std::uint32_t>& issue, const Views& views) {
  return issue ? tmpl::record(views.issue(*issue)) : Value::none();
}

Value company_list(const Views& views, std::span<const std::uint32_t> numbers) {
  return list_of(numbers, [&](std::uint32_t number) { return tmpl::record(views.company(number)); });
}

Value topic_list(const Views& views, std::span<const std::uint32_t> numbers) {
  return list_of(numbers, [&](std::uint32_t number) { return tmpl::record(views.topic(number)); });
}

Value section_list(const IssueView& view) {
  std::vector<Value> sections;
  for (std::uint32_t at = 0; at < issue_of(view).sections.size(); ++at) sections.push_back(own(SectionView{&view, at}));
  return Value::list(std::move(sections));
}

Value stories_of(const IssueView& view) {
  std::vector<Value> stories;
  for (std::uint32_t at = 0; at < issue_of(view).stories.size(); ++at)
    stories.push_back(tmpl::record(view.views->story({view.index, at})));
  return Value::list(std::move(stories));
}

Value params_of(const IssueView& view) {
  const model::Data& data = issue_of(view).front_matter;
  return data.map() ? data_value(data) : Value::map(std::vector<std::pair<std::string, Value>>{});
}

std::string_view kind_name(model::Block::Kind kind) {
  switch (kind) {
    case model::Block::Kind::prose:
      return "prose";
    case model::Block::Kind::heading:
      return "heading";
    case model::Block::Kind::story:
      return "story";
  }
  return "";
}

Value credit_list(const KeptList<model::StoryCredit>& credits, const Views& views) {
  return list_of(credits, [&](const model::StoryCredit& credit) { return own(CreditView{&credit, &views}); });
}

std::size_t story_count(const model::Section& section) {
  std::size_t count = 0;
  for (const model::Block& block : section.blocks) count += block.kind == model::Block::Kind::story;
  return count;
}

bool is_outside(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

std::string_view outside_link(const model::Story& story) {
  for (const model::StoryTitle& title : story.titles)
    if (is_outside(title.url)) return title.url;
  for (const model::StoryCredit& source : story.sources)
    if (is_outside(source.url)) return source.url;
  return {};
}

std::string_view section_title(const StoryView& view) {
  const model::Issue& issue = view.views->archive().issues[view.ref.issue];
  for (const model::Section& section : issue.sections)
    for (const model::Block& block : section.blocks)
      if (block.kind == model::Block::Kind::story && block.story == view.ref.story) return section.title;
  return {};
}

/// The HTML of a block, with links where companies are mentioned.
Value block_html(const BlockView& view) {
  const model::Issue& issue = issue_of(*view.issue);
  for (const model::BlockMentions& found : links_of(*view.issue).mentions)
    if (&issue.sections[found.section].blocks[found.block] == view.block)
      return view.issue->views->issue_html(view.issue->index, view.block->html, found.mentions);
  return view.issue->views->issue_html(view.issue->index, view.block->html);
}

Value related_list(const StoryView& view) {
  return list_of(links_of(view).related, [&](const model::RelatedStory& related) {
    return own(RelatedView{view.views, &related});
  });
}

Value thread_or_none(const StoryView& view) {
  const auto& thread = links_of(view).thread;
  return thread ? tmpl::record(view.views->thread(*thread)) : Value::none();
}

Value byline_list(const StoryView& view) {
  std::vector<Value> names;
  for (std::uint32_t at = 0; at < story_of(view).byline.size(); ++at) names.push_back(own(BylineView{&view, at}));
  return Value::list(std::move(names));
}

Value byline_url(const BylineView& view) {
  const auto& company = links_of(*view.story).byline[view.index];
  if (!company) return "";
  const TermView& term = view.story->views->company(*company);
  return view.story->views->term_url(term);
}

constexpr Field kDate[] = {
    field<DateView, [](const DateView& v) { return Value::owned(iso_date(v.date)); }>("iso", "text", "2026-03-24"),
    field<DateView, [](const DateView& v) { return Value(static_cast<int>(v.date.year())); }>("year", "integer",
                                                                                              "2026"),
    field<DateView, [](const DateView& v) { return Value(static_cast<unsigned>(v.date.month())); }>("month", "integer",
                                                                                                    "3"),
    field<DateView, [](const DateView& v) { return Value(static_cast<unsigned>(v.date.day())); }>("day", "integer",
                                                                                                  "24"),
    field<DateView, [](const DateView&
                           v) { return Value::owned(month_name(static_cast<unsigned>(v.date.month()), *v.language)); }>(
        "month_name", "text", "March, in the page's language"),
    field<DateView, [](const DateView& v) { return Value::owned(weekday_name(v.date, *v.language)); }>(
        "weekday_name", "text", "Tuesday, likewise"),
    field<DateView, [](const DateView& v) { return Value::owned(date_text(v.date, *v.language)); }>(
        "text", "text", "March 24, 2026, likewise")};

constexpr Field kIssue[] = {
    field<IssueView, [](const IssueView& v) { return Value(issue_of(v).title); }>(
        "title", "text", "the first heading as its author wrote it, date and all"),
    field<IssueView, [](const IssueView& v) { return v.views->issue_html(v.index, issue_of(v).title_html); }>(
        "title_html", "HTML", "the same with its inline formatting"),
    field<IssueView, [](const IssueView& v) { return Value(issue_of(v).headline); }>("headline", "text",
                                                                                     "the title without the date"),
    field<IssueView, [](const IssueView& v) { return Value(v.views->issue_url(v.index)); }>(
        "url", "address", "/engineering-at-scale/2026-03-24/"),
    field<IssueView, [](const IssueView& v) { return tmpl::record(v.views->series(links_of(v).series)); }>(
        "series", "series", "the series it belongs to"),
    field<IssueView,
          [](const IssueView& v) {
            return own(DateView{issue_of(v).first, &v.views->language_of(v.index)});
          }>("first", "date", "its day, or the first of its days"),
    field<IssueView,
          [](const IssueView& v) {
            return own(DateView{issue_of(v).last, &v.views->language_of(v.index)});
          }>("last", "date", "its day, or the last of its days"),
    field<IssueView, [](const IssueView& v) { return Value(issue_of(v).is_range()); }>(
        "is_range", "boolean", "true where it covers several days"),
    field<IssueView, [](const IssueView& v) { return Value(v.views->issue_date_text(v.index)); }>(
        "date_text", "text", "March 24, 2026, or March 19 – 26, 2026"),
    field<IssueView, [](const IssueView& v) { return Value(issue_of(v).description); }>(
        "description", "text", "from the front matter, or empty"),
    field<IssueView, [](const IssueView& v) { return Value(v.views->issue_summary(v.index)); }>(
        "summary", "text", "the description, or the start of its first prose"),
    field<IssueView, [](const IssueView& v) { return Value(v.views->language_of(v.index)); }>("language", "text",
                                                                                              "a BCP 47 tag"),
    facet(1, field<IssueView, [](const IssueView& v) { return Value(issue_of(v).words); }>("words", "integer",
                                                                                           "words of its text")),
    facet(1,
          field<IssueView,
                [](const IssueView& v) { return Value((issue_of(v).words + kWordsPerMinute - 1) / kWordsPerMinute); }>(
              "minutes", "integer", "reading time, at 230 words a minute")),
    field<IssueView, [](const IssueView& v) { return tmpl::texts(issue_of(v).tags); }>(
        "tags", "list of text", "as authored; `topics` are what they stand for"),
    field<IssueView, [](const IssueView& v) { return tmpl::texts(issue_of(v).categories); }>(
        "categories", "list of text", "as authored"),
    field<IssueView, [](const IssueView& v) { return company_list(*v.views, links_of(v).companies); }>(
        "companies", "list of term", "of its stories, in order of appearance"),
    field<IssueView, [](const IssueView& v) { return topic_list(*v.views, links_of(v).topics); }>(
        "topics", "list of term", "of its tags and stories"),
    field<IssueView,
          [](const IssueView& v) {
            return list_of(links_of(v).weeks, [&](std::uint32_t at) { return tmpl::record(v.views->week(at)); });
          }>("weeks", "list of week", "every ISO week that it overlaps"),
    field<IssueView, [](const IssueView& v) { return tmpl::record(v.views->week(links_of(v).home_week)); }>(
        "home_week", "week", "the week of its last day"),
    facet(2, field<IssueView, [](const IssueView& v) { return text_or_none(links_of(v).previous, *v.views); }>(
                 "previous", "issue or none", "the one before in its series")),
    facet(2, field<IssueView, [](const IssueView& v) { return text_or_none(links_of(v).next, *v.views); }>(
                 "next", "issue or none", "the one after in its series")),
    facet(1, field<IssueView, section_list>("sections", "list of section",
                                            "in order; one before the first heading has no title")),
    facet(1, field<IssueView, stories_of>("stories", "list of story", "in reading order")),
    field<IssueView, [](const IssueView& v) { return Value(issue_of(v).stories.size()); }>("story_count", "integer",
                                                                                           "how many stories it has"),
    facet(1, field<IssueView,
                   [](const IssueView& v) {
                     return list_of(issue_of(v).source_lists, [&](const std::string& name) {
                       return own(SourceListView{v.views, &name});
                     });
                   }>("sources", "list of source_list", "the lists that its `sources` shortcodes ask for")),
    facet(1, field<IssueView, params_of>("params", "map", "its whole front matter"))};

constexpr Field kSourceList[] = {
    field<SourceListView, [](const SourceListView& v) { return Value(*v.name); }>("name", "text", "tech"),
    field<SourceListView, [](const SourceListView& v) {
      const auto& lists = v.views->archive().site.source_lists;
      const auto found = lists.find(*v.name);
      if (found == lists.end()) return Value::list({});
      return list_of(found->second, [&](const model::Link& link) { return own(LinkView{&link, v.views}); });
    }>("links", "list of link", "the entries of sources/<name>.yaml")};

constexpr Field kSection[] = {
    field<SectionView, [](const SectionView& v) { return Value(section_of(v).id); }>(
        "id", "text", "fragment; empty before the first heading"),
    field<SectionView, [](const SectionView& v) { return Value(section_of(v).title); }>("title", "text", "its heading"),
    field<SectionView,
          [](const SectionView& v) { return v.issue->views->issue_html(v.issue->index, section_of(v).title_html); }>(
        "title_html", "HTML", "the same with inline formatting"),
    field<SectionView, [](const SectionView& v) { return Value(model::kind_name(section_of(v).kind)); }>(
        "kind", "text", "prose, stories, threads, bullets or quote"),
    field<SectionView,
          [](const SectionView& v) {
            return list_of(section_of(v).blocks, [&](const model::Block& block) {
              return own(BlockView{v.issue, &block});
            });
          }>("blocks", "list of block", "what stands in it, in order"),
    field<SectionView, [](const SectionView& v) { return Value(story_count(section_of(v))); }>(
        "story_count", "integer", "how many of them are stories")};

constexpr Field kBlock[] = {
    field<BlockView, [](const BlockView& v) { return Value(kind_name(v.block->kind)); }>("kind", "text",
                                                                                         "prose, heading or story"),
    field<BlockView, block_html>("html", "HTML", "prose: blocks, companies in them linked; heading: inline"),
    field<BlockView, [](const BlockView& v) { return Value(v.block->id); }>("id", "text", "heading: its fragment"),
    field<BlockView, [](const BlockView& v) { return Value(v.block->level); }>("level", "integer", "heading: 3 to 6"),
    field<BlockView, [](const BlockView& v) {
      if (v.block->kind != model::Block::Kind::story) return Value::none();
      return tmpl::record(v.issue->views->story({v.issue->index, v.block->story}));
    }>("story", "story or none", "story: the story")};

constexpr Field kStory[] = {
    field<StoryView, [](const StoryView& v) { return Value(story_of(v).id); }>("id", "text", "fragment of its address"),
    field<StoryView, [](const StoryView& v) { return Value(v.views->story_url(v)); }>(
        "url", "address", "its issue's address and `#` and its id"),
    field<StoryView, [](const StoryView& v) { return Value(story_of(v).mark); }>(
        "mark", "text", "before the title and no part of it, as \"1、\" or \"[video]\"; may be empty"),
    field<StoryView, [](const StoryView& v) { return Value(story_of(v).title); }>("title", "text", "plain, all titles"),
    field<StoryView,
          [](const StoryView& v) {
            return list_of(story_of(v).titles, [&](const model::StoryTitle& title) {
              return own(TitleView{v.views, v.ref.issue, &title});
            });
          }>("titles", "list of title", "one, or several that the author joined"),
    field<StoryView, byline_list>("byline", "list of byline", "the names after the title, as written"),
    field<StoryView, [](const StoryView& v) { return company_list(*v.views, links_of(v).companies); }>(
        "companies", "list of term", "that the byline stands for"),
    field<StoryView, [](const StoryView& v) { return topic_list(*v.views, links_of(v).topics); }>(
        "topics", "list of term", "found in its title and text"),
    field<StoryView, [](const StoryView& v) { return credit_list(story_of(v).authors, *v.views); }>(
        "authors", "list of credit", "people after \"by\"; never companies"),
    field<StoryView, [](const StoryView& v) { return credit_list(story_of(v).sources, *v.views); }>(
        "sources", "list of credit", "after the byline; url is empty where there is no address"),
    field<StoryView, [](const StoryView& v) { return Value(outside_link(story_of(v))); }>(
        "link", "address", "the first address outside the site, or empty"),
    facet(1, field<StoryView,
                   [](const StoryView& v) {
                     return v.views->issue_html(v.ref.issue, story_of(v).body_html, links_of(v).mentions);
                   }>("body_html", "HTML", "its text; the first mention of each company is linked")),
    field<StoryView, [](const StoryView& v) { return Value::owned(excerpt(story_of(v).body_text, kExcerptLength)); }>(
        "excerpt", "text", "the start of its text, about 220 characters"),
    field<StoryView, [](const StoryView& v) { return Value(section_title(v)); }>("section", "text",
                                                                                 "the title of its section"),
    field<StoryView, [](const StoryView& v) { return tmpl::record(v.views->issue(v.ref.issue)); }>(
        "issue", "issue", "the issue it stands in"),
    field<StoryView, [](const StoryView& v) { return Value(v.ref.story + 1); }>("number", "integer",
                                                                                "in its issue, from 1"),
    field<StoryView,
          [](const StoryView& v) {
            return Value(story_of(v).byline.empty() && outside_link(story_of(v)).empty() &&
                         story_of(v).sources.empty());
          }>("is_thread", "boolean", "true where it names no company and no source"),
    field<StoryView, [](const StoryView& v) { return company_list(*v.views, links_of(v).mentioned); }>(
        "mentioned", "list of term", "companies that its title and text name, but not its byline"),
    facet(2,
          field<StoryView, related_list>("related", "list of related", "up to five stories like it, the best first")),
    facet(2, field<StoryView, [](const StoryView& v) { return story_list(*v.views, links_of(v).also_told); }>(
                 "also_told", "list of story", "the same event in other issues, by date")),
    facet(2, field<StoryView, thread_or_none>("thread", "thread or none", "the thread that it is part of"))};

constexpr Field kTitle[] = {
    field<TitleView, [](const TitleView& v) { return Value(v.title->separator); }>(
        "separator", "text", "before it, as \" & \"; empty for the first"),
    field<TitleView, [](const TitleView& v) { return Value(v.title->text); }>("text", "text", "plain"),
    field<TitleView, [](const TitleView& v) { return v.views->issue_html(v.issue, v.title->html); }>(
        "html", "HTML", "inline, without links"),
    field<TitleView, [](const TitleView& v) { return v.title->url == "#" ? Value("") : Value(v.title->url); }>(
        "url", "address", "empty where there is none")};

constexpr Field kByline[] = {
    field<BylineView, [](const BylineView& v) { return Value(story_of(*v.story).byline[v.index].separator); }>(
        "separator", "text", "before it, as \" / \"; empty for the first"),
    field<BylineView, [](const BylineView& v) { return Value(story_of(*v.story).byline[v.index].name); }>(
        "name", "text", "as written"),
    field<BylineView, byline_url>("url", "address", "of the company's page; empty where it has none")};

constexpr Field kLink[] = {
    field<LinkView, [](const LinkView& v) { return Value(v.link->text); }>("text", "text", "what to show"),
    field<LinkView, [](const LinkView& v) {
      return v.link->url == "#" ? Value("") : Value::owned(v.views->url(v.link->url));
    }>("url", "address", "may be empty: then there is nothing to link to")};

constexpr Field kCredit[] = {
    field<CreditView, [](const CreditView& v) { return Value(v.credit->lead); }>(
        "lead", "text", "the word before it, as \"on\", \"and\" or \"by\"; may be empty"),
    field<CreditView, [](const CreditView& v) { return Value(v.credit->text); }>("text", "text", "what to show"),
    field<CreditView, [](const CreditView& v) {
      return v.credit->url == "#" ? Value("") : Value::owned(v.views->url(v.credit->url));
    }>("url", "address", "may be empty: then there is nothing to link to")};

}  // namespace

const RecordType& record_type(const CreditView*) {
  static const RecordType type{"credit", "a source or an author of a story", kCredit};
  return type;
}
const RecordType& record_type(const DateView*) {
  static const RecordType type{"date", "a day", kDate};
  return type;
}
const RecordType& record_type(const LinkView*) {
  static const RecordType type{"link", "a text and an address", kLink};
  return type;
}
const RecordType& record_type(const IssueView*) {
  static const RecordType type{"issue", "one issue", kIssue};
  return type;
}
const RecordType& record_type(const SourceListView*) {
  static const RecordType type{"source_list", "a list of sources", kSourceList};
  return type;
}
const RecordType& record_type(const SectionView*) {
  static const RecordType type{"section", "what stands under one H2", kSection};
  return type;
}
const RecordType& record_type(const BlockView*) {
  static const RecordType type{"block", "a run of a section's content", kBlock};
  return type;
}
const RecordType& record_type(const StoryView*) {
  static const RecordType type{"story", "one story", kStory};
  return type;
}
const RecordType& record_type(const TitleView*) {
  static const RecordType type{"title", "a title of a story", kTitle};
  return type;
}
const RecordType& record_type(const BylineView*) {
  static const RecordType type{"byline", "a name of a story's byline", kByline};
  return type;
}

}  // namespace broadsheet::render
