#include "search/export.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "search/analysis.h"
#include "search/bits.h"
#include "search/facets.h"
#include "search/gzip.h"
#include "search/segment.h"
#include "search/stored_document.h"

namespace broadsheet::search {
namespace {

using nlohmann::json;

constexpr int kFilesFormat = 4;               ///< what the client must know how to read
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

File file_of(std::string bytes, std::uint64_t source = 0) {
  const Imprint imprint{hash64(bytes), bytes.size()};
  return {{}, std::move(bytes), source, imprint};
}

/// Collects files under names that their content gives them.
class Files {
 public:
  static constexpr std::size_t kHashSize = 8;  ///< bytes of the hash in a name

  Files(const KnownFiles& known, const IndexOptions& options) : known_(known), options_(options), files_(1) {}

  /// Adds files, of which so many that follow one another share a hash; gives the hashes, one after the other.
  std::string add(char letter, std::vector<std::string> contents, std::size_t group = 1) {
    std::vector<File> files;
    files.reserve(contents.size());
    for (std::string& content : contents) files.push_back(file_of(std::move(content)));
    return add(letter, std::move(files), group);
  }

  /// The same of files that `make(i)` gives, side by side. `sources` are the hashes of all that decides about them:
  /// what the last build made is taken over.
  template <typename Make>
  std::string make(char letter, const std::vector<std::uint64_t>& sources, Make make, std::size_t group = 1) {
    std::vector<File> files(sources.size());
    parallel_for(files.size(), [&](std::size_t i) {
      const auto known = known_.find(sources[i]);
      if (known != known_.end())
        files[i] = {{}, {}, sources[i], known->second, true};
      else
        files[i] = file_of(make(i), sources[i]);
    });
    const std::size_t first = files_.size();
    std::string names = add(letter, std::move(files), group);
    parallel_for(sources.size(), [&](std::size_t i) {
      File& file = files_[first + i];
      if (!file.is_taken_over || options_.take_over(file.name, file.imprint)) return;
      File made = file_of(make(i), file.source);
      if (made.imprint.hash != file.imprint.hash) throw Damaged();
      made.name = std::move(file.name);
      file = std::move(made);
    });
    return names;
  }
  /// Compressed ones.
  std::string compress(char letter, const std::vector<std::string>& contents) {
    std::vector<std::uint64_t> sources;
    for (const std::string& content : contents) sources.push_back(hash64(content));
    return make(letter, sources, [&contents](std::size_t i) { return gzip(contents[i]); });
  }

  std::vector<File> take(std::string root) {
    files_[0] = file_of(std::move(root));
    files_[0].name = kRootFile;
    std::sort(files_.begin() + 1, files_.end(), [](const File& a, const File& b) { return a.name < b.name; });
    return std::move(files_);
  }

 private:
  std::string add(char letter, std::vector<File> files, std::size_t group) {
    std::string names;
    for (std::size_t first = 0; first < files.size(); first += group) {
      const std::size_t end = std::min(files.size(), first + group);
      std::uint64_t hash = 0;
      for (std::size_t i = first; i < end; ++i) {
        const std::uint64_t own = files[i].imprint.hash;
        hash = hash64({reinterpret_cast<const char*>(&own), sizeof own}, hash);
      }
      std::string name = spell(hash);
      while (!taken_.insert(letter + name).second) name = spell(++hash);  // equal files have names of their own
      for (std::size_t i = first; i < end; ++i) {
        files[i].name = letter + ('-' + name) + '-' + std::to_string(i - first) + ".bin";
        files_.push_back(std::move(files[i]));
      }
      names += name;
    }
    return names;
  }

  /// 40 bits as eight digits of RFC 4648's base 32: short, since the root has them all, and no two of them differ only
  /// in case.
  static std::string spell(std::uint64_t hash) {
    std::string name;
    for (std::size_t i = 0; i < kHashSize; ++i) name += "abcdefghijklmnopqrstuvwxyz234567"[hash >> (5 * i) & 31];
    return name;
  }

