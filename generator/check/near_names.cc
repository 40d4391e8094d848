#include "check/near_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::check {

namespace {

constexpr std::size_t kShortestForEdits = 6;  // in shorter words one letter makes another word
constexpr std::size_t kLongestForEdits = 64;
constexpr std::size_t kMuchRarer = 3;
constexpr std::size_t kMostInBucket = 50;  // more would be a common fragment, and cost quadratic time

constexpr std::array<std::string_view, 21> kLegalForms = {
    "inc",  "incorporated", "ltd", "limited", "llc", "llp", "corp", "corporation", "co",  "company", "plc",
    "gmbh", "ag",           "sa",  "sas",     "bv",  "nv",  "ab",   "oy",          "pty", "kk"};

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  const std::string folded = fold_case(name);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (is_word(c) || c == '+' || c == '#')
      append_utf8(words.back(), c);
    else if (c == '&')
      words.insert(words.end(), {"and", ""});
    else if (c != '\'' && c != '.' && !words.back().empty())
      words.emplace_back();
  }
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  return words;
}

bool is_legal_form(const std::string& word) {
  return std::find(kLegalForms.begin(), kLegalForms.end(), word) != kLegalForms.end();
}

void make_singular(std::string& word) {
  const bool plural =
      word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
  if (!plural) return;
  word.pop_back();
  for (std::string_view ending : {"che", "she", "xe", "sse"})
    if (word.ends_with(ending)) return word.pop_back();
  if (word.size() > 3 && word.ends_with("ie")) word.replace(word.size() - 2, 2, "y");
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points += next_code_point(text, at);
  return points;
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

/// Whether one edit (a letter put in, taken out or replaced, or two neighbours swapped) makes `a` of `b`, and touches
/// no digit.
bool one_edit_apart(const std::u32string& a, const std::u32string& b) {
  if (a.size() > b.size()) return one_edit_apart(b, a);
  const std::size_t start = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  if (start == b.size()) return false;  // equal
  auto same_from = [&](std::size_t in_a, std::size_t in_b) { return a.compare(in_a, a.npos, b, in_b, b.npos) == 0; };
  if (is_digit(b[start]) || (start < a.size() && is_digit(a[start]))) return false;
  if (b.size() == a.size() + 1) return same_from(start, start + 1);
  if (b.size() != a.size()) return false;
  if (same_from(start + 1, start + 1)) return true;
  return start + 1 < a.size() && a[start] == b[start + 1] && a[start + 1] == b[start] &&
         same_from(start + 2, start + 2);
}

/// Finds partners by buckets: names in one bucket are compared, others never.
class Search {
 public:
  explicit Search(const std::vector<CountedName>& names) : names_(names), partner_(names.size()) {
    for (const CountedName& name : names) {
      keys_.push_back(name_key(name.name));
      points_.push_back(code_points(keys_.back()));
    }
  }

  std::vector<NearName> run() {
    by_equal_keys();
    by_edits();
    std::vector<NearName> found;
    for (std::size_t at = 0; at < names_.size(); ++at)
      if (partner_[at]) found.push_back({at, *partner_[at]});
    return found;
  }

 private:
  /// Whether `a` is the spelling to keep: settled, then used more, then first.
  bool goes_before(std::size_t a, std::size_t b) const {
    if (names_[a].is_settled != names_[b].is_settled) return names_[a].is_settled;
    return names_[a].count != names_[b].count ? names_[a].count > names_[b].count : a < b;
  }

  void pair(std::size_t a, std::size_t b) {
    if (!goes_before(a, b)) std::swap(a, b);
    if (names_[b].is_settled) return;
    if (!partner_[b] || goes_before(a, *partner_[b])) partner_[b] = a;
  }

  void by_equal_keys() {
    std::unordered_map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t at = 0; at < names_.size(); ++at)
      if (!keys_[at].empty()) groups[keys_[at]].push_back(at);
    for (const auto& [key, group] : groups) {
      const std::size_t best = *std::min_element(group.begin(), group.end(),
                                                 [&](std::size_t a, std::size_t b) { return goes_before(a, b); });
      for (std::size_t at : group)
        if (at != best) pair(best, at);
    }
  }

  /// Two names are one edit apart only if they are equal after one letter is taken out of either, or of one of them
  /// (Mor and Fraenkel, "A hash code method for detecting and correcting spelling errors", 1982).
  void by_edits() {
    std::unordered_map<std::u32string, std::vector<std::size_t>> buckets;
    for (std::size_t at = 0; at < names_.size(); ++at) {
      const std::u32string& name = points_[at];
      if (name.size() < kShortestForEdits || name.size() > kLongestForEdits) continue;
      put(buckets[name], at);
      for (std::size_t letter = 0; letter < name.size(); ++letter) {
        std::u32string shorter = name;
        shorter.erase(letter, 1);
        put(buckets[shorter], at);
      }
    }
    for (const auto& [key, bucket] : buckets)
      for (std::size_t i = 0; i < bucket.size(); ++i)
        for (std::size_t j = i + 1; j < bucket.size(); ++j) compare(bucket[i], bucket[j]);
  }

  static void put(std::vector<std::size_t>& bucket, std::size_t at) {
    if ((bucket.empty() || bucket.back() != at) && bucket.size() < kMostInBucket) bucket.push_back(at);
  }

  void compare(std::size_t a, std::size_t b) {
    const auto [rare, common] = std::minmax(names_[a].count, names_[b].count);
    const bool much_rarer = rare * kMuchRarer <= common;
    if (much_rarer && one_edit_apart(points_[a], points_[b])) pair(a, b);
  }

  const std::vector<CountedName>& names_;
  std::vector<std::string> keys_;
  std::vector<std::u32string> points_;
  std::vector<std::optional<std::size_t>> partner_;
};

}  // namespace

std::string name_key(std::string_view name) {
  std::vector<std::string> words = words_of(name);
  while (words.size() > 1 && is_legal_form(words.back())) words.pop_back();
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  std::string key;
  for (std::string& word : words) {
    make_singular(word);
    key += word;
  }
  return key;
}

std::vector<NearName> near_names(const std::vector<CountedName>& names) {
  return Search(names).run();
}

}  // namespace broadsheet::check
