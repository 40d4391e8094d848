#include "search/database.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <optional>
#include <set>

#include "base/diagnostics.h"
#include "base/folder.h"
#include "base/hash.h"
#include "base/own_folder.h"
#include "base/parallel.h"
#include "base/sealed_file.h"
#include "search/analysis.h"
#include "search/bits.h"
#include "search/content_cuts.h"
#include "search/export.h"
#include "search/lengths.h"
#include "search/stored_document.h"

namespace broadsheet::search {
namespace {

constexpr char kBlockFormat[] = "5";  ///< changes with whatever changes the terms of a document, or how a block is kept
// Files of blocks that are open at once when these are joined, about so many at most: systems let a process open 1,024.
// An edit writes a block anew, so that many are better.
constexpr std::size_t kMostOpen = 512;
constexpr std::size_t kFilesOfPlain = 1, kFilesOfComplete = 4;  // of each block
constexpr std::size_t kSmallestBlock = 256;                     ///< documents
constexpr std::size_t kFlush = 512;  ///< documents between commits: larger batches are slower

std::string day_number(Date date) {
  return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// A file in a block's folder that is there when all else is: the words, and their hash.
std::string seal_of(const std::string& folder) {
  return folder + "/words";
}

/// With places, where the database is complete. Without, phrases are looked for in the stored text (query.cc): half of
/// the time and two thirds of the bytes of a database are for places.
class DocumentWriter {
 public:
  DocumentWriter(Xapian::WritableDatabase& database, const BlockContent& content, bool complete)
      : database_(database), content_(content), complete_(complete) {}

  void add(std::size_t index, const Occurrence* first, const Occurrence* last) {
    Xapian::Document entry;
    add_terms(entry, first, last);
    const std::uint32_t length = length_of(first, last);
    if (const std::uint32_t filler = step_length(length_step(length)) - length) entry.add_term(kFillerTerm, filler);
    const Document& document = content_.documents[index];
    entry.add_value(kDateSlot, day_number(document.date));
    entry.add_value(kDocumentSlot, store_document(document));
    if (complete_) entry.set_data(row_of(document));
    database_.add_document(entry);
  }

 private:
  void add_terms(Xapian::Document& entry, const Occurrence* begin, const Occurrence* end) {
    each_term(begin, end, [&](const TermCount& count, const Occurrence* first, const Occurrence* last) {
      term_ = content_.analyser.term(count.term);
      if (count.title > 0) (title_ = kTitlePrefix) += term_;
      if (!complete_ || first->position == 0) {
        entry.add_term(term_, count.wdf());
        if (count.title > 0) entry.add_term(title_, count.title);
        return;
      }
      for (const Occurrence* one = first; one != last; ++one) {
        entry.add_posting(term_, one->position, one->title ? kTitleWeight : 1);
        if (one->title) entry.add_posting(title_, one->position, 1);
      }
    });
  }

  Xapian::WritableDatabase& database_;
  const BlockContent& content_;
  bool complete_;
  std::string term_, title_;  ///< used again and again
};

}  // namespace

std::string format_of(const IndexOptions& options, bool complete) {
  return fmt::format("{} {} {}", kBlockFormat, options.language, complete ? "complete" : "plain");
}

std::vector<std::uint64_t> document_hashes(const std::vector<Document>& documents, const IndexOptions& options) {
  constexpr std::size_t kAtOnce = 1024;
  std::vector<std::uint64_t> hashes(documents.size());
  parallel_runs(documents.size(), kAtOnce, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) hashes[i] = hash_document(documents[i]);
    options.release_texts();
  });
  return hashes;
}

