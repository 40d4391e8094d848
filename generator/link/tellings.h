// Tellings of one event: the daily and the weekly issue, and issues of different series, report the same thing.
//
// Two stories of different issues at most ten days apart tell the same event where
//  - a title of one is a title of the other, but for common words, case and endings, and a company of one is a company
//    of the other, or one names none; or
//  - they have an address in common that neither issue gives to two stories, a company too, and a telling word; or
//  - their issues' days overlap, a company is concerned by both, two telling words or phrases are in both, and they are
//    very alike: kTellingWords for the words, kTellingScore in all.
#pragma once

#include <utility>
#include <vector>

#include "link/story_index.h"

namespace broadsheet::link {

inline constexpr int kTellingDays = 10;
inline constexpr float kTellingWords = 0.1f;
inline constexpr float kTellingScore = 0.22f;

/// Every key with a story that has it: those of one key together, in the order of the archive.
using KeyEntries = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

/// What stories may have in common, by hashes of it.
struct TellingKeys {
  KeyEntries by_title, by_address;
};
TellingKeys telling_keys(const StoryIndex& index);

/// For every story its other tellings, ascending, at most eight; if b is one of a, a is one of b unless b has too many.
/// `neighbours` as StoryIndex gives them.
std::vector<std::vector<std::uint32_t>> find_tellings(const StoryIndex& index, const TellingKeys& keys,
                                                      const Neighbours& neighbours);

/// An address without what varies between copies of it: scheme, "www.", port, parameters for tracking, fragment, a
/// slash at the end; empty where it leads to no page of its own ("#", "https://example.com/").
std::string comparable_address(std::string_view url);

}  // namespace broadsheet::link
