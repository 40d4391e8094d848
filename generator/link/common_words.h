// English words that say nothing about what a text is about.
#pragma once

#include <cstdint>

namespace broadsheet::link {

/// Whether the word with this hash64(), in lower case and without a possessive ending, is one of them: articles,
/// prepositions, auxiliaries, numbers, and the verbs, adjectives and nouns that reports on anything are made of
/// ("announced", "major", "way").
bool is_common_word(std::uint64_t hash);

}  // namespace broadsheet::link
