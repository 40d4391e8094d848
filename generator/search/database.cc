#include "search/database.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/diagnostics.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "search/analysis.h"
#include "search/index.h"
#include "search/lexicon.h"

namespace broadsheet::search {
namespace {

constexpr char kFormat[] = "2";          ///< changes with whatever changes the terms of a document
constexpr std::size_t kPart = 5000;      ///< documents of a part; parts are written at the same time, then joined
constexpr std::size_t kSmallest = 1000;  ///< documents that are worth a part of their own
constexpr std::size_t kFlush = 700;      ///< documents between commits: larger batches are slower

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

using Fingerprints = std::vector<std::string>;

Fingerprints fingerprints_of(const std::vector<Document>& documents) {
  Fingerprints all(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) all[i] = fingerprint(documents[i]);
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

std::string state_of(const Fingerprints& fingerprints) {
  std::uint64_t hash = 0;
  for (const std::string& one : fingerprints) hash = hash64(one, hash);
  return fmt::format("{:016x}", hash);
}

Xapian::Document entry_of(const Document& document, Analyser& analyser) {
  Xapian::Document entry;
  for (const Occurrence& found : analyser.analyse(document)) {
    const std::string& term = analyser.terms()[found.term];
    if (found.position == 0)
      entry.add_boolean_term(term);
    else
      entry.add_posting(term, found.position, found.weight);
  }
  entry.add_value(kDateSlot, day_number(document.date));
  entry.add_value(kFingerprintSlot, fingerprint(document));
  entry.set_data(row_of(document));
  return entry;
}

/// Writes documents from `first` to before `last` as a database of their own.
void write_part(const std::string& path, const std::vector<Document>& documents, std::size_t first, std::size_t last,
                const IndexOptions& options) {
  Analyser analyser(options.language);
  constexpr int kFlags =
      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  Xapian::WritableDatabase part(path, kFlags);
  for (std::size_t i = first; i < last; ++i) {
    part.add_document(entry_of(documents[i], analyser));
    if ((i - first) % kFlush == kFlush - 1) part.commit();
  }
  part.commit();
}

void write_documents(const std::string& path, const std::vector<Document>& documents, const IndexOptions& options) {
  const std::size_t size = documents.size();
  if (size < 2 * kSmallest) return write_part(path, documents, 0, size, options);
  const std::size_t count = std::max<std::size_t>(2, (size + kPart - 1) / kPart);
  const auto part = [&path](std::size_t i) { return fmt::format("{}.part{}", path, i); };
  parallel_for(
      count, [&](std::size_t i) { write_part(part(i), documents, size * i / count, size * (i + 1) / count, options); });
  Xapian::Database all;
  for (std::size_t i = 0; i < count; ++i) all.add_database(Xapian::Database(part(i)));
  all.compact(path);
  all.close();
  for (std::size_t i = 0; i < count; ++i) std::filesystem::remove_all(part(i));
}

Lexicon lexicon_of(const std::vector<Document>& documents, const IndexOptions& options) {
  constexpr std::size_t kRun = 2000;
  const std::size_t count = (documents.size() + kRun - 1) / kRun;
  std::vector<std::unique_ptr<Analyser>> runs(count);
  parallel_for(count, [&](std::size_t i) {
    runs[i] = std::make_unique<Analyser>(options.language);
    const std::size_t end = std::min(documents.size(), (i + 1) * kRun);
    for (std::size_t d = i * kRun; d < end; ++d) runs[i]->analyse(documents[d]);
  });
  Lexicon lexicon(documents.size());
  for (const auto& run : runs)
    run->each_word([&lexicon](const std::string& word, std::uint32_t number) { lexicon.add(word, number); });
  return lexicon;
}

std::string format_of(const IndexOptions& options) {
  return fmt::format("{} {}", kFormat, options.language);
}

/// What a database needs besides documents. Goes to the disk with them, in one commit.
void write_metadata(Xapian::WritableDatabase& database, const std::vector<Document>& documents,
                    const Fingerprints& fingerprints, const IndexOptions& options) {
  database.set_metadata("format", format_of(options));
  database.set_metadata("language", options.language);
  const std::vector<std::string> names = stemmers_of(documents, options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  database.set_metadata("stemmers", fmt::format("{}", fmt::join(names, " ")));
  database.set_metadata("synonyms", write_synonyms(stem_synonyms(options.synonyms, stemmers)));
  const std::string state = state_of(fingerprints);
  if (database.get_metadata("state") != state) {
    database.set_metadata("lexicon", write_lexicon(lexicon_of(documents, options).sorted()));
    database.set_metadata("state", state);
  }
  database.commit();
}

/// Brings a database up to date, where there is one whose documents are mostly the same; says whether it did.
bool update(const std::string& path, const std::vector<Document>& documents, const Fingerprints& wanted,
            const IndexOptions& options) {
  if (!std::filesystem::exists(path)) return false;
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
  if (database.get_metadata("format") != format_of(options)) return false;
  const Fingerprints known = fingerprints_of(database);
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (i >= known.size() || known[i] != wanted[i]) changed.push_back(i);
  if (changed.size() * 3 > wanted.size()) return false;  // to start anew is faster
  Analyser analyser(options.language);
  for (const std::size_t i : changed)
    database.replace_document(static_cast<Xapian::docid>(i + 1), entry_of(documents[i], analyser));
  for (Xapian::docid i = database.get_lastdocid(); i > wanted.size(); --i)
    if (i <= known.size()) database.delete_document(i);
  if (database.get_doccount() != wanted.size()) return false;
  write_metadata(database, documents, wanted, options);
  return true;
}

/// A database that cannot be read is as good as none.
bool try_update(const std::string& path, const std::vector<Document>& documents, const Fingerprints& wanted,
                const IndexOptions& options) {
  try {
    return update(path, documents, wanted, options);
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
    if (try_update(path, documents, wanted, options)) return;
    std::filesystem::remove_all(path);
    write_documents(path, documents, options);
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    write_metadata(database, documents, wanted, options);
  } catch (const Xapian::Error& error) {
    fail(error.get_description());
  } catch (const std::filesystem::filesystem_error& error) {
    fail(error.what());
  }
}

}  // namespace broadsheet::search
