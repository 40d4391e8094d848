// What is searched: one document a story, and one a section of prose. The order of the documents is their identity:
// document i is Xapian's docid i + 1 and the browser's, and it ascends with the date.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/kept_list.h"
#include "base/kept_text.h"
#include "model/archive.h"

namespace broadsheet::search {

/// A value that results can be narrowed to: its slug, and the name that readers see.
using Tag = std::pair<KeptText, KeptText>;

/// A document, all text plain UTF-8.
struct Document {
  KeptText title;
  KeptText body;
  KeptText url;  ///< below the site's base, with its fragment: "/engineering-at-scale/2026-03-24/#a-story"
  KeptText issue_title;
  KeptText series_slug;
  KeptText series_name;
  KeptText section;  ///< the heading that it stands under; may be empty
  KeptList<Tag> companies;
  KeptList<Tag> topics;
  Date date{};
  KeptText language;  ///< BCP 47

  // Where documents() made it, so that a build need not look at each text; 0: unknown.
  std::uint64_t hash = 0;       ///< stands for all of it: see hash_document()
  std::uint64_t tags_hash = 0;  ///< for the companies, the topics and the series: see hash_tags()
};

/// Words that mean the same, as a reader may type any of them: "k8s" and "kubernetes".
using SynonymGroup = std::vector<std::string>;

/// The documents of an archive, ascending by their issue's last day, then in the order of issues and of reading.
/// A section of prose has its heading as title; a section without words gives none. They view text of the archive,
/// which must outlive them; what they have besides goes to its `texts`.
std::vector<Document> documents(const model::Archive& archive);
std::vector<Document> documents(model::Archive&& archive) = delete;  ///< they would view what is gone

/// The names of one word each that the vocabularies of companies and topics give to one thing, as groups of two or
/// more. Longer names are left out: a reader who types "AWS" does not mean every "web" and every "service".
std::vector<SynonymGroup> synonyms(const model::Archive& archive);

}  // namespace broadsheet::search
