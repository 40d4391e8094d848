#include "search/index.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "base/diagnostics.h"
#include "base/parallel.h"
#include "base/sealed_file.h"
#include "search/bits.h"
#include "search/database.h"
#include "search/export.h"
#include "search/inversion.h"
#include "search/kept_words.h"
#include "search/packed.h"

namespace broadsheet::search {
namespace {

using AllRuns = std::vector<std::unique_ptr<Run>>;

/// Analysers that threads take and give back: what one knows of words serves all blocks that its thread comes to.
class Analysers {
 public:
  explicit Analysers(std::string language) : language_(std::move(language)) {}

  Analyser& take() {
    const std::lock_guard lock(using_);
    if (free_.empty()) {
      all_.push_back(std::make_unique<Analyser>(language_));
      free_.push_back(all_.back().get());
    }
    Analyser& analyser = *free_.back();
    free_.pop_back();
    return analyser;
  }
  void give(Analyser& analyser) {
    const std::lock_guard lock(using_);
    free_.push_back(&analyser);
  }
  void forget_words() {
    for (const auto& analyser : all_) analyser->forget_words();
  }

 private:
  std::string language_;
  std::mutex using_;
  std::vector<std::unique_ptr<Analyser>> all_;
  std::vector<Analyser*> free_;
};

/// All that a build makes on its way; blocks and runs are the same spans of documents.
struct Work {
  const std::vector<Document>& documents;
  const IndexOptions& options;
  const DatabaseTarget& target;
  TextStore kept;  ///< files of the cache
  std::vector<std::uint64_t> hashes;
  std::vector<Block> blocks;
  KeptWords words;
  Analysers analysers;
  AllRuns runs;  ///< parallel to `blocks`; none where an earlier build did all

  Work(const std::vector<Document>& all, const IndexOptions& with, const DatabaseTarget& to)
      : documents(all),
        options(with),
        target(to),
        hashes(document_hashes(all, with)),
        blocks(plan_blocks(to, all, hashes, with)),
        words(to.blocks, blocks),
        analysers(with.language),
        runs(blocks.size()) {}
};

/// Analyses a block's documents; writes it where it is not written yet, and inverts it if its segment needs that.
void analyse_block(Work& work, std::size_t at, bool for_segment) {
  const Block& block = work.blocks[at];
  Analyser& analyser = work.analysers.take();
  analyser.count_words();
  const Analysed analysed = analyse(work.documents, block.span, analyser);
  std::vector<LexiconEntry> words;
  analyser.each_word([&words](std::string_view word, std::uint32_t documents) {
    words.push_back({std::string(word), documents});
  });
  if (!block.written) write_block(block, {work.documents, analysed, analyser, words}, work.target.complete);
  if (for_segment) work.runs[at] = std::make_unique<Run>(analysed, analyser);
  if (!work.words.has(block)) work.words.add(words);
  work.analysers.give(analyser);
  work.options.release_texts();
  work.options.progress->step(block.span.size());
}

/// The segments, packed: what an earlier build packed is brought up to date where that is less work, for which the
/// cache has a file a segment.
class Segments {
 public:
  explicit Segments(Work& work) : work_(work) {
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
      TextStore::Filler filler(work_.kept);
      const std::optional<std::string_view> bytes = read_sealed(file(i), filler);
      std::optional<Packed> packed = bytes ? read_packed(*bytes, kind()) : std::nullopt;
      if (!packed) return;
      const SegmentDocuments documents{spans_[i].first, own(work_.documents, i), own(work_.hashes, i)};
      const auto hashes = documents.hashes;
      kept_[i] = std::equal(hashes.begin(), hashes.end(), packed->hashes.begin(), packed->hashes.end());
      if (update(*packed, documents, work_.options)) packed_[i] = std::move(packed);
    });
  }

  /// Whether a block's documents must be inverted for their segment.
  bool needs(const Block& block) const {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (block.span.first < spans_[i].last && block.span.last > spans_[i].first) return !packed_[i];
    return false;
  }

