// The words of all documents of a database, counted in blocks of documents that stand next to each other, so that a
// new issue has one block counted anew, and not the archive. Kept in the database's metadata, a block an entry, each
// with the hash of its documents: an entry whose hash is another is as good as none.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "search/analysis.h"
#include "search/document.h"
#include "search/index.h"
#include "search/lexicon.h"

namespace Xapian {
class WritableDatabase;
}

namespace broadsheet::search {

/// How many documents a block has; the last has fewer.
inline constexpr std::size_t kWordBlock = 1024;

/// The hashes of all documents, in their order.
using Fingerprints = std::vector<std::string>;

/// The words that one block's analyser has seen, as bytes.
std::string words_of(const Analyser& analyser);

/// All words. A block's come from `counted`, where that has some, else from the database, else from its documents;
/// what the database did not have is put there. Throws Xapian::Error.
Lexicon count_words(Xapian::WritableDatabase& database, const std::vector<Document>& documents,
                    const Fingerprints& fingerprints, const IndexOptions& options, std::vector<std::string> counted);

/// The hash of the fingerprints from `first` to before `last`.
std::string state_of(const Fingerprints& fingerprints, std::size_t first, std::size_t last);

}  // namespace broadsheet::search
