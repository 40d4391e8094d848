#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/parallel.h"
#include "search/analysis.h"
#include "search/bits.h"
#include "search/facets.h"
#include "search/gzip.h"
#include "search/index.h"
#include "search/lexicon.h"
#include "search/segment.h"

namespace broadsheet::search {
namespace {

constexpr int kFormat = 1;                     ///< what search.js must know how to read
constexpr std::size_t kRowGroup = 48;          ///< blocks of rows that share the hash in their names
constexpr std::size_t kManyDocuments = 16384;  ///< from here on rows stand in larger blocks, for fewer files
constexpr std::size_t kLexiconShard = 12288;   ///< bytes before compression

/// Files that share the hash of their content: `<letter>-<hash>-<number>.bin`.
std::string add_files(std::vector<File>& files, char letter, const std::vector<std::string>& contents) {
  std::uint64_t hash = 0;
  for (const std::string& content : contents) hash = hash64(content, hash);
  std::string name = fmt::format("{:016x}", hash).substr(0, 12);
  for (std::size_t i = 0; i < contents.size(); ++i)
    files.push_back({fmt::format("{}-{}-{}.bin", letter, name, i), contents[i]});
  return name;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) out += (i == 0 ? "" : "\n") + texts[i];
  return out;
}

/// Where segments end: a function of the number of documents alone. In a large archive the first stays as it is while
/// documents come, until it grows by a whole step; the second has the newest documents.
std::vector<std::size_t> segment_ends(std::size_t documents, const IndexOptions& options) {
  const std::size_t stable = documents / options.segment_step * options.segment_step;
  if (documents < options.two_segments_from || stable == documents) return {documents};
  return {stable, documents};
}

/// The lengths of a segment's documents: a varint each, compressed.
std::string lengths_of(const Segment& segment) {
  std::string bytes;
  for (const std::uint32_t length : segment.lengths) put_varint(bytes, length);
  return gzip(bytes);
}

/// All segments; a second has no file of lengths, but carries them in its lists.
nlohmann::json export_segments(const std::vector<Document>& documents, const IndexOptions& options, Lexicon& lexicon,
                               std::vector<File>& files) {
  nlohmann::json segments = nlohmann::json::array();
  std::size_t first = 0;
  for (const std::size_t end : segment_ends(documents.size(), options)) {
    const Segment segment = index_segment(documents, first, end, first > 0, options, lexicon);
    const std::string shards = add_files(files, 't', segment.shards);
    const std::string positions = add_files(files, 'p', segment.positions);
    nlohmann::json& entry = segments.emplace_back();
    entry = {{"documents", segment.documents}, {"length", segment.length},       {"shards", shards},
             {"positions", positions},         {"heavy", joined(segment.heavy)}, {"starts", joined(segment.starts)}};
    if (first == 0) entry["lengths"] = add_files(files, 'l', {lengths_of(segment)});
    first = end;
  }
  return segments;
}

/// Rows in blocks, compressed; a group of blocks has one hash, so that the root stays small.
nlohmann::json export_rows(const std::vector<Document>& documents, std::vector<File>& files) {
  const std::size_t size = documents.size() < kManyDocuments ? 8 : 12;
  std::vector<std::string> blocks((documents.size() + size - 1) / size);
  parallel_for(blocks.size(), [&](std::size_t i) {
    std::string rows;
    for (std::size_t d = i * size; d < std::min(documents.size(), (i + 1) * size); ++d)
      rows += (rows.empty() ? '[' : ',') + row_of(documents[d]);
    blocks[i] = gzip(rows + ']');
  });
  nlohmann::json names = nlohmann::json::array();
  const std::size_t group = kRowGroup;
  for (std::size_t i = 0; i < blocks.size(); i += group) {
    const std::size_t end = std::min(blocks.size(), i + group);
    names.push_back(add_files(
        files, 'r',
        {blocks.begin() + static_cast<std::ptrdiff_t>(i), blocks.begin() + static_cast<std::ptrdiff_t>(end)}));
  }
  return {{"size", size}, {"group", group}, {"names", std::move(names)}};
}

nlohmann::json export_lexicon(const Lexicon& lexicon, std::vector<File>& files) {
  const std::vector<LexiconEntry> entries = lexicon.sorted();
  std::vector<std::string> shards, starts;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t end = first;
    for (std::size_t bytes = 0; end < entries.size() && bytes < kLexiconShard; ++end)
      bytes += entries[end].word.size() / 2 + 4;
    shards.push_back(gzip(write_lexicon(
        {entries.begin() + static_cast<std::ptrdiff_t>(first), entries.begin() + static_cast<std::ptrdiff_t>(end)})));
    starts.push_back(first == 0 ? std::string() : entries[first].word);
    first = end;
  }
  return {{"shards", shards.empty() ? std::string() : add_files(files, 'w', shards)}, {"starts", joined(starts)}};
}

nlohmann::json export_facets(const std::vector<Document>& documents, std::vector<File>& files) {
  const std::pair<const char*, FacetKind> kinds[] = {
      {"company", FacetKind::company}, {"topic", FacetKind::topic}, {"series", FacetKind::series}};
  std::string columns[3];
  parallel_for(3, [&](std::size_t i) { columns[i] = facet_column(documents, kinds[i].second); });
  nlohmann::json names;
  for (std::size_t i = 0; i < 3; ++i) names[kinds[i].first] = add_files(files, 'f', {columns[i]});
  return names;
}

/// Days as they come, each as its distance in days from the one before (the first from 1970-01-01) and the number of
/// its documents.
nlohmann::json days_of(const std::vector<Document>& documents) {
  nlohmann::json days = nlohmann::json::array();
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

std::vector<File> export_files(const std::vector<Document>& documents, const IndexOptions& options) {
  std::vector<File> files(1);
  Lexicon lexicon(documents.size());
  nlohmann::json root = {{"format", kFormat}, {"documents", documents.size()}, {"language", options.language}};
  root["segments"] = export_segments(documents, options, lexicon, files);
  root["rows"] = export_rows(documents, files);
  root["words"] = export_lexicon(lexicon, files);
  root["facets"] = export_facets(documents, files);
  root["issues"] = add_files(files, 'i', {issue_column(documents)});
  root["days"] = days_of(documents);
  root["stop"] = stop_words(options.language);
  const std::vector<std::string> names = stemmers_of(documents, options.language);
  const std::vector<Stemmer> stemmers(names.begin(), names.end());
  root["stemmers"] = names;
  root["synonyms"] = write_synonyms(stem_synonyms(options.synonyms, stemmers));
  files[0] = {kRootFile, gzip(root.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace))};
  std::sort(files.begin() + 1, files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  files.erase(
      std::unique(files.begin() + 1, files.end(), [](const File& a, const File& b) { return a.name == b.name; }),
      files.end());
  return files;
}

}  // namespace broadsheet::search
