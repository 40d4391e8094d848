#include "search/word_blocks.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

#include "base/hash.h"
#include "base/parallel.h"

namespace broadsheet::search {
namespace {

std::string key_of(std::size_t block) {
  return fmt::format("words {}", block);
}

std::string count_block(const std::vector<Document>& documents, std::size_t first, std::size_t last,
                        const IndexOptions& options) {
  Analyser analyser(options.language);
  for (std::size_t i = first; i < last; ++i) analyser.analyse(documents[i]);
  return words_of(analyser);
}

}  // namespace

std::string state_of(const Fingerprints& fingerprints, std::size_t first, std::size_t last) {
  std::uint64_t hash = 0;
  for (std::size_t i = first; i < last; ++i) hash = hash64(fingerprints[i], hash);
  return fmt::format("{:016x}", hash);
}

std::string words_of(const Analyser& analyser) {
  Lexicon all = Lexicon::unabridged();
  analyser.each_word([&all](const std::string& word, std::uint32_t documents) { all.add(word, documents); });
  return write_lexicon(all.sorted());
}

Lexicon count_words(Xapian::WritableDatabase& database, const std::vector<Document>& documents,
                    const Fingerprints& fingerprints, const IndexOptions& options, std::vector<std::string> counted) {
  const std::size_t blocks = (documents.size() + kWordBlock - 1) / kWordBlock;
  counted.resize(blocks);
  const auto end = [&](std::size_t block) { return std::min(documents.size(), (block + 1) * kWordBlock); };
  std::vector<std::string> states(blocks);
  std::vector<std::size_t> missing, added;
  for (std::size_t i = 0; i < blocks; ++i) {
    states[i] = state_of(fingerprints, i * kWordBlock, end(i));
    if (counted[i].empty()) {
      const std::string known = database.get_metadata(key_of(i));
      if (known.starts_with(states[i])) {
        counted[i] = known.substr(states[i].size());
        continue;
      }
      missing.push_back(i);
    }
    added.push_back(i);
  }
  parallel_for(missing.size(), [&](std::size_t i) {
    const std::size_t block = missing[i];
    counted[block] = count_block(documents, block * kWordBlock, end(block), options);
  });
  for (const std::size_t i : added) database.set_metadata(key_of(i), states[i] + counted[i]);
  Lexicon lexicon(documents.size());
  for (const std::string& words : counted)
    for (const LexiconEntry& entry : read_lexicon(words)) lexicon.add(entry.word, entry.documents);
  return lexicon;
}

}  // namespace broadsheet::search