std::vector<Block> plan_blocks(const DatabaseTarget& target, const std::vector<Document>& documents,
                               const std::vector<std::uint64_t>& hashes, const IndexOptions& options) {
  const std::size_t most = kMostOpen / (target.complete ? kFilesOfComplete : kFilesOfPlain);
  const std::size_t size = std::max(kSmallestBlock, std::bit_ceil(hashes.size() / most));
  const std::uint64_t kind = hash64(format_of(options, target.complete));
  std::vector<Block> blocks;
  std::set<std::uint64_t> taken;
  std::size_t first = 0;
  for (const std::size_t segment_end : segment_ends(hashes.size(), options)) {
    std::vector<Piece> pieces;
    for (std::size_t i = first; i < segment_end; ++i) pieces.push_back({1, hash64(documents[i].url)});
    const std::size_t segment = first;
    for (const std::size_t end : content_cuts(pieces, size)) {
      Block block{{first, segment + end}, {}, false};
      std::uint64_t name = hash_items(std::span(hashes).subspan(first, block.span.last - first), kind);
      while (!taken.insert(name).second) ++name;  // equal blocks have folders of their own
      block.folder = fmt::format("{}/{:016x}", target.blocks, name);
      block.written = target.blocks.empty() || read_sealed(seal_of(block.folder)).has_value();
      first = block.span.last;
      blocks.push_back(std::move(block));
    }
  }
  return blocks;
}

void write_block(const Block& block, const BlockContent& content, bool complete) {
  constexpr int kFlags =
      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  std::filesystem::create_directories(std::filesystem::path(block.folder).parent_path());
  {
    Xapian::WritableDatabase database(block.folder, kFlags | (complete ? 0 : Xapian::DB_NO_TERMLIST));
    DocumentWriter writer(database, content, complete);
    content.analysed.each_document([&](std::size_t document, const Occurrence* first, const Occurrence* last) {
      writer.add(document, first, last);
      if ((document + 1 - block.span.first) % kFlush == 0) database.commit();
    });
    database.commit();
  }
  write_sealed(seal_of(block.folder), write_counted_lexicon(content.words));
}

std::optional<std::vector<LexiconEntry>> read_words(const std::string& folder) {
  const auto bytes = read_sealed(seal_of(folder));
  return bytes ? std::optional(read_counted_lexicon(*bytes)) : std::nullopt;
}

