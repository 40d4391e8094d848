#include "search/index.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/diagnostics.h"
#include "base/parallel.h"
#include "search/database.h"
#include "search/export.h"
#include "search/inversion.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kRun = 4096;       ///< documents, at most: a multiple of what blocks and segments have
constexpr std::size_t kSmallRun = 1024;  ///< the same in small archives, so that all cores have work

using AllRuns = std::vector<std::unique_ptr<Run>>;

/// Inverts all documents, and writes blocks that are not written yet.
AllRuns invert(const std::vector<Document>& documents, const IndexOptions& options, const std::vector<Block>& blocks,
               bool complete) {
  std::size_t size = documents.size() < 4 * kRun ? kSmallRun : kRun;
  if (!blocks.empty()) size = std::max(size, blocks.front().span.last);
  size = std::min(size, options.segment_step);
  AllRuns runs(std::max<std::size_t>(1, (documents.size() + size - 1) / size));
  parallel_for(runs.size(), [&](std::size_t i) {
    BlockWriter writer(blocks, documents, complete);
    Watcher watcher;
    if (!blocks.empty())
      watcher = [&writer](std::size_t document, const std::vector<Occurrence>& found, const Analyser& analyser) {
        writer.add(document, found, analyser);
      };
    runs[i] = std::make_unique<Run>(documents, Span{i * size, std::min(documents.size(), (i + 1) * size)}, options,
                                    watcher);
  });
  return runs;
}

Lexicon lexicon_of(const AllRuns& runs) {
  Lexicon lexicon(runs.back()->span().last);
  for (const auto& run : runs)
    run->analyser().each_word([&lexicon](const std::string& word, std::uint32_t count) { lexicon.add(word, count); });
  return lexicon;
}

/// Both, or the database alone.
std::vector<File> write_all(const std::vector<Document>& documents, const IndexOptions& options,
                            const DatabaseTarget& target, bool with_files) {
  const std::vector<Block> blocks = plan_blocks(target, documents, options);
  const AllRuns runs = invert(documents, options, blocks, target.complete);
  const Lexicon lexicon = lexicon_of(runs);
  std::vector<File> files;
  parallel_for(with_files ? 2 : 1, [&](std::size_t i) {
    if (i == 0)
      join_blocks(target, blocks, documents, options, lexicon);
    else
      files = export_runs(documents, options, runs, lexicon);
  });
  return files;
}

/// Blocks that an earlier build left damaged (a power failure, a full disk) are as good as none.
std::vector<File> write_once_or_twice(const std::vector<Document>& documents, const IndexOptions& options,
                                      const DatabaseTarget& target, bool with_files) {
  const auto fail = [&target](const std::string& why) {
    return Error("search", {target.path, 0, 0, {}}, "the search database cannot be written: " + why);
  };
  try {
    const bool fresh = !std::filesystem::exists(target.blocks);
    try {
      return write_all(documents, options, target, with_files);
    } catch (const Xapian::Error&) {
      if (fresh) throw;
    }
    std::filesystem::remove_all(target.blocks);
    return write_all(documents, options, target, with_files);
  } catch (const Xapian::Error& error) {
    throw fail(error.get_description());
  } catch (const std::filesystem::filesystem_error& error) {
    throw fail(error.what());
  }
}

}  // namespace

std::vector<File> write_index(const std::vector<Document>& documents, const IndexOptions& options,
                              const DatabaseTarget& target) {
  return write_once_or_twice(documents, options, target, true);
}

void build_database(const DatabaseTarget& target, const std::vector<Document>& documents,
                    const IndexOptions& options) {
  write_once_or_twice(documents, options, target, false);
}

std::vector<File> export_files(const std::vector<Document>& documents, const IndexOptions& options) {
  const AllRuns runs = invert(documents, options, {}, false);
  return export_runs(documents, options, runs, lexicon_of(runs));
}

}  // namespace broadsheet::search
