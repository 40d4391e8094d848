#include "search/database.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>

#include "base/diagnostics.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "search/analysis.h"
#include "search/index.h"
#include "search/language.h"
#include "search/lexicon.h"
#include "search/word_blocks.h"

namespace broadsheet::search {
namespace {

constexpr char kFormat[] = "2";      ///< changes with whatever changes the terms of a document
constexpr std::size_t kPart = 5;     ///< blocks of words a part; parts are written at the same time, then joined
constexpr std::size_t kFlush = 700;  ///< documents between commits: larger batches are slower

std::string day_number(Date date) {
  return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// Of everything that the index has of a document.
std::string fingerprint(const Document& document) {
  std::string all;
  const auto add = [&all](const std::string& text) {
    all += text;
    all += '\0';
  };
  for (const std::string* text : {&document.title, &document.body, &document.url, &document.issue_title,
                                  &document.series_slug, &document.series_name, &document.section})
    add(*text);
  for (const std::vector<Tag>* tags : {&document.companies, &document.topics}) {
    for (const auto& [slug, name] : *tags) {
      add(slug);
      add(name);
    }
    add("");
  }
  add(day_number(document.date));
  add(document.language);
  return hash_name(all);
}

Fingerprints fingerprints_of(const std::vector<Document>& documents) {
  Fingerprints all(documents.size());
  constexpr std::size_t kAtOnce = 512;
  parallel_for((all.size() + kAtOnce - 1) / kAtOnce, [&](std::size_t block) {
    const std::size_t end = std::min(all.size(), (block + 1) * kAtOnce);
    for (std::size_t i = block * kAtOnce; i < end; ++i) all[i] = fingerprint(documents[i]);
  });
  return all;
}

/// Those that a database has, in the order of documents, as far as they go without a gap.
Fingerprints fingerprints_of(const Xapian::Database& database) {
  Fingerprints all;
  for (auto i = database.valuestream_begin(kFingerprintSlot); i != database.valuestream_end(kFingerprintSlot); ++i) {
    if (i.get_docid() != all.size() + 1) break;
    all.push_back(*i);
  }
  return all;
}

Xapian::Document entry_of(const Document& document, const std::string& hash, Analyser& analyser) {
  Xapian::Document entry;
  for (const Occurrence& found : analyser.analyse(document)) {
    const std::string& term = analyser.terms()[found.term];
    if (found.position == 0)
      entry.add_boolean_term(term);
    else
      entry.add_posting(term, found.position, found.weight);
  }
  entry.add_value(kDateSlot, day_number(document.date));
  entry.add_value(kFingerprintSlot, hash);
  entry.set_data(row_of(document));
  return entry;
}

/// What is written: documents, their hashes, and how.
struct Input {
  const std::vector<Document>& documents;
  const Fingerprints& fingerprints;
  const IndexOptions& options;
};

/// Writes the documents of blocks of words from `first` to before `last` as a database of their own, and their words
/// into `words`.
void write_part(const std::string& path, const Input& input, std::size_t first, std::size_t last,
                std::vector<std::string>& words) {
  constexpr int kFlags =
      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  Xapian::WritableDatabase part(path, kFlags);
  std::size_t since_flush = 0;
  for (std::size_t block = first; block < last; ++block) {
    Analyser analyser(input.options.language);
    const std::size_t end = std::min(input.documents.size(), (block + 1) * kWordBlock);
    for (std::size_t i = block * kWordBlock; i < end; ++i) {
      part.add_document(entry_of(input.documents[i], input.fingerprints[i], analyser));
      if (++since_flush % kFlush == 0) part.commit();
    }
    words[block] = words_of(analyser);
  }
  part.commit();
}

/// Gives the words of all blocks.
std::vector<std::string> write_documents(const std::string& path, const Input& input) {
  const std::size_t blocks = (input.documents.size() + kWordBlock - 1) / kWordBlock;
  std::vector<std::string> words(blocks);
  if (blocks < 2) {
    write_part(path, input, 0, blocks, words);
    return words;
  }
  const std::size_t count = std::max<std::size_t>(2, (blocks + kPart - 1) / kPart);
  const auto part = [&path](std::size_t i) { return fmt::format("{}.part{}", path, i); };
  parallel_for(count,
               [&](std::size_t i) { write_part(part(i), input, blocks * i / count, blocks * (i + 1) / count, words); });
  Xapian::Database all;
  for (std::size_t i = 0; i < count; ++i) all.add_database(Xapian::Database(part(i)));
  all.compact(path);
  all.close();
  for (std::size_t i = 0; i < count; ++i) std::filesystem::remove_all(part(i));
  return words;
}

std::string format_of(const IndexOptions& options) {
  return fmt::format("{} {}", kFormat, options.language);
}

/// What a database needs besides documents. Goes to the disk with them, in one commit. `words`: as far as they are
/// known, by blocks.
void write_metadata(Xapian::WritableDatabase& database, const Input& input, std::vector<std::string> words) {
  const std::vector<std::string> names = stemmers_of(input.documents, input.options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  database.set_metadata("format", format_of(input.options));
  database.set_metadata("language", input.options.language);
  database.set_metadata("stemmers", fmt::format("{}", fmt::join(names, " ")));
  database.set_metadata("synonyms", write_synonyms(stem_synonyms(input.options.synonyms, stemmers)));
  const std::string state = state_of(input.fingerprints, 0, input.fingerprints.size());
  if (database.get_metadata("state") != state) {
    const Lexicon lexicon = count_words(database, input.documents, input.fingerprints, input.options, std::move(words));
    database.set_metadata("lexicon", write_lexicon(lexicon.sorted()));
    database.set_metadata("state", state);
  }
  database.commit();
}

/// Brings a database up to date, where there is one whose documents are mostly the same; says whether it did.
bool update(const std::string& path, const Input& input) {
  const Fingerprints& wanted = input.fingerprints;
  if (!std::filesystem::exists(path)) return false;
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
  if (database.get_metadata("format") != format_of(input.options)) return false;
  const Fingerprints known = fingerprints_of(database);
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (i >= known.size() || known[i] != wanted[i]) changed.push_back(i);
  if (changed.size() * 3 > wanted.size()) return false;  // to start anew is faster
  Analyser analyser(input.options.language);
  for (const std::size_t i : changed)
    database.replace_document(static_cast<Xapian::docid>(i + 1), entry_of(input.documents[i], wanted[i], analyser));
  for (Xapian::docid i = database.get_lastdocid(); i > wanted.size(); --i)
    if (i <= known.size()) database.delete_document(i);
  if (database.get_doccount() != wanted.size()) return false;
  write_metadata(database, input, {});
  return true;
}

/// A database that cannot be read is as good as none.
bool try_update(const std::string& path, const Input& input) {
  try {
    return update(path, input);
  } catch (const Xapian::DatabaseLockError&) {
    throw;
  } catch (const Xapian::Error&) {
    return false;
  }
}

}  // namespace

void build_database(const std::string& path, const std::vector<Document>& documents, const IndexOptions& options) {
  const auto fail = [&path](const std::string& why) {
    throw Error("search", {path, 0, 0, {}}, "the search database cannot be written: " + why);
  };
  try {
    const Fingerprints wanted = fingerprints_of(documents);
    const Input input{documents, wanted, options};
    if (try_update(path, input)) return;
    std::filesystem::remove_all(path);
    std::vector<std::string> words = write_documents(path, input);
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    write_metadata(database, input, std::move(words));
  } catch (const Xapian::Error& error) {
    fail(error.get_description());
  } catch (const std::filesystem::filesystem_error& error) {
    fail(error.what());
  }
}

}  // namespace broadsheet::search
