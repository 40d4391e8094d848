#include "search/index.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "search/bits.h"
#include "search/database.h"
#include "search/export.h"
#include "search/inversion.h"
#include "search/packed.h"
#include "search/segment.h"

namespace broadsheet::search {
namespace {

using AllRuns = std::vector<std::unique_ptr<Run>>;

/// The words of a run that the lexicon may have.
std::vector<LexiconEntry> words_of(const Run& run) {
  Lexicon words = Lexicon::of_part();
  run.analyser().each_word([&words](const std::string& word, std::uint32_t count) { words.add(word, count); });
  return words.sorted();
}

/// All that a build makes on its way; blocks and runs are the same spans of documents.
struct Work {
  const std::vector<Document>& documents;
  const IndexOptions& options;
  const DatabaseTarget& target;
  std::vector<std::uint64_t> hashes;
  std::vector<Block> blocks;
  AllRuns runs;  ///< parallel to `blocks`; none where an earlier build did all
};

/// Inverts a block's documents, and writes it where it is not written yet.
void invert(Work& work, std::size_t at) {
  Block& block = work.blocks[at];
  std::optional<BlockWriter> writer;
  Watcher watcher;
  if (!block.written) {
    writer.emplace(block, work.documents, work.target.complete);
    watcher = [&writer](std::size_t document, const std::vector<Occurrence>& found, const Analyser& analyser) {
      writer->add(document, found, analyser);
    };
  }
  work.runs[at] = std::make_unique<Run>(work.documents, block.span, work.options, watcher);
  block.words = words_of(*work.runs[at]);
  if (writer) writer->finish(block.words);
}

/// The segments, packed: what an earlier build packed is brought up to date where that is less work, for which the
/// cache has a file a segment.
class Segments {
 public:
  explicit Segments(const Work& work) : work_(work) {
    std::size_t first = 0;
    for (const std::size_t end : segment_ends(work.documents.size(), work.options)) {
      spans_.push_back({first, end});
      first = end;
    }
    packed_.resize(spans_.size());
    kept_.resize(spans_.size());
  }

  /// Takes what is kept of segments.
  void take_kept() {
    parallel_for(spans_.size(), [this](std::size_t i) {
      if (!file_exists(file(i))) return;
      std::optional<Packed> packed = read_packed(read_file(file(i)), kind());
      if (!packed) return;
      const Span span = spans_[i];
      const auto hashes = std::span(work_.hashes).subspan(span.first, span.last - span.first);
      kept_[i] = std::equal(hashes.begin(), hashes.end(), packed->hashes.begin(), packed->hashes.end());
      const SegmentDocuments documents{
          span.first, std::span(work_.documents).subspan(span.first, span.last - span.first), hashes};
      if (update(*packed, documents, work_.options)) packed_[i] = std::move(packed);
    });
  }

  /// Whether a block's documents must be inverted for their segment.
  bool needs(const Block& block) const {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (block.span.first < spans_[i].last && block.span.last > spans_[i].first) return !packed_[i];
    return false;
  }

  /// Packs the other segments, keeps all, and gives their files.
  std::vector<Segment> finish() {
    std::vector<Segment> segments;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      if (!packed_[i]) packed_[i] = pack(runs_of(spans_[i]), std::span(work_.hashes).subspan(spans_[i].first, spans_[i].last - spans_[i].first));
      segments.push_back(cut_segment(*packed_[i]));
      if (!work_.target.blocks.empty() && !kept_[i]) replace_file(file(i), write_packed(*packed_[i], kind()));
      packed_[i].reset();
    }
    return segments;
  }

 private:
  std::string file(std::size_t i) const { return work_.target.blocks + "/segment-" + std::to_string(i); }
  std::string kind() const { return format_of(work_.options, false); }

  Runs runs_of(Span span) const {
    const auto first = std::find_if(work_.runs.begin(), work_.runs.end(),
                                    [&](const auto& run) { return run && run->span().first >= span.first; });
    auto last = first;
    while (last != work_.runs.end() && *last && (*last)->span().last <= span.last) ++last;
    return {first, last};
  }

  const Work& work_;
  std::vector<Span> spans_;
  std::vector<std::optional<Packed>> packed_;
  std::vector<char> kept_;  ///< whether the cache has just this
};

/// Where rows of an earlier build are kept: each key, the size of its file, its bytes; and a hash of all at the end.
std::string rows_file(const DatabaseTarget& target) {
  return target.blocks + "/rows";
}

KeptRows read_rows(const DatabaseTarget& target) {
  KeptRows rows;
  if (target.blocks.empty() || !file_exists(rows_file(target))) return rows;
  const std::string bytes = read_file(rows_file(target));
  const std::string_view all = std::string_view(bytes).substr(0, bytes.size() - std::min<std::size_t>(bytes.size(), 16));
  if (hash_name(all) != bytes.substr(all.size())) return rows;
  for (std::size_t offset = 0; offset < all.size();) {
    const std::uint64_t key = get_varint(all, offset);
    const std::size_t size = get_varint(all, offset);
    rows.emplace(key, all.substr(offset, size));
    offset += size;
  }
  return rows;
}

void keep_rows(const DatabaseTarget& target, const KeptRows& rows) {
  if (target.blocks.empty()) return;
  std::string bytes;
  for (const auto& [key, file] : rows) {
    put_varint(bytes, key);
    put_varint(bytes, file.size());
    bytes += file;
  }
  replace_file(rows_file(target), bytes + hash_name(bytes));
}

/// Both, or the database alone.
std::vector<File> write_all(const std::vector<Document>& documents, const IndexOptions& options,
                            const DatabaseTarget& target, bool with_files) {
  Work work{documents, options, target, document_hashes(documents), {}, {}};
  work.blocks = plan_blocks(target, work.hashes, options);
  Segments segments(work);
  if (with_files && !work.target.blocks.empty()) segments.take_kept();
  work.runs.resize(work.blocks.size());
  parallel_for(work.blocks.size(), [&](std::size_t i) {
    if (!work.blocks[i].written || (with_files && segments.needs(work.blocks[i]))) invert(work, i);
  });
  Lexicon lexicon(work.documents.size());
  for (const Block& block : work.blocks) lexicon.add(block.words);
  std::vector<File> files;
  parallel_for(with_files ? 2 : 1, [&](std::size_t i) {
    if (i == 0) {
      if (!work.target.path.empty()) join_blocks(work.target, work.blocks, work.documents, work.options, lexicon);
      return;
    }
    KeptRows rows = read_rows(work.target);
    const std::vector<Segment> cut = segments.finish();
    files = export_index({work.documents, work.hashes, cut, lexicon}, work.options, rows);
    keep_rows(work.target, rows);
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
  return write_all(documents, options, {}, true);
}

}  // namespace broadsheet::search
