// What the owner configured: site.yaml, the vocabularies and the source lists. Read once, const for the whole build.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostics.h"
#include "model/data.h"

namespace broadsheet::model {

/// A name and an address: a navigation entry, a source, a link of a story. `url` may be empty.
struct Link {
  std::string text;
  std::string url;

  bool operator==(const Link&) const = default;
};

/// What stands in a section; inferred from its content where configuration does not say.
enum class SectionKind { prose, stories, threads, bullets, quote };

/// What bold text at the start of a paragraph means in a series.
enum class BoldMeaning { title, company, thread, channel };

/// `sections:` of a series: the heading, other spellings of it, and the kind where it is set.
struct SectionRule {
  std::string heading;
  std::vector<std::string> aliases;
  std::optional<SectionKind> kind;
};

/// An entry of `numbering:` of a series whose files have numbers and no dates: number `number` came out on `date`, and
/// each further one `days` later, up to the next entry.
struct Numbering {
  int number = 1;
  Date date;
  int days = 7;

  bool operator==(const Numbering&) const = default;
};

/// One series. An issue belongs to it by its folder, its file's prefix, or the name in its title or first heading.
struct SeriesRule {
  std::string slug;  ///< its address segment
  std::string name;
  std::string description;
  std::string language;               ///< BCP 47; the site's where empty
  std::vector<std::string> folders;   ///< names of folders on the way to the file
  std::vector<std::string> prefixes;  ///< starts of file names, before the date
  std::vector<std::string> names;     ///< front-matter titles and first headings
  std::string sources;                ///< the source list for a shortcode without argument
  std::optional<BoldMeaning> bold;
  std::vector<Numbering> numbering;  ///< by number
  std::vector<SectionRule> sections;
};

/// One entry of companies.yaml or topics.yaml.
struct VocabularyEntry {
  std::string name;
  std::string slug;
  std::vector<std::string> aliases;
  std::string homepage;
  std::string kind;  ///< companies: company, person, publisher, project, not-an-entity; topics: empty
  std::string description;
  std::optional<bool> mention;         ///< false: never linked from prose
  std::optional<bool> case_sensitive;  ///< whether mentions in prose must match in case
  Location location;
};

/// The configuration of an archive, whole.
struct Site {
  std::string title;
  std::string tagline;
  std::string description;
  std::string url = "http://localhost:8000/";  ///< absolute, ends in `/`
  std::string language = "en";
  std::string author;
  std::string copyright;
  std::string theme = "broadsheet";
  std::vector<Link> navigation;
  std::vector<SeriesRule> series;
  std::vector<std::string> ignore;                ///< globs over paths relative to the content folder
  std::vector<std::string> pages;                 ///< likewise: files below issues/ that are pages
  std::map<std::string, std::string> severities;  ///< rule of a diagnostic → off, info, warning or error
  int minimum_stories = 2;                        ///< that a term needs for a page of its own
  std::vector<VocabularyEntry> companies;
  std::vector<VocabularyEntry> topics;
  std::map<std::string, std::vector<Link>> source_lists;  ///< name of the file in sources/ → its entries
  std::string static_folder;     ///< where the owner's own files are, so that pictures can be measured; may be missing
  bool remote_pictures = false;  ///< whether pages load pictures from other hosts; a link stands in their place if not
  Data options;                  ///< `options:`, handed to the theme
  /// The names of the theme's shortcodes, sorted; without a theme nothing, and every call is taken for one of them.
  std::optional<std::vector<std::string>> shortcodes;
};

}  // namespace broadsheet::model