  /// Packs the other segments, keeps all, and gives them.
  std::vector<std::optional<Packed>>& finish() {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (!packed_[i]) packed_[i] = pack(runs_of(spans_[i]), own(work_.hashes, i));
    work_.runs.clear();  // of a large archive they are as large as what is packed
    for (std::size_t i = 0; i < spans_.size(); ++i)
      if (!work_.target.blocks.empty() && !kept_[i]) write_packed(file(i), *packed_[i], kind());
    return packed_;
  }

 private:
  std::string file(std::size_t i) const { return work_.target.blocks + "/segment-" + std::to_string(i); }
  std::string kind() const { return format_of(work_.options, false); }

  /// The part of a list, of an entry a document, that a segment has.
  template <typename Entry>
  std::span<const Entry> own(const std::vector<Entry>& all, std::size_t i) const {
    return {all.data() + spans_[i].first, all.data() + spans_[i].last};
  }

  Runs runs_of(Span span) const {
    const auto first = std::find_if(work_.runs.begin(), work_.runs.end(),
                                    [&](const auto& run) { return run && run->span().first >= span.first; });
    auto last = first;
    while (last != work_.runs.end() && *last && (*last)->span().last <= span.last) ++last;
    return {first, last};
  }

  Work& work_;
  std::vector<Span> spans_;
  std::vector<std::optional<Packed>> packed_;
  std::vector<char> kept_;  ///< whether the cache has just this
};

/// Where it stands what files an earlier build made: of each its source, and its imprint.
std::string known_file(const DatabaseTarget& target) {
  return target.blocks + "/files";
}

KnownFiles read_known(const DatabaseTarget& target, const IndexOptions& options) {
  KnownFiles files;
  if (target.blocks.empty() || !options.take_over) return files;
  const std::string all = read_sealed(known_file(target)).value_or(std::string());
  for (std::size_t offset = 0; offset < all.size();) {
    const std::uint64_t source = get_varint(all, offset), hash = get_varint(all, offset);
    files[source] = {hash, get_varint(all, offset)};
  }
  return files;
}

void keep_known(const DatabaseTarget& target, const std::vector<File>& files) {
  if (target.blocks.empty()) return;
  std::string all;
  for (const File& file : files) {
    if (file.source == 0) continue;
    for (const std::uint64_t number : {file.source, file.imprint.hash, std::uint64_t{file.imprint.size}})
      put_varint(all, number);
  }
  write_sealed(known_file(target), all);
}

/// Both, or the database alone.
std::vector<File> write_all(const std::vector<Document>& documents, const IndexOptions& options,
                            const DatabaseTarget& target, bool with_files) {
  Work work(documents, options, target);
  Segments segments(work);
  if (with_files && !target.blocks.empty()) segments.take_kept();
  const auto is_inverted = [&](const Block& block) { return with_files && segments.needs(block); };
  const auto is_analysed = [&](const Block& block) { return !block.written || is_inverted(block); };
  for (const Block& block : work.blocks)
    if (is_analysed(block)) options.progress->expect(block.span.size());
  parallel_for(work.blocks.size(), [&](std::size_t i) {
    const Block& block = work.blocks[i];
    if (is_analysed(block))
      analyse_block(work, i, is_inverted(block));
    else if (!work.words.has(block))
      work.words.add(read_words(block.folder).value());
  });
  work.analysers.forget_words();
  const std::vector<LexiconEntry> all_words = work.words.all(), words = offered(all_words, documents.size());
  std::vector<File> files;
  const auto export_all = [&] {
    if (!with_files) return;
    files = export_index({documents, work.hashes, segments.finish(), words}, options, read_known(target, options));
    keep_known(target, files);
  };
  const auto join = [&] {
    if (!target.path.empty()) join_blocks(target, work.blocks, documents, options, words);
    work.words.keep(work.blocks, all_words);
  };
  parallel_invoke({join, export_all});
  return files;
}

/// What an earlier build left damaged (a power failure, a full disk), or another program, is as good as nothing.
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
    } catch (const Damaged&) {
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

void build_database(const DatabaseTarget& target, const std::vector<Document>& documents, const IndexOptions& options) {
  write_once_or_twice(documents, options, target, false);
}

std::vector<File> export_files(const std::vector<Document>& documents, const IndexOptions& options) {
  return write_all(documents, options, {}, true);
}

}  // namespace broadsheet::search
