// What build_database() writes into the Xapian database besides documents, and search() reads.
#pragma once

namespace broadsheet::search {

inline constexpr unsigned kDateSlot = 0;         ///< value of a document: its day as YYYYMMDD
inline constexpr unsigned kFingerprintSlot = 1;  ///< value of a document: the hash of all that was indexed of it

// Metadata: "format" names how documents were indexed, "language", "stemmers" (by name, separated by blanks),
// "synonyms" and "lexicon" are what queries need; "words 0" and so on are what the lexicon is
// made of (word_blocks.h); and "state" is the hash of all fingerprints when these were written:
// another one means that a build was cut off.

}  // namespace broadsheet::search
