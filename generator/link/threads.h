// Threads: stories that follow one theme over weeks.
//
// Stories join in the order of the archive. A story continues the thread of the earlier story most like it, other
// tellings of the same event first and stories that have a thread before those that have none, if all of this holds:
//  - they are of different issues, a company or a topic is concerned by both, and kThreadTelling telling words or
//    phrases are in both;
//  - they are alike: kThreadWords for their words, kThreadScore in all (see Likeness);
//  - at most kThreadDays lie between them;
//  - it is like the whole thread, so that a chain of small steps does not lead astray: its mean score with the thread's
//    first story and its last five is at least kThreadMean.
// A thread is kept where it has three stories or more and goes on for a week at least.
//
// Authors have the last word, in an issue's front matter:
//
//     threads:                       # these stories of the issue belong to the thread of this name, in every issue
//       Agent sandboxing: [sandboxing-ai-agents-100x-faster, Another title of the issue]
//     break_threads: [title or id]   # these stories continue nothing and nothing continues them; true: all of the
//     issue
#pragma once

#include <vector>

#include "base/diagnostics.h"
#include "link/story_index.h"

namespace broadsheet::link {

inline constexpr float kThreadWords = 0.05f;
inline constexpr float kThreadScore = 0.15f;
inline constexpr float kThreadMean = 0.12f;
inline constexpr std::uint32_t kThreadTelling = 2;
inline constexpr int kThreadDays = 45;
inline constexpr int kThreadSpan = 7;
inline constexpr std::size_t kThreadStories = 3;

/// The archive's threads, by their first stories. A story is in one thread at most. Names in front matter that are no
/// story's of the issue, and keys of the wrong type, are warnings (rule `threads`).
std::vector<model::Thread> find_threads(const StoryIndex& index, const Neighbours& neighbours,
                                        const std::vector<std::vector<std::uint32_t>>& tellings,
                                        Diagnostics& diagnostics);

}  // namespace broadsheet::link
