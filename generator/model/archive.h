// The linked archive: every issue, and what concerns what. Made by link/, const from then on. Indexes instead of
// pointers, so that it can be copied and compared.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/few.h"
#include "base/kept_list.h"
#include "base/text_store.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::model {

/// A story of the archive; ordered by issue, then by place in it.
struct StoryRef {
  std::uint32_t issue = 0;  ///< index into Archive::issues
  std::uint32_t story = 0;  ///< index into Issue::stories

  auto operator<=>(const StoryRef&) const = default;
};

/// How many stories a month has.
struct MonthCount {
  int year = 0;
  unsigned month = 0;
  std::uint32_t count = 0;

  bool operator==(const MonthCount&) const = default;
};

/// A company (or person, project, publisher) or a topic, and its stories.
struct Term {
  std::string name;
  std::string slug;
  std::string kind;
  std::string homepage;
  std::string description;
  std::vector<std::string> aliases;
  std::optional<bool> mention;         ///< as the vocabulary says
  std::optional<bool> case_sensitive;  ///< likewise
  bool in_vocabulary = false;
  bool has_page = false;              ///< in the vocabulary and named somewhere, or with enough stories
  std::vector<StoryRef> stories;      ///< oldest first, each once
  std::vector<std::uint32_t> issues;  ///< oldest first: those with such a story, and those tagged with it
  std::vector<StoryRef> mentions;     ///< companies: oldest first, stories that name it in their text alone
  std::vector<std::uint32_t> prose;   ///< companies: issues that name it outside of their stories, and in no story
  std::vector<MonthCount> months;     ///< of its stories, by their issues' last days; ascending, only those with any
};

/// A company's name in prose, to be made a link: the bytes from `begin` to `end` of a piece of HTML, in which no tag
/// and no part of a character reference lies.
struct ProseMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t company = 0;  ///< index into Archive::companies; it has a page

  bool operator==(const ProseMention&) const = default;
};

/// The mentions in a prose block of an issue.
struct BlockMentions {
  std::uint32_t section = 0;
  std::uint32_t block = 0;  ///< index into Section::blocks
  std::vector<ProseMention> mentions;
};

/// A story that is like another, and what they have in common: what `link/related.h` found them alike by.
struct RelatedStory {
  StoryRef story;
  Few<std::uint32_t, 3> companies;  ///< that both concern, the most telling first
  Few<std::uint32_t, 3> topics;     ///< likewise
  Few<std::string_view, 3> words;   ///< rare words and phrases of both, as the story at hand writes them
  bool same_issue = false;
  int days = 0;  ///< from the issue at hand to the other's; 0 where their days overlap
};

/// What a story has to do with the rest of the archive. The lists stand in Archive::texts when all is linked.
struct StoryLinks {
  /// Parallel to Story::byline: the company that a name stands for; nothing where it stands for none ("Industry").
  KeptList<std::optional<std::uint32_t>> byline;
  KeptList<std::uint32_t> companies;      ///< of the byline, in order of appearance, each once
  KeptList<std::uint32_t> topics;         ///< index into Archive::topics, the main ones first, then as they appear
  std::uint32_t main_topics = 0;          ///< how many of them its title names, or the story more than once
  KeptList<std::uint32_t> mentioned;      ///< companies that its title and text name, but not its byline; likewise
  KeptList<ProseMention> mentions;        ///< in Story::body_html, ascending, at most one a company
  KeptList<StoryRef> also_told;           ///< other tellings of the same event, in the order of the archive
  std::span<const RelatedStory> related;  ///< the best first; no other tellings among them; in Archive::texts
  std::optional<std::uint32_t> thread;    ///< index into Archive::threads
};

