#include "render/frequent_terms.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "base/prefetch.h"

namespace broadsheet::render {

namespace {

constexpr std::size_t kMostTogether = 12;

/// Counts the terms of one kind, by their numbers.
class TermCounter {
 public:
  void begin(const std::vector<model::Term>& terms, std::optional<std::uint32_t> without) {
    terms_ = &terms;
    without_ = without;
    if (places_.size() < terms.size()) places_.resize(terms.size());
  }
  void add(const KeptList<std::uint32_t>& numbers) {
    for (const std::uint32_t number : numbers) {
      if (number == without_ || !(*terms_)[number].has_page) continue;
      if (places_[number] == 0) {
        counts_.push_back({number, 0});
        places_[number] = counts_.size();
      }
      ++counts_[places_[number] - 1].count;
    }
  }
  std::vector<TermCount> take(std::size_t most) {
    for (const TermCount& count : counts_) places_[count.term] = 0;
    keep_most(counts_, most);
    return std::exchange(counts_, {});
  }

 private:
  const std::vector<model::Term>* terms_ = nullptr;
  std::optional<std::uint32_t> without_;
  std::vector<TermCount> counts_;
  std::vector<std::size_t> places_;  // in `counts_`, one more, of each term that was met; else 0
};

}  // namespace

void keep_most(std::vector<TermCount>& counts, std::size_t most) {
  std::sort(counts.begin(), counts.end(), [](const TermCount& a, const TermCount& b) {
    return a.count != b.count ? a.count > b.count : a.term < b.term;
  });
  if (counts.size() > most) counts.resize(most);
}

Together frequent_terms(const model::Archive& archive, const std::vector<model::StoryRef>& stories, std::size_t most,
                        std::optional<std::uint32_t> without_company, std::optional<std::uint32_t> without_topic) {
  thread_local TermCounter companies, topics;
  companies.begin(archive.companies, without_company);
  topics.begin(archive.topics, without_topic);
  constexpr std::size_t kAhead = 8;  // stories that are asked for before they are looked at
  for (std::size_t at = 0; at < stories.size(); ++at) {
    if (at + kAhead < stories.size()) prefetch(&archive.story_links(stories[at + kAhead]), sizeof(model::StoryLinks));
    const model::StoryLinks& links = archive.story_links(stories[at]);
    companies.add(links.companies);
    topics.add(links.topics);
  }
  return {companies.take(most), topics.take(most)};
}

std::vector<Together> find_together(const model::Archive& archive, bool companies) {
  const std::vector<model::Term>& terms = companies ? archive.companies : archive.topics;
  std::vector<Together> together(terms.size());
  parallel_for(terms.size(), [&](std::size_t at) {
    if (!terms[at].has_page) return;
    const auto self = std::optional(static_cast<std::uint32_t>(at)), none = std::optional<std::uint32_t>();
    together[at] =
        frequent_terms(archive, terms[at].stories, kMostTogether, companies ? self : none, companies ? none : self);
  });
  return together;
}

}  // namespace broadsheet::render
