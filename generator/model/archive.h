// The linked archive: every issue, and what concerns what. Made by link/, const from then on. Indexes instead of
// pointers, so that it can be copied and compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/issue.h"
#include "model/site.h"

namespace broadsheet::model {

/// A story of the archive; ordered by issue, then by place in it.
struct StoryRef {
  std::uint32_t issue = 0;  ///< index into Archive::issues
  std::uint32_t story = 0;  ///< index into Issue::stories

  auto operator<=>(const StoryRef&) const = default;
};

/// A company (or person, project, publisher) or a topic, and its stories.
struct Term {
  std::string name;
  std::string slug;
  std::string kind;
  std::string homepage;
  std::string description;
  std::vector<std::string> aliases;
  bool in_vocabulary = false;
  bool has_page = false;          ///< in the vocabulary or with enough stories
  std::vector<StoryRef> stories;      ///< oldest first, each once
  std::vector<std::uint32_t> issues;  ///< oldest first: those with such a story, and those tagged with it
};

/// A name in a story's byline and the company it stands for; nothing where it stands for none ("Industry").
struct StoryLinks {
  std::vector<std::optional<std::uint32_t>> byline;  ///< parallel to Story::byline; index into Archive::companies
  std::vector<std::uint32_t> companies;              ///< in order of appearance, each once
  std::vector<std::uint32_t> topics;                 ///< index into Archive::topics, likewise
};

struct IssueLinks {
  std::uint32_t series = 0;               ///< index into Archive::series
  std::optional<std::uint32_t> previous;  ///< in its series, by date
  std::optional<std::uint32_t> next;
  std::vector<std::uint32_t> weeks;      ///< every week that it overlaps, ascending; index into Archive::weeks
  std::uint32_t home_week = 0;           ///< the week of its last day
  std::vector<std::uint32_t> companies;  ///< of its stories, in order of appearance
  std::vector<std::uint32_t> topics;     ///< of its tags and stories
  std::vector<StoryLinks> stories;       ///< parallel to Issue::stories
};

struct Series {
  SeriesRule rule;
  std::vector<std::uint32_t> issues;  ///< oldest first
};

struct Week {
  IsoWeek week;
  std::vector<std::uint32_t> issues;  ///< that overlap it, by first day, then series
};

/// Everything that is published. `issues` ascend by last day, then first day, then series in the order of site.yaml.
struct Archive {
  Site site;
  std::vector<Issue> issues;
  std::vector<IssueLinks> links;  ///< parallel to issues
  std::vector<StandalonePage> pages;
  std::vector<Series> series;
  std::vector<Week> weeks;      ///< those with an issue, ascending
  std::vector<Term> companies;  ///< in reader's order of names
  std::vector<Term> topics;     ///< likewise

  const Story& story(StoryRef ref) const { return issues[ref.issue].stories[ref.story]; }
  const StoryLinks& story_links(StoryRef ref) const { return links[ref.issue].stories[ref.story]; }
};

}  // namespace broadsheet::model
