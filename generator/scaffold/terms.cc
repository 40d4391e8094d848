#include "scaffold/terms.h"

#include <algorithm>

#include "base/text.h"
#include "check/near_names.h"

namespace broadsheet::scaffold {

namespace {

/// One spelling for all with the same slug: the most frequent.
std::vector<check::CountedName> by_slug(const std::map<std::string, std::size_t>& counts) {
  struct Spellings {
    std::string best;
    std::size_t most = 0;
    std::size_t sum = 0;
  };
  std::map<std::string, Spellings> slugs;
  for (const auto& [name, count] : counts) {
    const std::string slug = slugify(name);
    if (slug.empty()) continue;
    Spellings& spellings = slugs[slug];
    spellings.sum += count;
    if (count <= spellings.most) continue;
    spellings.best = name;
    spellings.most = count;
  }
  std::vector<check::CountedName> names;
  for (auto& [slug, spellings] : slugs) names.push_back({std::move(spellings.best), spellings.sum, false});
  return names;
}

}  // namespace

std::vector<FoundTerm> merge_terms(const std::map<std::string, std::size_t>& counts) {
  const std::vector<check::CountedName> names = by_slug(counts);
  std::vector<std::size_t> target(names.size());
  std::vector<bool> is_sure(names.size(), true);
  for (std::size_t at = 0; at < names.size(); ++at) target[at] = at;
  for (const check::NearName& near : check::near_names(names)) {
    target[near.name] = near.of;
    is_sure[near.name] = check::name_key(names[near.name].name) == check::name_key(names[near.of].name);
  }
  std::vector<FoundTerm> terms(names.size());
  for (std::size_t at = 0; at < names.size(); ++at) {
    terms[at].name = names[at].name;
    terms[at].count += names[at].count;
    if (target[at] == at) continue;
    FoundTerm& of = terms[target[at]];
    (is_sure[at] ? of.aliases : of.maybe).emplace_back(names[at].name, names[at].count);
    // An alias of an alias would be an entry without a name of its own.
    if (is_sure[at] && target[target[at]] == target[at]) of.count += names[at].count;
  }
  std::vector<FoundTerm> kept;
  for (std::size_t at = 0; at < terms.size(); ++at)
    if (target[at] == at || !is_sure[at]) kept.push_back(std::move(terms[at]));
  std::stable_sort(kept.begin(), kept.end(), [](const FoundTerm& a, const FoundTerm& b) { return a.count > b.count; });
  return kept;
}

}  // namespace broadsheet::scaffold
