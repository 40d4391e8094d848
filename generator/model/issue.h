// One issue as it was read: front matter, sections, and the stories in them, in the order of the author. Plain values;
// nothing here knows of other issues.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/kept_list.h"
#include "base/kept_text.h"
#include "model/data.h"
#include "model/site.h"

namespace broadsheet::model {

/// A name in a byline as the author wrote it, and the text between it and the name before (" / ", ", & ").
struct BylineName {
  KeptText separator;
  KeptText name;

  bool operator==(const BylineName&) const = default;
};

/// A title of a story, or a part of it; a story has two titles where the author joined two articles with "&".
struct StoryTitle {
  KeptText separator;  ///< text between this title and the one before, as " & "; empty for the first
  KeptText text;       ///< plain, without the literal brackets that authors put around it
  KeptText html;       ///< the same as inline HTML, without links
  KeptText url;        ///< as authored; empty where there is none, "#" where the author had none to give
};

/// A source or an author of a story: a name, maybe with an address, and the word before it where the author wrote one.
struct StoryCredit {
  KeptText text;
  KeptText url;   ///< may be empty
  KeptText lead;  ///< "on" before a channel, "and" between two sources, "by" before an author; else empty
};

/// A story: what its head line says, and its body.
struct Story {
  int form = 0;                   ///< the form of its head, see README.md
  KeptText id;                    ///< fragment of its address, unique in its issue
  KeptText mark;                  ///< what stands before the title and is none of it: "1、", "[video]"; may be empty
  KeptText title;                 ///< plain text of all titles, for lists, feeds and search
  KeptList<StoryTitle> titles;    ///< at least one; in a sentence with links, a part each link and each text between
  KeptList<BylineName> byline;    ///< companies, or people; empty where the head names none
  KeptList<StoryCredit> authors;  ///< people after "by"; never companies
  KeptList<StoryCredit> sources;  ///< links and publishers after the byline; url empty: plain text
  KeptText body_html;             ///< block HTML, escaped and safe
  KeptText body_text;             ///< the same as plain text, paragraphs separated by a line feed
  int line = 0;                   ///< of the head line in the file
  std::uint64_t hash = 0;         ///< of what pages show of it, and of its section's title; 0: unknown
};

/// A run of an issue's content. A story block stands for the head and body of `stories[story]`.
struct Block {
  enum class Kind { prose, heading, story };
  Kind kind = Kind::prose;
  KeptText html;            ///< prose: block HTML; heading: its inline HTML
  KeptText text;            ///< plain text of prose and headings
  KeptText id;              ///< heading: fragment
  int level = 0;            ///< heading: 3 to 6
  std::uint32_t story = 0;  ///< story: index into Issue::stories
};

/// What stands under one H2, or before the first (then without a title).
struct Section {
  KeptText title;       ///< plain text, as the author wrote it
  KeptText title_html;  ///< inline HTML
  KeptText id;          ///< fragment, unique in the issue; empty where there is no heading
  SectionKind kind = SectionKind::prose;
  KeptList<Block> blocks;
  int line = 0;
};

/// "prose", "stories" …: as configuration, templates and dumps name a kind.
constexpr std::string_view kind_name(SectionKind kind) {
  switch (kind) {
    case SectionKind::prose:
      return "prose";
    case SectionKind::stories:
      return "stories";
    case SectionKind::threads:
      return "threads";
    case SectionKind::bullets:
      return "bullets";
    case SectionKind::quote:
      return "quote";
  }
  return "";
}

/// A call of a theme's shortcode: `{{< name "argument" key="value" >}}`. In the HTML around it stands
/// `<shortcode n="3">…</shortcode>`: its number in the list of its issue or page, and, as HTML, what the author put
/// between its tags. Authors cannot write this themselves, since all of their own HTML is escaped.
struct Shortcode {
  std::string name;
  Data args;              ///< a list: those without a name
  Data params;            ///< a map: those with one
  std::string inner;      ///< what stands between its tags, as written
  bool markdown = false;  ///< written as `{{% name %}}`
  Location place;
};

/// One issue. Its identity is its series and its dates; nothing else goes into its address.
struct Issue {
  std::string path;    ///< of the file, relative to the content folder, with `/`
  Location place;      ///< of its first heading, for messages about the whole issue
  std::string series;  ///< slug of its SeriesRule
  Date first;          ///< its day, or the first of its days
  Date last;           ///< its day, or the last of its days
  std::string title;   ///< plain text of the first heading, whole
  std::string title_html;
  std::string headline;                 ///< the title without the date; may be the series' name
  std::string language;                 ///< BCP 47
  std::string description;              ///< front matter, or empty
  std::vector<std::string> tags;        ///< as authored
  std::vector<std::string> categories;  ///< as authored
  std::vector<std::string> aliases;     ///< old addresses that redirect here
  bool draft = false;
  Data front_matter;                      ///< whole, for themes
  std::vector<std::string> source_lists;  ///< lists that `sources` shortcodes asked for before the first heading
  std::vector<Section> sections;
  KeptList<Story> stories;            ///< in reading order
  std::vector<Shortcode> shortcodes;  ///< that its HTML refers to
  std::uint32_t words = 0;            ///< of its text, for a reading time
  std::uint64_t body_hash = 0;        ///< of what only its own page shows, but for its shortcodes; 0: unknown

  bool is_range() const { return first != last; }
};

/// A page that is no issue: about and the like.
struct StandalonePage {
  std::string path;     ///< of the file, relative to the content folder
  std::string address;  ///< `/about/`
  std::string title;
  std::string description;
  std::string language;
  std::string html;
  std::string text;
  std::vector<Shortcode> shortcodes;  ///< that its HTML refers to
  std::vector<std::string> aliases;
  bool draft = false;
  Data front_matter;
};

}  // namespace broadsheet::model
