#include "search/document_terms.h"

#include <algorithm>

#include "search/lengths.h"

namespace broadsheet::search {

DocumentTerms::DocumentTerms(const Document& document, Analyser& analyser) {
  const std::vector<Occurrence>& found = analyser.analyse(document);
  const Occurrence* const begin = found.data();
  const Occurrence* const end = begin + found.size();
  length_ = step_length(length_step(length_of(begin, end)));
  each_term(begin, end, [&](const TermCount& count, const Occurrence* first, const Occurrence* last) {
    const std::string term(analyser.term(count.term));
    Places& places = places_[term];
    places.wdf = count.wdf();
    for (const Occurrence* one = first; one != last; ++one) places.positions.push_back(one->position);
    if (count.title == 0) return;
    Places title{count.title, {}};
    for (const Occurrence* one = first; one != last; ++one)
      if (one->title) title.positions.push_back(one->position);
    places_.emplace(kTitlePrefix + term, std::move(title));
  });
}

std::uint32_t DocumentTerms::wdf(const std::string& term) const {
  const auto known = places_.find(term);
  return known == places_.end() ? 0 : known->second.wdf;
}

bool DocumentTerms::has_phrase(const std::vector<std::string>& terms) const {
  std::vector<const Places*> all;
  for (const std::string& term : terms) {
    const auto known = places_.find(term);
    if (known == places_.end()) return false;
    all.push_back(&known->second);
  }
  return std::any_of(all[0]->positions.begin(), all[0]->positions.end(), [&all](std::uint32_t start) {
    for (std::uint32_t i = 1; i < all.size(); ++i)
      if (!std::binary_search(all[i]->positions.begin(), all[i]->positions.end(), start + i)) return false;
    return true;
  });
}

}  // namespace broadsheet::search
