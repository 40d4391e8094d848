// Related stories: up to five for each, with what makes them related. None is better than a wrong one.
//
// A story is related to another of a different issue where a company or a topic is concerned by both, kRelatedTelling
// rare words are in both, and they are alike enough: at least kRelatedWords for their words (the cosine of Likeness)
// and kRelatedScore in all. Of several tellings of one event only the best one is listed, and none of the story's own.
#pragma once

#include <vector>

#include "link/story_index.h"

namespace broadsheet::link {

inline constexpr float kRelatedWords = 0.06f;
inline constexpr float kRelatedScore = 0.14f;
inline constexpr std::uint32_t kRelatedTelling = 2;
inline constexpr std::size_t kMostRelated = 5;

/// The stories related to `story`, the best first. `tellings` as find_tellings() gives them.
std::vector<model::RelatedStory> find_related(const StoryIndex& index, std::uint32_t story,
                                              const std::vector<Likeness>& neighbours,
                                              const std::vector<std::vector<std::uint32_t>>& tellings);

}  // namespace broadsheet::link
