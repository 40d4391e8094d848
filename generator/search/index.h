// The index twice: as a Xapian database, for the command line and the tests, and as static files, which give a browser
// the same answers. Both come from one analysis of the same documents; the bytes of the files depend on nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/text_store.h"
#include "search/document.h"

namespace broadsheet::search {

/// The file that names all others; it alone has a fixed name.
inline constexpr char kRootFile[] = "root.bin";

/// What bytes are, without having them.
struct Imprint {
  std::uint64_t hash = 0;  ///< hash64()
  std::size_t size = 0;
};

struct IndexOptions {
  std::string language = "en";         ///< BCP 47, of the site: stop words, and documents without a language
  std::vector<SynonymGroup> synonyms;  ///< see synonyms()
  TextStore* texts = nullptr;          ///< of the documents, or none; see release_texts()
  Progress* progress = &unwatched();   ///< to whom each document that is analysed is a step

  /// Takes over the static file of this name from where an earlier build wrote it, if it has these bytes there; false:
  /// it is made again. For any thread. None where nothing can be taken over.
  std::function<bool(const std::string& name, const Imprint& bytes)> take_over;

  /// From so many documents on, the static index has two segments: one that stays as it is, and grows by whole steps,
  /// and one of the newest documents. A second costs each query a request a word, and spares an upload of all.
  std::size_t two_segments_from = 16384;
  std::size_t segment_step = 8192;  ///< a power of two, 1,024 or more

  /// Lets go of documents' texts that have been read, where they are many.
  void release_texts() const {
    if (texts != nullptr) texts->release_if_many();
  }
};

/// Where a database is written.
struct DatabaseTarget {
  std::string path;         ///< a folder; its parent exists
  std::string blocks;       ///< a folder for what the next build need not write again
  bool complete = false;    ///< with places, lists of terms and rows as data, for other programs; takes twice the time
  bool join_later = false;  ///< the blocks become one database when it is first asked: see finish_database()
};

/// A file of the static index. All but the root can be cached for ever: the name changes with the content.
struct File {
  std::string name;          ///< relative to the search folder
  std::string bytes;         ///< none where it was taken over
  std::uint64_t source = 0;  ///< hash of what it was made from, for the cache; 0: that is not kept
  Imprint imprint = {};      ///< of its bytes
  bool is_taken_over = false;
};

/// Writes the database, and gives the static files (see export_files()), without the bytes of those that were taken
/// over. Throws Error (rule `search`) where Xapian cannot.
std::vector<File> write_index(const std::vector<Document>& documents, const IndexOptions& options,
                              const DatabaseTarget& target);

/// Makes the glass database at `target.path` hold `documents`. Throws Error (rule `search`) where Xapian cannot.
void build_database(const DatabaseTarget& target, const std::vector<Document>& documents,
                    const IndexOptions& options = {});

/// Throws Error (rule `search`) where a database at `folder` would take the place of anything but a database.
void check_database_folder(const std::string& folder);

/// Brings the database at `target.path` up to date, where write_index() left that for later. To be called before it is
/// asked. Waits for a build with the same cache, the folder that `target.blocks` is in. Throws Error (rule `search`)
/// where Xapian cannot.
void finish_database(const DatabaseTarget& target);

/// The static files of `documents`, the root first, then by name. FORMAT.md has the formats.
std::vector<File> export_files(const std::vector<Document>& documents, const IndexOptions& options = {});

}  // namespace broadsheet::search
