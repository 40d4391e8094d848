#include "search/export.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/hash.h"
#include "base/parallel.h"
#include "search/analysis.h"
#include "search/bits.h"
#include "search/facets.h"
#include "search/gzip.h"
#include "search/segment.h"

namespace broadsheet::search {
namespace {

using nlohmann::json;

constexpr int kFormat = 4;                    ///< what the client must know how to read
constexpr std::size_t kOldGroup = 4;          ///< files of a segment that seldom changes that share a hash
constexpr std::size_t kLexiconShard = 12288;  ///< bytes before compression

/// How rows stand in files: the larger the archive, the more in one, for fewer files.
struct RowLayout {
  std::size_t size;   ///< documents in a file
  std::size_t group;  ///< files that share a hash
};

RowLayout row_layout(std::size_t documents) {
  if (documents < 16384) return {8, 4};
  return documents < 65536 ? RowLayout{12, 8} : RowLayout{16, 8};
}

/// Compressed files, and the hashes of what they were made from.
struct Compressed {
  std::vector<std::uint64_t> sources;
  std::vector<std::string> contents;
};

/// Collects files under names that their content gives them.
class Files {
 public:
  static constexpr std::size_t kHashSize = 8;  ///< bytes of the hash in a name

  Files() : files_(1) {}

  /// Adds files, of which so many that follow one another share a hash; gives the hashes, one after the other.
  std::string add(char letter, std::vector<std::string> contents, std::size_t group = 1) {
    std::string names;
    for (std::size_t first = 0; first < contents.size(); first += group) {
      const std::size_t end = std::min(contents.size(), first + group);
      std::uint64_t hash = 0;
      for (std::size_t i = first; i < end; ++i) hash = hash64(contents[i], hash);
      std::string name = spell(hash);
      while (!taken_.insert(letter + name).second) name = spell(++hash);  // equal files have names of their own
      for (std::size_t i = first; i < end; ++i)
        files_.push_back({letter + ('-' + name) + '-' + std::to_string(i - first) + ".bin", std::move(contents[i]), 0});
      names += name;
    }
    return names;
  }
  std::string add(char letter, Compressed compressed, std::size_t group = 1) {
    const std::size_t first = files_.size();
    std::string names = add(letter, std::move(compressed.contents), group);
    for (std::size_t i = 0; i < compressed.sources.size(); ++i) files_[first + i].source = compressed.sources[i];
    return names;
  }

  std::vector<File> take(std::string root) {
    files_[0] = {kRootFile, std::move(root), 0};
    std::sort(files_.begin() + 1, files_.end(), [](const File& a, const File& b) { return a.name < b.name; });
    return std::move(files_);
  }

 private:
  /// 40 bits as eight digits of RFC 4648's base 32: short, since the root has them all, and no two of them differ only
  /// in case.
  static std::string spell(std::uint64_t hash) {
    std::string name;
    for (std::size_t i = 0; i < kHashSize; ++i) name += "abcdefghijklmnopqrstuvwxyz234567"[hash >> (5 * i) & 31];
    return name;
  }

  std::vector<File> files_;
  std::set<std::string> taken_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) out += (i == 0 ? "" : "\n") + texts[i];
  return out;
}

/// All segments. The lengths of all documents go to `steps`, for the root.
json export_segments(std::vector<Segment>& all, Files& files, std::string& steps) {
  json segments = json::array();
  for (Segment& segment : all) {
    const std::size_t group = &segment == &all.back() ? 1 : kOldGroup;
    steps += segment.steps;
    segments.push_back({{"documents", segment.documents},
                        {"length", segment.length},
                        {"range", segment.range},
                        {"group", group},
                        {"starts", joined(segment.starts)},
                        {"terms", files.add('t', std::move(segment.shards), group)},
                        {"together", segment.in_one_file},
                        {"positions", files.add('p', std::move(segment.positions), group)}});
  }
  return segments;
}

/// Compresses what the last build has not compressed.
class Compressor {
 public:
  explicit Compressor(const KeptFiles& kept) : kept_(kept) {}

  /// A file for each source, side by side: kept ones, or what `make(i)` gives, compressed.
  template <typename Make>
  Compressed compress(std::vector<std::uint64_t> sources, Make make) const {
    Compressed files{std::move(sources), {}};
    files.contents.resize(files.sources.size());
    parallel_for(files.sources.size(), [&](std::size_t i) {
      const auto known = kept_.find(files.sources[i]);
      files.contents[i] = known != kept_.end() ? known->second : gzip(make(i));
    });
    return files;
  }
  Compressed compress(const std::vector<std::string>& contents) const {
    std::vector<std::uint64_t> sources;
    for (const std::string& content : contents) sources.push_back(hash64(content));
    return compress(std::move(sources), [&contents](std::size_t i) -> const std::string& { return contents[i]; });
  }

