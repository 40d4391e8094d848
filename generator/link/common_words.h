// English words that say nothing about what a text is about.
#pragma once

#include <cstdint>
#include <string_view>

namespace broadsheet::link {

/// Whether the word with this hash_word(), in lower case and without a possessive ending, is one of them: articles,
/// prepositions, auxiliaries, numbers, and the verbs, adjectives and nouns that reports on anything are made of
/// ("announced", "major", "way").
bool is_common_word(std::uint64_t hash);

/// Words with blanks between, in one form each, that say a little, but are so frequent in texts about technology that
/// two such texts that share some need not be about one thing ("platform", "layer", "developer").
std::string_view vague_words();

}  // namespace broadsheet::link
