// Related stories: up to five for each, with what makes them related. None is better than a wrong one.
//
// Two stories are related where they are alike enough in all, kRelatedScore, or kManyTellingScore where kManyTelling
// telling words and phrases are in both; and one of these holds:
//  - their words are alike (kRelatedWords, the cosine of Likeness), kRelatedTelling telling words and phrases are in
//    both, and so is something that is more than words: a company, a topic, a phrase;
//  - their words are much alike (kCloseWords), and both concern a company and a topic;
//  - a rare company stands in both bylines, and both are mainly about a rare topic (kRareTogether);
//  - one of the two, rarer still (kRareAlone), a telling word is in both, and their words are alike (kRelatedWords,
//  with a
//    topic kTopicWords).
// Where these are fewer than kEnoughRelated, stories follow that have the same rare company in their bylines
// (kRareAlone), or any company and a telling word or a topic in common, or that are both mainly about two topics and
// have a telling word in common.
//
// They may be of one issue. Of several tellings of one event only the best one is listed, and none of the story's own.
#pragma once

#include <vector>

#include "link/story_index.h"

namespace broadsheet::link {

inline constexpr std::uint32_t kRelatedTelling = 2;
inline constexpr float kRelatedWords = 0.035f;
inline constexpr float kTopicWords = 0.05f;
inline constexpr float kCloseWords = 0.06f;
inline constexpr float kRareTogether = 0.5f;  // more than a topic weighs that is named in passing
inline constexpr float kRareAlone = 0.625f;
inline constexpr float kRelatedScore = 0.12f;
inline constexpr std::uint32_t kManyTelling = 3;
inline constexpr float kManyTellingScore = 0.105f;
inline constexpr std::size_t kMostRelated = 5;
inline constexpr std::size_t kEnoughRelated = 3;

/// The stories related to `story`, the best first. `tellings` as find_tellings() gives them. Their words are views of
/// the story's title and text.
std::vector<model::RelatedStory> find_related(const StoryIndex& index, std::uint32_t story,
                                              std::span<const Likeness> neighbours,
                                              const std::vector<std::vector<std::uint32_t>>& tellings);

/// A story that is like `story`, without what the two have in common.
model::RelatedStory related_story(const StoryIndex& index, std::uint32_t story, const Likeness& likeness);

}  // namespace broadsheet::link
