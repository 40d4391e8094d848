// How issues are kept in the cache between two builds: every field of the structs of model/issue.h, in their order.
// Cereal's functions find these by the types' namespaces. A field that is missing here would be lost in the cache:
// tests/rebuild_test.cc and rebuild_random_test.cc compare sites.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/base_class.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/variant.hpp>
#include <cereal/types/vector.hpp>

#include "base/date.h"
#include "base/diagnostics.h"
#include "content/issue_reader.h"
#include "model/issue.h"
#include "model/site.h"

namespace cereal {

template <class Archive>
std::int32_t save_minimal(const Archive&, const std::chrono::year_month_day& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}
template <class Archive>
void load_minimal(const Archive&, std::chrono::year_month_day& date, const std::int32_t& days) {
  date = std::chrono::sys_days(std::chrono::days(days));
}

}  // namespace cereal

namespace broadsheet {

template <class Archive>
void serialize(Archive& archive, Location& v) {
  archive(v.file, v.line, v.column, v.excerpt);
}
template <class Archive>
void serialize(Archive& archive, Note& v) {
  archive(v.location, v.message);
}
template <class Archive>
void serialize(Archive& archive, Diagnostic& v) {
  archive(v.severity, v.rule, v.location, v.message, v.hint, v.notes);
}

namespace model {

template <class Archive>
void serialize(Archive& archive, Data& v) {
  archive(v.value, v.line, v.column);
}
template <class Archive>
void serialize(Archive& archive, Data::Entry& v) {
  archive(v.key, v.data);
}
template <class Archive>
void serialize(Archive& archive, Link& v) {
  archive(v.text, v.url);
}
template <class Archive>
void serialize(Archive& archive, SectionRule& v) {
  archive(v.heading, v.aliases, v.kind);
}
template <class Archive>
void serialize(Archive& archive, Numbering& v) {
  archive(v.number, v.date, v.days);
}
template <class Archive>
void serialize(Archive& archive, SeriesRule& v) {
  archive(v.slug, v.name, v.description, v.language, v.folders, v.prefixes, v.names, v.sources, v.bold, v.numbering,
          v.sections);
}
template <class Archive>
void serialize(Archive& archive, VocabularyEntry& v) {
  archive(v.name, v.slug, v.aliases, v.homepage, v.kind, v.description, v.mention, v.case_sensitive, v.location);
}
/// What is read of a site's configuration when an issue is: not where it stands, and not how it looks.
template <class Archive>
void save_for_reading(Archive& archive, const Site& v) {
  archive(v.title, v.url, v.language, v.author, v.series, v.ignore, v.pages, v.remote_pictures, v.severities,
          v.companies, v.topics, v.source_lists, v.shortcodes);
}
template <class Archive>
void serialize(Archive& archive, BylineName& v) {
  archive(v.separator, v.name);
}
template <class Archive>
void serialize(Archive& archive, StoryTitle& v) {
  archive(v.separator, v.text, v.html, v.url);
}
template <class Archive>
void serialize(Archive& archive, StoryCredit& v) {
  archive(v.text, v.url, v.lead);
}
template <class Archive>
void serialize(Archive& archive, Story& v) {
  archive(v.form, v.id, v.mark, v.title, v.titles, v.byline, v.authors, v.sources, v.body_html, v.body_text, v.line,
          v.hash);
}
template <class Archive>
void serialize(Archive& archive, Block& v) {
  archive(v.kind, v.html, v.text, v.id, v.level, v.story);
}
template <class Archive>
void serialize(Archive& archive, Section& v) {
  archive(v.title, v.title_html, v.id, v.kind, v.blocks, v.line);
}
template <class Archive>
void serialize(Archive& archive, Shortcode& v) {
  archive(v.name, v.args, v.params, v.inner, v.markdown, v.place);
}
template <class Archive>
void serialize(Archive& archive, Issue& v) {
  archive(v.path, v.place, v.series, v.first, v.last, v.title, v.title_html, v.headline, v.language, v.description,
          v.tags, v.categories, v.aliases, v.draft, v.front_matter, v.source_lists, v.sections, v.stories, v.shortcodes,
          v.words, v.body_hash);
}

}  // namespace model

namespace content {

template <class Archive>
void serialize(Archive& archive, IssueRead& v) {
  archive(v.issue, v.series_inferred);
}

}  // namespace content

}  // namespace broadsheet
