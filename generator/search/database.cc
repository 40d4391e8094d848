#include <xapian.h>

#include <filesystem>

#include "base/diagnostics.h"
#include "base/parallel.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/database.h"
#include "search/index.h"
#include "search/lexicon.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kPart = 20000;     ///< documents of a part; parts are written at the same time, then joined
constexpr std::size_t kSmallest = 1000;  ///< documents that are worth a part of their own
constexpr std::size_t kFlush = 1000;     ///< documents between commits: larger batches are slower

std::string day_number(Date date) {
  return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
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
  entry.set_data(row_of(document));
  return entry;
}

/// Writes documents from `first` to before `last` as a database of their own.
void write_part(const std::string& path, const std::vector<Document>& documents, std::size_t first, std::size_t last,
                Analyser& analyser) {
  Xapian::WritableDatabase part(
      path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  for (std::size_t i = first; i < last; ++i) {
    part.add_document(entry_of(documents[i], analyser));
    if ((i - first) % kFlush == kFlush - 1) part.commit();
  }
  part.commit();
}

void write_metadata(const std::string& path, const std::vector<Document>& documents, const IndexOptions& options,
                    const std::vector<std::unique_ptr<Analyser>>& analysers) {
  Lexicon lexicon(documents.size());
  for (const auto& analyser : analysers)
    analyser->each_word([&lexicon](const std::string& word, std::uint32_t count) { lexicon.add(word, count); });
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
  database.set_metadata("language", options.language);
  database.set_metadata("synonyms", write_synonyms(stem_synonyms(options)));
  database.set_metadata("lexicon", write_lexicon(lexicon.sorted()));
  database.commit();
}

void write_database(const std::string& path, const std::vector<Document>& documents, const IndexOptions& options) {
  const std::size_t parts =
      documents.size() < 2 * kSmallest ? 1 : std::max<std::size_t>(2, (documents.size() + kPart - 1) / kPart);
  std::vector<std::unique_ptr<Analyser>> analysers(parts);
  std::vector<std::string> paths(parts, path);
  if (parts > 1)
    for (std::size_t i = 0; i < parts; ++i) paths[i] = fmt::format("{}.part{}", path, i);
  parallel_for(parts, [&](std::size_t i) {
    analysers[i] = std::make_unique<Analyser>(options.language);
    write_part(paths[i], documents, documents.size() * i / parts, documents.size() * (i + 1) / parts, *analysers[i]);
  });
  if (parts > 1) {
    Xapian::Database all;
    for (const std::string& part : paths) all.add_database(Xapian::Database(part));
    all.compact(path, Xapian::DBCOMPACT_MULTIPASS);
    all.close();
    for (const std::string& part : paths) std::filesystem::remove_all(part);
  }
  write_metadata(path, documents, options, analysers);
}

}  // namespace

void build_database(const std::string& path, const std::vector<Document>& documents, const IndexOptions& options) {
  try {
    std::filesystem::remove_all(path);
    write_database(path, documents, options);
  } catch (const Xapian::Error& error) {
    throw Error("search", {path, 0, 0, {}}, "the search database cannot be written: " + error.get_description());
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error("search", {path, 0, 0, {}}, std::string("the search database cannot be written: ") + error.what());
  }
}

}  // namespace broadsheet::search
