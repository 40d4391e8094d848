// The mentions of neighbouring issues as bytes, for PartCache. Terms stand there by the place of their first name among
// all names that were looked for: a new term that is not looked for changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "link/mentions.h"
#include "link/part_cache.h"
#include "model/archive.h"

namespace broadsheet::link {

class StoredMentions {
 public:
  /// `names` of the terms of `archive`, those of topics numbered behind the companies; both must outlive this.
  StoredMentions(const std::vector<Name>& names, const model::Archive& archive);

  /// A hash of all that the mentions of a part depend on: its texts, the companies of its bylines, and the names.
  std::uint64_t key(Part part) const;
  /// What link_mentions() filled in for the issues of a part.
  std::string write(Part part) const;
  void read(std::string_view bytes, Part part, std::vector<model::IssueLinks>& links) const;

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  class Writer;
  class Reader;

  const model::Archive& archive_;
  std::uint64_t names_hash_ = 0;
  std::vector<std::uint32_t> places_;  // of each term's first name, or kNone
  std::vector<std::uint32_t> terms_;   // by place
};

}  // namespace broadsheet::link
