#include "render/frequent_terms.h"

#include <algorithm>

#include "base/parallel.h"

namespace broadsheet::render {

namespace {

constexpr std::size_t kMostTogether = 12;

}  // namespace

void keep_most(std::vector<TermCount>& counts, std::size_t most) {
  std::sort(counts.begin(), counts.end(), [](const TermCount& a, const TermCount& b) {
    return a.count != b.count ? a.count > b.count : a.term < b.term;
  });
  if (counts.size() > most) counts.resize(most);
}

std::vector<TermCount> frequent_terms(const model::Archive& archive, const std::vector<model::StoryRef>& stories,
                                      bool companies, std::optional<std::uint32_t> without, std::size_t most) {
  const std::vector<model::Term>& terms = companies ? archive.companies : archive.topics;
  thread_local std::vector<std::size_t> places;  // in `counts`, one more, of each term that was met; else 0
  if (places.size() < terms.size()) places.resize(terms.size());
  std::vector<TermCount> counts;
  for (const model::StoryRef ref : stories) {
    const model::StoryLinks& links = archive.story_links(ref);
    for (const std::uint32_t number : companies ? links.companies : links.topics) {
      if (number == without || !terms[number].has_page) continue;
      if (places[number] == 0) {
        counts.push_back({number, 0});
        places[number] = counts.size();
      }
      ++counts[places[number] - 1].count;
    }
  }
  for (const TermCount& count : counts) places[count.term] = 0;
  keep_most(counts, most);
  return counts;
}

std::vector<Together> find_together(const model::Archive& archive, bool companies) {
  const std::vector<model::Term>& terms = companies ? archive.companies : archive.topics;
  std::vector<Together> together(terms.size());
  parallel_for(terms.size(), [&](std::size_t at) {
    if (!terms[at].has_page) return;
    const auto self = std::optional(static_cast<std::uint32_t>(at)), none = std::optional<std::uint32_t>();
    together[at] = {frequent_terms(archive, terms[at].stories, true, companies ? self : none, kMostTogether),
                    frequent_terms(archive, terms[at].stories, false, companies ? none : self, kMostTogether)};
  });
  return together;
}

}  // namespace broadsheet::render
