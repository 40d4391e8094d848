// Related stories: up to five for each, with what makes them related. None is better than a wrong one.
//
// Two stories are related where
//  - something says so that is more than words: a company or a topic is concerned by both, or a phrase is in both;
//  - kRelatedTelling telling words and phrases are in both; or a company stands in both bylines, a topic is concerned
//  by
//    both, and their words are alike all the more (kCloseWords); and
//  - they are alike enough: at least kRelatedWords for their words (the cosine of Likeness) and kRelatedScore in all,
//  or
//    kManyTellingScore where kManyTelling telling words and phrases are in both.
// They may be of one issue. Of several tellings of one event only the best one is listed, and none of the story's own.
#pragma once

#include <vector>

#include "link/story_index.h"

namespace broadsheet::link {

inline constexpr std::uint32_t kRelatedTelling = 2;
inline constexpr float kRelatedWords = 0.04f;
inline constexpr float kCloseWords = 0.06f;
inline constexpr float kRelatedScore = 0.12f;
inline constexpr std::uint32_t kManyTelling = 4;
inline constexpr float kManyTellingScore = 0.105f;
inline constexpr std::size_t kMostRelated = 5;

/// The stories related to `story`, the best first. `tellings` as find_tellings() gives them.
std::vector<model::RelatedStory> find_related(const StoryIndex& index, std::uint32_t story,
                                              const std::vector<Likeness>& neighbours,
                                              const std::vector<std::vector<std::uint32_t>>& tellings);

}  // namespace broadsheet::link
