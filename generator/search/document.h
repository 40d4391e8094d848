// What is searched: one document a story, and one a section of prose. The order of the documents is their identity:
// document i is Xapian's docid i + 1 and the browser's, and it ascends with the date.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "model/archive.h"

namespace broadsheet::search {

/// A value that results can be narrowed to: its slug, and the name that readers see.
using Tag = std::pair<std::string, std::string>;

/// A document, all text plain UTF-8.
struct Document {
  std::string title;
  std::string body;
  std::string url;  ///< below the site's base, with its fragment: "/engineering-at-scale/2026-03-24/#a-story"
  std::string issue_title;
  std::string series_slug;
  std::string series_name;
  std::string section;  ///< the heading that it stands under; may be empty
  std::vector<Tag> companies;
  std::vector<Tag> topics;
  Date date{};
  std::string language;  ///< BCP 47
};

/// Words that mean the same, as a reader may type any of them: "k8s" and "kubernetes".
using SynonymGroup = std::vector<std::string>;

/// The documents of an archive, ascending by their issue's last day, then in the order of issues and of reading.
/// A section of prose has its heading as title; a section without words gives none.
std::vector<Document> documents(const model::Archive& archive);

/// The names of one word each that the vocabularies of companies and topics give to one thing, as groups of two or
/// more. Longer names are left out: a reader who types "AWS" does not mean every "web" and every "service".
std::vector<SynonymGroup> synonyms(const model::Archive& archive);

}  // namespace broadsheet::search
