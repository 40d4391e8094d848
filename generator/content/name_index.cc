#include "content/name_index.h"

#include "base/text.h"

namespace broadsheet::content {

namespace {

std::string key_of(std::string_view name) {
  return fold_case(collapse_white_space(name));
}

std::string section_key(const model::SeriesRule& series, std::string_view heading) {
  return series.slug + '\n' + key_of(heading);
}

}  // namespace

NameIndex::NameIndex(const model::Site& site) {
  for (const model::VocabularyEntry& entry : site.companies) {
    entries_.try_emplace(key_of(entry.name), &entry);
    for (const std::string& alias : entry.aliases) entries_.try_emplace(key_of(alias), &entry);
  }
  for (const model::SeriesRule& series : site.series)
    for (const model::SectionRule& rule : series.sections) {
      sections_.try_emplace(section_key(series, rule.heading), &rule);
      for (const std::string& alias : rule.aliases) sections_.try_emplace(section_key(series, alias), &rule);
    }
}

const model::SectionRule* NameIndex::section(const model::SeriesRule* series, std::string_view heading) const {
  if (series == nullptr || series->sections.empty()) return nullptr;
  const auto found = sections_.find(section_key(*series, heading));
  return found == sections_.end() ? nullptr : found->second;
}

const model::VocabularyEntry* NameIndex::find(std::string_view name) const {
  if (entries_.empty()) return nullptr;
  const auto found = entries_.find(key_of(name));
  return found == entries_.end() ? nullptr : found->second;
}

bool NameIndex::is(std::string_view name, std::string_view kind) const {
  const model::VocabularyEntry* entry = find(name);
  return entry != nullptr && (entry->kind.empty() ? kind == "company" : entry->kind == kind);
}

}  // namespace broadsheet::content