 private:
  const KeptFiles& kept_;
};

/// Rows in blocks. Their key is that of their documents, so that kept ones need not be written.
json export_rows(const Indexed& index, const IndexOptions& options, const Compressor& compressor, Files& files) {
  const RowLayout layout = row_layout(index.documents.size());
  const auto last_of = [&](std::size_t i) { return std::min(index.documents.size(), (i + 1) * layout.size); };
  std::vector<std::uint64_t> keys((index.documents.size() + layout.size - 1) / layout.size);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::uint64_t* first = &index.hashes[i * layout.size];
    keys[i] = hash64({reinterpret_cast<const char*>(first), (last_of(i) - i * layout.size) * sizeof(*first)});
  }
  Compressed blocks = compressor.compress(std::move(keys), [&](std::size_t i) {
    std::string rows;
    for (std::size_t d = i * layout.size; d < last_of(i); ++d) {
      rows += rows.empty() ? '[' : ',';
      rows += row_of(index.documents[d]);
    }
    options.release_texts();
    return rows + ']';
  });
  return {{"size", layout.size}, {"group", layout.group}, {"names", files.add('r', std::move(blocks), layout.group)}};
}

json export_words(const std::vector<LexiconEntry>& entries, const Compressor& compressor, Files& files) {
  std::vector<std::string> shards, starts;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t end = first;
    for (std::size_t bytes = 0; end < entries.size() && bytes < kLexiconShard; ++end)
      bytes += entries[end].word.size() / 2 + 4;
    shards.push_back(write_lexicon(std::span(entries).subspan(first, end - first)));
    starts.push_back(first == 0 ? std::string() : entries[first].word);
    first = end;
  }
  return {{"names", files.add('w', compressor.compress(shards))}, {"starts", joined(starts)}};
}

/// A file a kind and segment, so that those of a segment that stays as it is stay, too.
json export_facets(const std::vector<Document>& documents, const IndexOptions& options, const Compressor& compressor,
                   Files& files) {
  const std::pair<const char*, FacetKind> kinds[] = {
      {"company", FacetKind::company}, {"topic", FacetKind::topic}, {"series", FacetKind::series}};
  const std::vector<std::size_t> ends = segment_ends(documents.size(), options);
  std::vector<std::string> columns(std::size(kinds) * ends.size());
  parallel_for(columns.size(), [&](std::size_t i) {
    const std::size_t segment = i % ends.size(), first = segment == 0 ? 0 : ends[segment - 1];
    columns[i] =
        facet_column(std::span(documents).subspan(first, ends[segment] - first), kinds[i / ends.size()].second);
    options.release_texts();
  });
  const std::string all = files.add('f', compressor.compress(columns));
  const std::size_t own = ends.size() * Files::kHashSize;
  json names;
  for (std::size_t i = 0; i < std::size(kinds); ++i) names[kinds[i].first] = all.substr(i * own, own);
  return names;
}

/// Days as they come, each as its distance in days from the one before (the first from 1970-01-01) and the number of
/// its documents.
json days_of(const std::vector<Document>& documents) {
  json days = json::array();
  Date last = Date(std::chrono::sys_days{});
  for (std::size_t i = 0; i < documents.size();) {
    std::size_t end = i;
    while (end < documents.size() && documents[end].date == documents[i].date) ++end;
    days.push_back(days_between(last, documents[i].date));
    days.push_back(end - i);
    last = documents[i].date;
    i = end;
  }
  return days;
}

}  // namespace

std::vector<std::size_t> segment_ends(std::size_t documents, const IndexOptions& options) {
  const std::size_t stable = documents / options.segment_step * options.segment_step;
  if (documents < options.two_segments_from || stable == documents) return {documents};
  return {stable, documents};
}

std::vector<File> export_index(const Indexed& index, const IndexOptions& options, const KeptFiles& kept) {
  const std::vector<Document>& documents = index.documents;
  Files files;
  const Compressor compressor(kept);
  std::string steps;
  const std::vector<std::string> names = stemmers_of(documents, options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  const json root = {{"format", kFormat},
                     {"documents", documents.size()},
                     {"language", options.language},
                     {"segments", export_segments(index.segments, files, steps)},
                     {"rows", export_rows(index, options, compressor, files)},
                     {"words", export_words(index.words, compressor, files)},
                     {"facets", export_facets(documents, options, compressor, files)},
                     {"issues", files.add('i', std::vector{gzip(issue_column(documents))})},
                     {"days", days_of(documents)},
                     {"stop", stop_words(options.language)},
                     {"stemmers", names},
                     {"synonyms", write_synonyms(stem_synonyms(options.synonyms, stemmers))}};
  const std::string text = root.dump(-1, ' ', false, json::error_handler_t::replace);
  options.release_texts();
  std::string bytes;
  put_varint(bytes, text.size());
  return files.take(gzip(bytes + text + steps));
}

}  // namespace broadsheet::search
