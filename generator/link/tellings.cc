#include "link/tellings.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/text.h"
#include "link/packed_lists.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kMostTellings = 8;
constexpr std::size_t kTitleWords = 2;  // fewer are no title to recognise a story by
constexpr std::uint32_t kTellingCount = 2;
constexpr std::size_t kReachBack = 16;  // stories with the same title or address that are looked at

bool is_tracking(std::string_view parameter) {
  constexpr std::array<std::string_view, 8> kNames = {"fbclid", "gclid",   "mc_cid", "mc_eid",
                                                      "ref",    "ref_src", "source", "cmpid"};
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return name.empty() || name.starts_with("utm_") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// The keys of the words of a title.
std::vector<std::uint64_t> title_words(const StoryIndex& index, std::uint32_t story, std::string_view title) {
  std::vector<std::uint64_t> words;
  if (title == index.story(story).title) {
    const WordsOfStory all = index.all_words().of(story);
    for (const StoryWord& word : all.words) {
      if (!word.in_title()) break;
      words.push_back(all.keys[word.number()]);
    }
    return words;
  }
  for (const Word& word : read_words(title)) words.push_back(word.key);
  return words;
}

/// A key for each of a story's titles that has enough words.
std::vector<std::uint64_t> title_keys(const StoryIndex& index, std::uint32_t story) {
  std::vector<std::uint64_t> keys;
  const KeptList<model::StoryTitle>& titles = index.story(story).titles;
  const bool linked =
      std::any_of(titles.begin(), titles.end(), [](const model::StoryTitle& title) { return !title.url.empty(); });
  for (const model::StoryTitle& title : titles) {
    if (linked && title.url.empty()) continue;  // the words between the links of a sentence
    const std::vector<std::uint64_t> words = title_words(index, story, title.text);
    if (words.size() < kTitleWords) continue;
    keys.push_back(hash64({reinterpret_cast<const char*>(words.data()), words.size() * sizeof words[0]}));
  }
  return keys;
}

std::vector<std::uint64_t> address_keys(const model::Story& story) {
  std::vector<std::uint64_t> keys;
  const auto add = [&](std::string_view url) {
    const std::string address = comparable_address(url);
    if (!address.empty()) keys.push_back(hash64(address));
  };
  for (const model::StoryTitle& title : story.titles) add(title.url);
  for (const model::StoryCredit& source : story.sources) add(source.url);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

/// Drops the keys that several stories of one issue have.
void drop_repeated(std::vector<std::vector<std::uint64_t>>& keys) {
  std::vector<std::uint64_t> all;
  for (const std::vector<std::uint64_t>& own : keys) all.insert(all.end(), own.begin(), own.end());
  std::sort(all.begin(), all.end());
  for (std::vector<std::uint64_t>& own : keys)
    std::erase_if(own, [&](std::uint64_t key) {
      const auto [begin, end] = std::equal_range(all.begin(), all.end(), key);
      return end - begin > 1;
    });
}

void add_issue(const StoryIndex& index, std::uint32_t issue, TellingKeys& keys) {
  const std::uint32_t first = index.number({issue, 0});
  const auto stories = static_cast<std::uint32_t>(index.archive().issues[issue].stories.size());
  std::vector<std::vector<std::uint64_t>> addresses(stories);
  for (std::uint32_t at = 0; at < stories; ++at) {
    for (std::uint64_t key : title_keys(index, first + at)) keys.by_title.emplace_back(key, first + at);
    addresses[at] = address_keys(index.story(first + at));
  }
  drop_repeated(addresses);
  for (std::uint32_t at = 0; at < stories; ++at)
    for (std::uint64_t key : addresses[at]) keys.by_address.emplace_back(key, first + at);
}

std::string packed(const TellingKeys& keys, std::uint32_t first_story) {
  PackedListWriter out;
  for (const KeyEntries* entries : {&keys.by_title, &keys.by_address}) {
    std::vector<std::uint64_t> numbers;
    std::vector<std::uint32_t> stories;
    for (const auto& [key, story] : *entries) {
      numbers.push_back(key);
      stories.push_back(story - first_story);
    }
    out.add(numbers);
    out.add(stories);
  }
  return out.take();
}

std::optional<TellingKeys> read_packed(std::string_view bytes, std::uint32_t first_story) {
  PackedListReader in(bytes);
  TellingKeys keys;
  for (KeyEntries* entries : {&keys.by_title, &keys.by_address}) {
    const auto numbers = in.next<std::uint64_t>();
    const auto stories = in.next<std::uint32_t>();
    if (!in.is_whole() || numbers.size() != stories.size()) return std::nullopt;
    entries->reserve(numbers.size());
    for (std::size_t at = 0; at < numbers.size(); ++at) entries->emplace_back(numbers[at], first_story + stories[at]);
  }
  return keys;
}

TellingKeys keys_of_part(const StoryIndex& index, const StoryWords::StoryPart& part) {
  const auto find = [&] {
    TellingKeys keys;
    for (std::size_t at = part.issues.begin; at < part.issues.end; ++at)
      add_issue(index, static_cast<std::uint32_t>(at), keys);
    return keys;
  };
  if (!part.key) return find();
  return index.all_words().cache().find_or_make(
      hash64("tellings", *part.key), index.all_words().store(), [&] { return packed(find(), part.first_story); },
      [&](std::string_view bytes) { return read_packed(bytes, part.first_story); });
}

class Tellings {
 public:
  explicit Tellings(const StoryIndex& index) : index_(index), found_(index.size()) {}

  /// Stories with a key in common, the nearest ones before each.
  template <class IsOne>
  void join_by(const KeyEntries& entries, IsOne is_one) {
    std::size_t first = 0;  // of the entries with the key at hand
    for (std::size_t at = 0; at < entries.size(); ++at) {
      const auto [key, story] = entries[at];
      if (entries[first].first != key) first = at;
      for (std::size_t other = std::max(first, at - std::min(at, kReachBack)); other < at; ++other)
        if (are_near(entries[other].second, story) && is_one(entries[other].second, story))
          join(entries[other].second, story);
    }
  }

  void join_by_likeness(const Neighbours& neighbours) {
    for (std::uint32_t story = 0; story < neighbours.size(); ++story)
      for (const Likeness& likeness : neighbours[story])
        if (likeness.story < story && are_alike(story, likeness)) join(likeness.story, story);
  }

  std::vector<std::vector<std::uint32_t>> take() {
    for (std::vector<std::uint32_t>& others : found_) {
      std::sort(others.begin(), others.end());
      others.erase(std::unique(others.begin(), others.end()), others.end());
      if (others.size() > kMostTellings) others.resize(kMostTellings);
    }
    return std::move(found_);
  }

  bool company_fits(std::uint32_t a, std::uint32_t b) const {
    return index_.companies(a).empty() || index_.companies(b).empty() || !index_.common_companies(a, b).empty();
  }

 private:
  bool are_near(std::uint32_t a, std::uint32_t b) const {
    return index_.ref(a).issue != index_.ref(b).issue && index_.days_apart(a, b) <= kTellingDays;
  }

  bool are_alike(std::uint32_t story, const Likeness& likeness) const {
    return likeness.words >= kTellingWords && likeness.telling >= kTellingCount && likeness.companies > 0 &&
           likeness.score() >= kTellingScore && index_.days_apart(story, likeness.story) == 0;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    found_[a].push_back(b);
    found_[b].push_back(a);
  }

  const StoryIndex& index_;
  std::vector<std::vector<std::uint32_t>> found_;
};

}  // namespace

TellingKeys telling_keys(const StoryIndex& index) {
  std::vector<TellingKeys> parts(index.all_words().part_count());
  parallel_for(parts.size(), [&](std::size_t number) {
    parts[number] = keys_of_part(index, index.all_words().part(number));
    index.release_if_many();
  });
  const auto joined = [&](KeyEntries TellingKeys::*entries) {
    KeyEntries all;
    for (const TellingKeys& part : parts) all.insert(all.end(), (part.*entries).begin(), (part.*entries).end());
    std::sort(all.begin(), all.end());
    return all;
  };
  TellingKeys all;
  parallel_invoke({[&] { all.by_title = joined(&TellingKeys::by_title); },
                   [&] { all.by_address = joined(&TellingKeys::by_address); }});
  return all;
}

std::string comparable_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('#'));
  const std::size_t question = url.find('?');
  std::string_view path = url.substr(0, question);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  std::string host = lower_case(path.substr(0, std::min(slash, path.find(':'))));
  if (host.starts_with("www.")) host.erase(0, 4);
  path.remove_prefix(slash);
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string out = host + std::string(path);
  if (question != std::string_view::npos)
    for (std::string_view parameter : split(url.substr(question + 1), '&'))
      if (!is_tracking(parameter)) out += "?" + std::string(parameter);
  return out == host ? std::string() : out;
}

std::vector<std::vector<std::uint32_t>> find_tellings(const StoryIndex& index, const TellingKeys& keys,
                                                      const Neighbours& neighbours) {
  Tellings tellings(index);
  tellings.join_by(keys.by_title, [&](std::uint32_t a, std::uint32_t b) { return tellings.company_fits(a, b); });
  tellings.join_by(keys.by_address, [&](std::uint32_t a, std::uint32_t b) {
    return !index.common_companies(a, b).empty() && !index.telling_words(a, b).empty();
  });
  tellings.join_by_likeness(neighbours);
  return tellings.take();
}

}  // namespace broadsheet::link
