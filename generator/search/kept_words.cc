#include "search/kept_words.h"

#include <algorithm>

#include "base/sealed_file.h"
#include "search/bits.h"

namespace broadsheet::search {
namespace {

std::string file_in(const std::string& folder) {
  return folder + "/lexicon";
}

}  // namespace

KeptWords::KeptWords(const std::string& folder, const std::vector<Block>& blocks) : folder_(folder) {
  if (folder.empty()) return;
  std::set<std::string> current;
  for (const Block& block : blocks) current.insert(block.folder);
  if (const auto bytes = read_sealed(file_in(folder)); bytes && start_from(*bytes, current)) return;
  names_.clear();
  lexicon_ = Lexicon();
}

/// The number of blocks, their names, then all words in their order. False where the words of a block that left are not
/// there.
bool KeptWords::start_from(const std::string& bytes, const std::set<std::string>& current) {
  std::size_t offset = 0;
  std::vector<std::string> left;
  for (std::uint64_t count = get_varint(bytes, offset); count > 0; --count) {
    const std::string name = folder_ + '/' + std::string(get_text(bytes, offset));
    if (current.contains(name))
      names_.insert(name);
    else
      left.push_back(name);
  }
  if (names_.empty()) return false;
  std::vector<LexiconEntry> all = read_counted_lexicon(std::string_view(bytes).substr(offset));
  if (!std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.word < b.word; }))
    return false;
  lexicon_ = Lexicon(std::move(all));
  for (const std::string& name : left) {
    const auto words = read_words(name);
    if (!words) return false;
    for (const LexiconEntry& word : *words) lexicon_.remove(word.word, word.documents);
  }
  return true;
}

void KeptWords::add(const std::vector<LexiconEntry>& words) {
  const std::lock_guard lock(adding_);
  for (const LexiconEntry& word : words) lexicon_.add(word.word, word.documents);
}

void KeptWords::keep(const std::vector<Block>& blocks, std::span<const LexiconEntry> all) const {
  if (folder_.empty()) return;
  std::string bytes;
  put_varint(bytes, blocks.size());
  for (const Block& block : blocks) {
    put_text(bytes, std::string_view(block.folder).substr(folder_.size() + 1));
  }
  write_sealed(file_in(folder_), bytes + write_counted_lexicon(all));
}

}  // namespace broadsheet::search
