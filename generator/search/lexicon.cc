#include "search/lexicon.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

#include "base/text.h"
#include "search/bits.h"
#include "search/front_coding.h"
#include "search/tokens.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kShortestMisspelt = 4;
constexpr std::size_t kTwoChanges = 6;  ///< characters from which two changes are allowed
constexpr std::size_t kCompletions = 6;

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t offset = 0; offset < text.size();) out += next_code_point(text, offset);
  return out;
}

/// The optimal string alignment distance, or anything above `limit` where it is above.
std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before = last;
    last = now;
  }
  return last[b.size()];
}

}  // namespace

std::vector<LexiconEntry> Lexicon::all() const {
  std::vector<std::uint32_t> changed(changes_.size());
  std::iota(changed.begin(), changed.end(), 0U);
  std::sort(changed.begin(), changed.end(), [this](auto a, auto b) { return words_.text(a) < words_.text(b); });
  std::vector<LexiconEntry> entries;
  entries.reserve(start_.size() + changed.size());
  const auto add_new = [&](std::uint32_t number) {
    if (changes_[number] > 0) entries.push_back({std::string(words_.text(number)), changes_[number]});
  };
  auto next = changed.begin();
  for (const LexiconEntry& entry : start_) {
    for (; next != changed.end() && words_.text(*next) < entry.word; ++next) add_new(*next);
    entries.push_back(entry);
    if (next == changed.end() || words_.text(*next) != entry.word) continue;
    entries.back().documents += changes_[*next++];
    if (entries.back().documents == 0) entries.pop_back();
  }
  for (; next != changed.end(); ++next) add_new(*next);
  return entries;
}

std::vector<LexiconEntry> offered(std::span<const LexiconEntry> all, std::size_t documents) {
  const std::uint32_t least = documents < 2000 ? 1 : 2;
  std::vector<LexiconEntry> entries;
  std::copy_if(all.begin(), all.end(), std::back_inserter(entries), [least](const LexiconEntry& entry) {
    return entry.documents >= least && count_code_points(entry.word) >= kShortestWord;
  });
  return entries;
}

std::string write_lexicon(std::span<const LexiconEntry> entries) {
  std::string out;
  FrontCoder coder;
  for (const LexiconEntry& entry : entries) {
    coder.put(out, entry.word);
    put_varint(out, entry.documents);
  }
  return out;
}

std::vector<LexiconEntry> read_lexicon(std::string_view bytes) {
  std::vector<LexiconEntry> entries;
  std::string word;
  for (std::size_t offset = 0; offset < bytes.size();) {
    read_front_coded(bytes, offset, word);
    const auto documents = static_cast<std::uint32_t>(get_varint(bytes, offset));
    entries.push_back({word, documents});
  }
  return entries;
}

std::string write_counted_lexicon(std::span<const LexiconEntry> entries) {
  std::string out;
  put_varint(out, entries.size());
  return out + write_lexicon(entries);
}

std::vector<LexiconEntry> read_counted_lexicon(std::string_view bytes) {
  std::size_t offset = 0;
  const std::uint64_t count = get_varint(bytes, offset);
  std::vector<LexiconEntry> entries = read_lexicon(bytes.substr(offset));
  if (entries.size() != count) throw Damaged();
  return entries;
}

std::vector<std::string> completions(const std::vector<LexiconEntry>& entries, std::string_view prefix) {
  if (count_code_points(prefix) < kShortestWord) return {};
  auto entry = std::lower_bound(entries.begin(), entries.end(), prefix,
                                [](const LexiconEntry& a, std::string_view b) { return a.word < b; });
  std::vector<LexiconEntry> found;
  for (; entry != entries.end() && entry->word.starts_with(prefix); ++entry) found.push_back(*entry);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.documents > b.documents; });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < found.size() && i < kCompletions; ++i) words.push_back(found[i].word);
  return words;
}

std::string near_word(const std::vector<LexiconEntry>& entries, std::string_view word) {
  const std::u32string wanted = code_points(word);
  if (wanted.size() < kShortestMisspelt) return {};
  std::size_t limit = wanted.size() < kTwoChanges ? 1 : 2;
  const LexiconEntry* best = nullptr;
  for (const LexiconEntry& entry : entries) {
    const std::u32string candidate = code_points(entry.word);
    if (candidate[0] != wanted[0] || candidate == wanted) continue;
    const std::size_t found = distance(wanted, candidate, limit);
    if (found > limit || (best != nullptr && found == limit && entry.documents <= best->documents)) continue;
    best = &entry;
    limit = found;
  }
  return best == nullptr ? std::string() : best->word;
}

std::vector<SynonymGroup> stem_synonyms(const std::vector<SynonymGroup>& synonyms,
                                        const std::vector<Stemmer>& stemmers) {
  Tokenizer tokenizer;
  std::set<std::string> known;
  std::vector<SynonymGroup> groups;
  for (const SynonymGroup& names : synonyms) {
    SynonymGroup group;
    for (const std::string& name : names) {
      const std::vector<std::string> words = tokenizer.words(normalize_nfc(name));
      if (words.size() != 1) continue;
      for (std::string& stem : stems_of(stemmers, words[0]))
        if (!known.contains(stem) && std::find(group.begin(), group.end(), stem) == group.end())
          group.push_back(std::move(stem));
    }
    if (group.size() < 2) continue;
    known.insert(group.begin(), group.end());
    groups.push_back(std::move(group));
  }
  return groups;
}

std::string write_synonyms(const std::vector<SynonymGroup>& groups) {
  std::string out;
  for (const SynonymGroup& group : groups) {
    for (std::size_t i = 0; i < group.size(); ++i) out += (i == 0 ? "" : " ") + group[i];
    out += '\n';
  }
  return out;
}

std::map<std::string, SynonymGroup> read_synonyms(std::string_view text) {
  std::map<std::string, SynonymGroup> groups;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) continue;
    SynonymGroup group;
    for (const std::string_view stem : split(line, ' ')) group.emplace_back(stem);
    for (const std::string& stem : group) groups[stem] = group;
  }
  return groups;
}

}  // namespace broadsheet::search