struct IssueLinks {
  std::uint32_t series = 0;               ///< index into Archive::series
  std::optional<std::uint32_t> previous;  ///< in its series, by date
  std::optional<std::uint32_t> next;
  std::vector<std::uint32_t> weeks;      ///< every week that it overlaps, ascending; index into Archive::weeks
  std::uint32_t home_week = 0;           ///< the week of its last day
  std::vector<std::uint32_t> companies;  ///< of its stories, in order of appearance
  std::vector<std::uint32_t> topics;     ///< of its tags and stories
  KeptList<StoryLinks> stories;          ///< parallel to Issue::stories
  std::vector<BlockMentions> mentions;   ///< in prose blocks, in reading order; at most one a company and section
};

struct Series {
  SeriesRule rule;
  std::vector<std::uint32_t> issues;  ///< oldest first
};

/// A company or topic and how its number of stories changed from one span of time to the next.
struct TermChange {
  std::uint32_t term = 0;    ///< index into Archive::companies or ::topics; it has a page
  std::uint32_t before = 0;  ///< stories in the span before
  std::uint32_t now = 0;

  bool operator==(const TermChange&) const = default;
};

/// What rose and what fell, the greatest change first.
struct Changes {
  std::vector<TermChange> companies_up, companies_down, topics_up, topics_down;

  bool empty() const {
    return companies_up.empty() && companies_down.empty() && topics_up.empty() && topics_down.empty();
  }
};

struct Week {
  IsoWeek week;
  std::vector<std::uint32_t> issues;  ///< that overlap it, by first day, then series
  /// Against the week before, in stories of the issues whose home week it is; empty where either week has none.
  Changes changes;
};

/// Stories that follow one theme over weeks.
struct Thread {
  std::string name;                      ///< as its author pinned it, else a title of one of its stories
  std::string slug;                      ///< its address segment: made from its first story or its pinned name
  bool pinned = false;                   ///< whether front matter made it
  std::vector<StoryRef> stories;         ///< oldest first; at least three, unless pinned
  std::vector<std::uint32_t> companies;  ///< that two of them or more concern, the most frequent first
  std::vector<std::uint32_t> topics;     ///< likewise
};

/// A month of the trends, against the month before.
struct MonthTrends {
  int year = 0;
  unsigned month = 0;
  std::uint32_t stories = 0;
  Changes changes;  ///< empty in the first month
};

/// How many stories the most active companies (rows) have about the most active topics (columns).
struct HeatMap {
  std::vector<std::uint32_t> companies;
  std::vector<std::uint32_t> topics;
  std::vector<std::uint32_t> counts;  ///< row by row
};

/// The most active companies as points, joined where stories concern both.
struct Network {
  struct Node {
    std::uint32_t company = 0;
    std::uint32_t stories = 0;
    double x = 0, y = 0;  ///< from 0 to 1
  };
  struct Edge {
    std::uint32_t a = 0, b = 0;  ///< index into nodes, a < b
    std::uint32_t stories = 0;
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

struct Trends {
  std::vector<MonthTrends> months;  ///< from the first with an issue to the last, without gaps
  HeatMap heat_map;
  Network network;
};

/// Everything that is published. `issues` ascend by last day, then first day, then series in the order of site.yaml.
struct Archive {
  std::shared_ptr<TextStore> texts =
      std::make_shared<TextStore>();  ///< what issues and links only have views of; goes last
  Site site;
  std::vector<Issue> issues;
  std::vector<IssueLinks> links;  ///< parallel to issues
  std::vector<StandalonePage> pages;
  std::vector<Series> series;
  std::vector<Week> weeks;      ///< those with an issue, ascending
  std::vector<Term> companies;  ///< in reader's order of names
  std::vector<Term> topics;     ///< likewise
  std::vector<Thread> threads;  ///< by their first stories
  Trends trends;

  const Story& story(StoryRef ref) const { return issues[ref.issue].stories[ref.story]; }
  const StoryLinks& story_links(StoryRef ref) const { return links[ref.issue].stories[ref.story]; }
};

}  // namespace broadsheet::model