  const KnownFiles& known_;
  const IndexOptions& options_;
  std::vector<File> files_;
  std::set<std::string> taken_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) out += (i == 0 ? "" : "\n") + texts[i];
  return out;
}

/// All segments. The lengths of all documents go to `steps`, for the root.
json export_segments(std::vector<std::optional<Packed>>& all, Files& files, std::string& steps) {
  json segments = json::array();
  for (std::optional<Packed>& packed : all) {
    const std::size_t group = &packed == &all.back() ? 1 : kOldGroup;
    steps += packed->steps;
    const SegmentFiles segment(*packed);
    const auto shard = [&](std::size_t i) { return segment.shard(i); };
    const auto places = [&](std::size_t i) { return segment.places(i); };
    segments.push_back({{"documents", packed->steps.size()},
                        {"length", segment.length()},
                        {"range", packed->range},
                        {"group", group},
                        {"starts", joined(segment.starts())},
                        {"terms", files.make('t', segment.shard_sources(), shard, group)},
                        {"together", segment.in_one_file()},
                        {"positions", files.make('p', segment.places_sources(), places, group)}});
    packed.reset();
  }
  return segments;
}

/// Rows in blocks. Their key is that of their documents, so that kept ones need not be written.
json export_rows(const Indexed& index, const IndexOptions& options, Files& files) {
  const RowLayout layout = row_layout(index.documents.size());
  const auto last_of = [&](std::size_t i) { return std::min(index.documents.size(), (i + 1) * layout.size); };
  std::vector<std::uint64_t> keys((index.documents.size() + layout.size - 1) / layout.size);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::size_t first = i * layout.size;
    keys[i] = hash_items(std::span(index.hashes).subspan(first, last_of(i) - first));
  }
  const auto rows_of = [&](std::size_t i) {
    std::string rows;
    for (std::size_t d = i * layout.size; d < last_of(i); ++d) {
      rows += rows.empty() ? '[' : ',';
      rows += row_of(index.documents[d]);
    }
    options.release_texts();
    return gzip(rows + ']');
  };
  return {{"size", layout.size}, {"group", layout.group}, {"names", files.make('r', keys, rows_of, layout.group)}};
}

json export_words(const std::vector<LexiconEntry>& entries, Files& files) {
  std::vector<std::string> shards, starts;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t end = first;
    for (std::size_t bytes = 0; end < entries.size() && bytes < kLexiconShard; ++end)
      bytes += entries[end].word.size() / 2 + 4;
    shards.push_back(write_lexicon(std::span(entries).subspan(first, end - first)));
    starts.push_back(first == 0 ? std::string() : entries[first].word);
    first = end;
  }
  return {{"names", files.compress('w', shards)}, {"starts", joined(starts)}};
}

/// A file a kind and segment, so that those of a segment that stays as it is stay, too. Their key is that of the tags.
json export_facets(const std::vector<Document>& documents, const IndexOptions& options, Files& files) {
  const std::pair<const char*, FacetKind> kinds[] = {
      {"company", FacetKind::company}, {"topic", FacetKind::topic}, {"series", FacetKind::series}};
  std::vector<std::span<const Document>> segments;
  std::vector<std::uint64_t> keys;  // of the segments
  std::size_t first = 0;
  for (const std::size_t end : segment_ends(documents.size(), options)) {
    segments.push_back(std::span(documents).subspan(first, end - first));
    first = end;
    std::vector<std::uint64_t> tags;
    tags.reserve(segments.back().size());
    for (const Document& document : segments.back()) tags.push_back(hash_tags(document));
    keys.push_back(hash_items(tags));
  }
  std::vector<std::uint64_t> sources;
  for (const auto& [name, kind] : kinds)
    for (const std::uint64_t key : keys) sources.push_back(hash64(name, key));
  const std::string all = files.make('f', sources, [&](std::size_t i) {
    options.release_texts();
    return gzip(facet_column(segments[i % segments.size()], kinds[i / segments.size()].second));
  });
  const std::size_t own = segments.size() * Files::kHashSize;
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

std::vector<File> export_index(const Indexed& index, const IndexOptions& options, const KnownFiles& known) {
  const std::vector<Document>& documents = index.documents;
  Files files(known, options);
  std::string steps;
  const std::vector<std::string> names = stemmers_of(documents, options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  const json root = {{"format", kFilesFormat},
                     {"documents", documents.size()},
                     {"language", options.language},
                     {"segments", export_segments(index.segments, files, steps)},
                     {"rows", export_rows(index, options, files)},
                     {"words", export_words(index.words, files)},
                     {"facets", export_facets(documents, options, files)},
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
