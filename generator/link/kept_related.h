// The related stories of neighbouring issues as bytes, for PartCache.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "link/related.h"
#include "link/story_index.h"

namespace broadsheet::link {

class KeptRelated {
 public:
  using Lists = std::vector<std::vector<model::RelatedStory>>;  ///< of each story of a part

  /// All must outlive this. For parts that have a key.
  KeptRelated(const StoryIndex& index, const Neighbours& neighbours,
              const std::vector<std::vector<std::uint32_t>>& tellings)
      : index_(index), neighbours_(neighbours), tellings_(tellings) {}

  /// A hash of all that the related stories of a part depend on.
  std::uint64_t key(const StoryWords::StoryPart& part) const;
  /// What find_related() gave for the stories of a part.
  std::string packed(const StoryWords::StoryPart& part, const Lists& lists) const;
  /// The same, from what packed() gave; nothing where the bytes are not whole.
  std::optional<Lists> read(const StoryWords::StoryPart& part, std::string_view bytes) const;

 private:
  class Writer;
  class Reader;

  const StoryIndex& index_;
  const Neighbours& neighbours_;
  const std::vector<std::vector<std::uint32_t>>& tellings_;
};

}  // namespace broadsheet::link
