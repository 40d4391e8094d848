// Resolves the names that authors write to the terms of a taxonomy: through the vocabulary's names and aliases, and
// where it has none, by making a term of the name itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "model/archive.h"
#include "model/site.h"

namespace broadsheet::link {

/// The kind of a name that stands where a company would and is none ("Industry").
inline constexpr std::string_view kNotAnEntity = "not-an-entity";

/// Two names are one term where they are equal without regard to case, quotes and white space, or where their slugs
/// are: "O'Reilly" and "O’Reilly", "NVIDIA" and "Nvidia". Names are resolved in a fixed order, so the numbers of terms
/// are the same in every build.
class Vocabulary {
 public:
  /// Reports entries that share a slug (an error) or a name (an error) to `diagnostics`.
  Vocabulary(const std::vector<model::VocabularyEntry>& entries, Diagnostics& diagnostics);

  /// The term that `name` stands for, which is made where there is none; nothing where the name is no entity
  /// ("Industry") or is empty. `times`: how often it is written so.
  std::optional<std::uint32_t> resolve(std::string_view name, int times = 1);

  /// All terms. A term that is not in the vocabulary is named as most of its mentions are.
  std::vector<model::Term> terms() &&;

 private:
  struct Spelling {
    std::string text;
    int count = 0;
  };
  /// A name as it was written before: archives repeat theirs.
  struct Seen {
    std::uint32_t term = 0;
    std::uint32_t spelling = 0;
  };

  std::uint32_t term_of(std::string_view name, std::string key);
  std::uint32_t spelling_of(std::uint32_t term, std::string_view name);

  std::vector<model::Term> terms_;
  std::vector<std::vector<Spelling>> spellings_;            // parallel to terms_, in order of appearance
  std::unordered_map<std::string, Seen> seen_;              // name as written
  std::unordered_map<std::string, std::uint32_t> by_name_;  // folded name or alias
  std::unordered_map<std::string, std::uint32_t> by_slug_;
};

}  // namespace broadsheet::link