namespace {

using Metadata = std::vector<std::pair<std::string, std::string>>;

/// What a database is joined from.
struct Plan {
  std::string state;                 ///< the hash of all of it
  std::vector<std::string> folders;  ///< of the blocks, below the folder of all of them
  Metadata metadata;                 ///< what the database needs besides documents
};

Plan make_plan(const DatabaseTarget& target, const std::vector<Block>& blocks, const std::vector<Document>& documents,
               const IndexOptions& options, const std::vector<LexiconEntry>& words) {
  const std::vector<std::string> names = stemmers_of(documents, options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  Plan plan;
  plan.metadata = {{"format", format_of(options, target.complete)},
                   {"language", options.language},
                   {"stemmers", fmt::format("{}", fmt::join(names, " "))},
                   {"synonyms", write_synonyms(stem_synonyms(options.synonyms, stemmers))},
                   {"lexicon", write_lexicon(words)}};
  std::uint64_t hash = 0;
  for (const auto& [key, value] : plan.metadata) hash = hash64(value, hash);
  for (const Block& block : blocks) {
    plan.folders.push_back(block.folder.substr(target.blocks.size() + 1));
    hash = hash64(plan.folders.back(), hash);
  }
  plan.state = fmt::format("{:016x}", hash);
  return plan;
}

std::string plan_file(const DatabaseTarget& target) {
  return target.blocks + "/plan";
}

/// A plan as a file, and back.
std::string write_plan(const Plan& plan) {
  std::string out;
  put_text(out, plan.state);
  put_varint(out, plan.folders.size());
  for (const std::string& folder : plan.folders) put_text(out, folder);
  for (const auto& [key, value] : plan.metadata) {
    put_text(out, key);
    put_text(out, value);
  }
  return out;
}

Plan read_plan(std::string_view all) {
  std::size_t offset = 0;
  Plan plan;
  plan.state = get_text(all, offset);
  for (std::uint64_t left = get_varint(all, offset); left > 0; --left) plan.folders.emplace_back(get_text(all, offset));
  while (offset < all.size()) {
    const std::string_view key = get_text(all, offset);
    plan.metadata.emplace_back(key, get_text(all, offset));
  }
  return plan;
}

/// Nothing where there is no database, or a damaged one.
std::optional<std::string> metadata_of(const std::string& path, const char* key) {
  try {
    return Xapian::Database(path).get_metadata(key);
  } catch (const Xapian::Error&) {
    return std::nullopt;
  }
}

void write_joined(const std::string& path, const DatabaseTarget& target, const Plan& plan) {
  if (plan.folders.empty()) {
    Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    return;
  }
  Xapian::Database all;
  for (const std::string& folder : plan.folders) all.add_database(Xapian::Database(target.blocks + '/' + folder));
  all.compact(path);  // each block's documents after those of the one before
}

bool is_joined(const DatabaseTarget& target, const Plan& plan) {
  return metadata_of(target.path, "state") == plan.state;
}

/// Makes the database what the plan says, if it is not.
void join(const DatabaseTarget& target, const Plan& plan) {
  if (is_joined(target, plan)) return;
  check_database_folder(target.path);
  const std::filesystem::path path = real_path(target.path);
  const std::string fresh = path.parent_path() / ("." + path.filename().string() + ".new");
  std::filesystem::remove_all(fresh);
  write_joined(fresh, target, plan);
  Xapian::WritableDatabase database(fresh, Xapian::DB_OPEN | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
  for (const auto& [key, value] : plan.metadata) database.set_metadata(key, value);
  database.set_metadata("state", plan.state);
  database.commit();
  database.close();
  std::filesystem::remove_all(path);
  std::filesystem::rename(fresh, path);
}

void remove_others(const std::string& folder, const Plan& plan) {
  const std::set<std::string> own(plan.folders.begin(), plan.folders.end());
  if (!std::filesystem::exists(folder)) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_directory() && !own.contains(entry.path().filename().string()))
      std::filesystem::remove_all(entry.path());
}

}  // namespace

void join_blocks(const DatabaseTarget& target, const std::vector<Block>& blocks, const std::vector<Document>& documents,
                 const IndexOptions& options, const std::vector<LexiconEntry>& words) {
  const Plan plan = make_plan(target, blocks, documents, options, words);
  if (target.join_later) {
    std::filesystem::create_directories(target.blocks);
    if (!write_sealed(plan_file(target), write_plan(plan)))
      throw Error("search", {plan_file(target), 0, 0, {}}, "cannot be written");
  } else {
    join(target, plan);
  }
  remove_others(target.blocks, plan);
}

void check_database_folder(const std::string& folder) {
  const auto fail = [&](const char* what) {
    throw Error("search", {folder, 0, 0, {}}, what,
                "the database takes its place: name an empty or a new folder with --database");
  };
  std::error_code problem;
  if (!std::filesystem::exists(folder, problem)) return;
  if (!std::filesystem::is_directory(folder, problem)) fail("is no folder");
  boost::system::error_code ignored;  // what cannot be looked at cannot be replaced, either, and that is told then
  for (const auto& entry : entries_of(folder, ignored)) {
    const std::filesystem::path name = entry.filename().string();  // as Xapian's glass backend has them
    if (name.extension() != ".glass" && name != "iamglass" && name != "flintlock")
      fail("holds files that are no search database");
  }
  if (const auto format = metadata_of(folder, "format"); format && format->empty())
    fail("holds a database that Broadsheet did not write");
}

void finish_database(const DatabaseTarget& target) {
  const auto fail = [&target](const std::string& why, const char* hint) {
    return Error("search", {target.path, 0, 0, {}}, "the search database cannot be joined: " + why, hint);
  };
  constexpr char kAnew[] = "build again with --no-cache";
  const auto read = [&] {
    const auto plan = read_sealed(plan_file(target));
    return plan ? std::optional(read_plan(*plan)) : std::nullopt;
  };
  try {
    std::optional<Plan> plan = read();
    if (!plan || is_joined(target, *plan)) return;
    // A build changes the blocks, and another query may join them: each comes when the one before has ended.
    FolderLock cache(std::filesystem::path(target.blocks).parent_path());
    cache.wait();
    plan = read();
    if (plan) join(target, *plan);
  } catch (const Xapian::Error& error) {
    throw fail(error.get_description(), kAnew);
  } catch (const Damaged& error) {
    throw fail(error.what(), kAnew);
  } catch (const std::filesystem::filesystem_error& error) {
    throw fail(error.what(), "");
  }
}

}  // namespace broadsheet::search
