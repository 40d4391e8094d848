#include "search/database.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <optional>
#include <set>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "search/analysis.h"
#include "search/bits.h"
#include "search/lengths.h"
#include "search/stored_document.h"

namespace broadsheet::search {
namespace {

constexpr char kFormat[] = "3";              ///< changes with whatever changes the terms of a document
constexpr std::size_t kMostBlocks = 64;      ///< nearly: all are open at once when they are joined
constexpr std::size_t kSmallestBlock = 1024;
constexpr std::size_t kFlush = 256;  ///< documents between commits: larger batches are slower

std::string day_number(Date date) {
  return fmt::format("{:04}{:02}{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

/// A file in a block's folder that is there when all else is: the words, and their hash.
std::string seal_of(const Block& block) {
  return block.folder + "/words";
}

/// Whether a block is written; its words are read then.
bool read_words(Block& block) {
  if (!file_exists(seal_of(block))) return false;
  const std::string bytes = read_file(seal_of(block));
  const std::size_t size = bytes.size() - std::min<std::size_t>(bytes.size(), 16);
  if (hash_name(bytes.substr(0, size)) != bytes.substr(size)) return false;
  block.words = read_lexicon(bytes.substr(0, size));
  return true;
}

/// With places, where the database is complete. Without, phrases are looked for in the stored text (query.cc): half of
/// the time and two thirds of the bytes of a database are for places.
void add_terms(Xapian::Document& entry, const std::vector<Occurrence>& found, const Analyser& analyser,
               bool complete) {
  each_term(found, [&](const TermCount& count, const Occurrence* first, const Occurrence* last) {
    const std::string& term = analyser.terms()[count.term];
    if (!complete || first->position == 0) {
      entry.add_term(term, count.wdf());
      if (count.title > 0) entry.add_term(kTitlePrefix + term, count.title);
      return;
    }
    for (const Occurrence* one = first; one != last; ++one) {
      entry.add_posting(term, one->position, one->title ? kTitleWeight : 1);
      if (one->title) entry.add_posting(kTitlePrefix + term, one->position, 1);
    }
  });
}

}  // namespace

std::string format_of(const IndexOptions& options, bool complete) {
  return fmt::format("{} {} {}", kFormat, options.language, complete ? "complete" : "plain");
}

std::vector<std::uint64_t> document_hashes(const std::vector<Document>& documents) {
  constexpr std::size_t kAtOnce = 1024;
  std::vector<std::uint64_t> hashes(documents.size());
  parallel_for((documents.size() + kAtOnce - 1) / kAtOnce, [&](std::size_t part) {
    for (std::size_t i = part * kAtOnce; i < std::min(documents.size(), (part + 1) * kAtOnce); ++i)
      hashes[i] = hash64(store_document(documents[i]));
  });
  return hashes;
}

std::vector<Block> plan_blocks(const DatabaseTarget& target, const std::vector<std::uint64_t>& hashes,
                               const IndexOptions& options) {
  const std::size_t size =
      std::min(options.segment_step, std::max(kSmallestBlock, std::bit_ceil(hashes.size() / kMostBlocks)));
  std::vector<Block> blocks;
  for (std::size_t first = 0; first < hashes.size(); first += size) {
    Block block{{first, std::min(hashes.size(), first + size)}, {}, false, {}};
    std::uint64_t hash = hash64(fmt::format("{} {}", format_of(options, target.complete), first));
    hash = hash64({reinterpret_cast<const char*>(&hashes[first]), (block.span.last - first) * sizeof(hashes[0])}, hash);
    block.folder = fmt::format("{}/{:016x}", target.blocks, hash);
    block.written = target.blocks.empty() || read_words(block);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

BlockWriter::BlockWriter(const Block& block, const std::vector<Document>& documents, bool complete)
    : block_(block), documents_(documents), complete_(complete) {
  constexpr int kFlags =
      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
  std::filesystem::create_directories(std::filesystem::path(block.folder).parent_path());
  database_ = std::make_unique<Xapian::WritableDatabase>(block.folder, kFlags | (complete ? 0 : Xapian::DB_NO_TERMLIST));
}

BlockWriter::~BlockWriter() = default;

void BlockWriter::add(std::size_t document, const std::vector<Occurrence>& found, const Analyser& analyser) {
  Xapian::Document entry;
  add_terms(entry, found, analyser, complete_);
  const std::uint32_t length = length_of(found);
  if (const std::uint32_t filler = step_length(length_step(length)) - length) entry.add_term(kFillerTerm, filler);
  entry.add_value(kDateSlot, day_number(documents_[document].date));
  entry.add_value(kDocumentSlot, store_document(documents_[document]));
  if (complete_) entry.set_data(row_of(documents_[document]));
  database_->replace_document(static_cast<Xapian::docid>(document + 1), entry);
  if ((document + 1 - block_.span.first) % kFlush == 0) database_->commit();
}

void BlockWriter::finish(const std::vector<LexiconEntry>& words) {
  database_->commit();
  database_.reset();
  const std::string bytes = write_lexicon(words);
  replace_file(seal_of(block_), bytes + hash_name(bytes));
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
               const IndexOptions& options, const Lexicon& lexicon) {
  const std::vector<std::string> names = stemmers_of(documents, options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  Plan plan;
  plan.metadata = {{"format", format_of(options, target.complete)},
                   {"language", options.language},
                   {"stemmers", fmt::format("{}", fmt::join(names, " "))},
                   {"synonyms", write_synonyms(stem_synonyms(options.synonyms, stemmers))},
                   {"lexicon", write_lexicon(lexicon.sorted())}};
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

/// A plan as a file: texts with their sizes before them, and the hash of all at the end.
std::string write_plan(const Plan& plan) {
  std::string out;
  const auto put = [&out](std::string_view text) {
    put_varint(out, text.size());
    out += text;
  };
  put(plan.state);
  put_varint(out, plan.folders.size());
  for (const std::string& folder : plan.folders) put(folder);
  for (const auto& [key, value] : plan.metadata) {
    put(key);
    put(value);
  }
  return out + hash_name(out);
}

std::optional<Plan> read_plan(const std::string& bytes) {
  const std::size_t size = bytes.size() - std::min<std::size_t>(bytes.size(), 16);
  const std::string_view all = std::string_view(bytes).substr(0, size);
  if (all.empty() || hash_name(all) != bytes.substr(size)) return std::nullopt;
  std::size_t offset = 0;
  const auto get = [&] {
    const std::size_t length = get_varint(all, offset);
    offset += length;
    return std::string(all.substr(offset - length, length));
  };
  Plan plan;
  plan.state = get();
  plan.folders.resize(get_varint(all, offset));
  for (std::string& folder : plan.folders) folder = get();
  while (offset < all.size()) {
    std::string key = get();
    plan.metadata.emplace_back(std::move(key), get());
  }
  return plan;
}

bool has_state(const std::string& path, const std::string& state) {
  try {
    return Xapian::Database(path).get_metadata("state") == state;
  } catch (const Xapian::Error&) {
    return false;  // there is none, or it is damaged
  }
}

void write_joined(const std::string& path, const DatabaseTarget& target, const Plan& plan) {
  if (plan.folders.empty()) {
    Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    return;
  }
  Xapian::Database all;
  for (const std::string& folder : plan.folders) all.add_database(Xapian::Database(target.blocks + '/' + folder));
  all.compact(path, Xapian::DBCOMPACT_NO_RENUMBER);
}

/// Makes the database what the plan says, if it is not.
void join(const DatabaseTarget& target, const Plan& plan) {
  if (has_state(target.path, plan.state)) return;
  const std::string fresh = target.path + ".new";
  std::filesystem::remove_all(fresh);
  write_joined(fresh, target, plan);
  Xapian::WritableDatabase database(fresh, Xapian::DB_OPEN | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
  for (const auto& [key, value] : plan.metadata) database.set_metadata(key, value);
  database.set_metadata("state", plan.state);
  database.commit();
  database.close();
  std::filesystem::remove_all(target.path);
  std::filesystem::rename(fresh, target.path);
}

void remove_others(const std::string& folder, const Plan& plan) {
  const std::set<std::string> own(plan.folders.begin(), plan.folders.end());
  if (!std::filesystem::exists(folder)) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_directory() && !own.contains(entry.path().filename().string()))
      std::filesystem::remove_all(entry.path());
}

}  // namespace

void join_blocks(const DatabaseTarget& target, const std::vector<Block>& blocks,
                 const std::vector<Document>& documents, const IndexOptions& options, const Lexicon& lexicon) {
  const Plan plan = make_plan(target, blocks, documents, options, lexicon);
  if (target.join_later) {
    std::filesystem::create_directories(target.blocks);
    if (!replace_file(plan_file(target), write_plan(plan)))
      throw Error("search", {plan_file(target), 0, 0, {}}, "cannot be written");
  } else {
    join(target, plan);
  }
  remove_others(target.blocks, plan);
}

void finish_database(const DatabaseTarget& target) {
  if (!file_exists(plan_file(target))) return;
  const std::optional<Plan> plan = read_plan(read_file(plan_file(target)));
  try {
    if (plan) join(target, *plan);
  } catch (const Xapian::Error& error) {
    throw Error("search", {target.path, 0, 0, {}}, "the search database cannot be joined: " + error.get_description(),
                "build again with --no-cache");
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error("search", {target.path, 0, 0, {}}, std::string("the search database cannot be joined: ") + error.what());
  }
}

}  // namespace broadsheet::search
