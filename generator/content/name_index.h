// The names that an owner configured: companies, for telling one from a person or a publisher, and "AT&T" from two
// names; and the headings of sections.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "model/site.h"

namespace broadsheet::content {

/// Finds vocabulary entries by name or alias, without regard to case, kind of quote and white space. The site must
/// outlive it.
class NameIndex {
 public:
  explicit NameIndex(const model::Site& site);

  /// The entry with this name, or null. Where two have it, the first.
  const model::VocabularyEntry* find(std::string_view name) const;
  /// Whether `name` is an entry of this kind ("company", "publisher"); an entry without kind is a company.
  bool is(std::string_view name, std::string_view kind) const;
  /// The rule for a section of a series by its heading or an alias, or null; null where `series` is.
  const model::SectionRule* section(const model::SeriesRule* series, std::string_view heading) const;

 private:
  std::unordered_map<std::string, const model::VocabularyEntry*> entries_;
  std::unordered_map<std::string, const model::SectionRule*> sections_;  // by series and heading
};

}  // namespace broadsheet::content
