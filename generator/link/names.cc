#include "link/names.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/collation.h"
#include "base/hash.h"
#include "base/in_order.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "link/short_lists.h"
#include "link/vocabulary.h"

namespace broadsheet::link {

namespace {

using model::Archive;
using model::Term;

constexpr std::size_t kNamedTogether = 512;  // issues whose names are read as one: they repeat theirs

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return hash64(text); }
};

/// The names in the bylines of neighbouring issues. Copies: the issues' texts may leave the memory.
struct RunNames {
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> numbers;
  std::vector<const std::string*> names;  // each once, as they first come
  std::vector<int> counts;                // how often each stands there
  std::vector<std::uint32_t> uses;        // of one byline's name after the other: its number
};

RunNames read_names(const Archive& archive, std::size_t begin, std::size_t end) {
  RunNames run;
  const auto number_of = [&run](std::string_view name) {
    const auto known = run.numbers.find(name);
    if (known != run.numbers.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(run.names.size());
    run.names.push_back(&run.numbers.emplace(name, number).first->first);
    run.counts.push_back(0);
    return number;
  };
  for (std::size_t at = begin; at < end; ++at) {
    const auto& stories = archive.issues[at].stories;
    for (const model::Story& story : stories) prefetch(story.byline.begin(), sizeof(model::BylineName));
    for (const model::Story& story : stories)
      if (!story.byline.empty()) prefetch(story.byline.front().name);
    for (const model::Story& story : stories) {
      for (const model::BylineName& name : story.byline) {
        run.uses.push_back(number_of(name.name));
        ++run.counts[run.uses.back()];
      }
    }
    archive.texts->release_if_many(at);
  }
  return run;
}

/// The company of each name; nothing for names that are none.
using Companies = std::vector<std::optional<std::uint32_t>>;

Companies resolve(const RunNames& run, Vocabulary& companies) {
  Companies resolved;
  resolved.reserve(run.names.size());
  for (std::size_t name = 0; name < run.names.size(); ++name)
    resolved.push_back(companies.resolve(*run.names[name], run.counts[name]));
  return resolved;
}

void fill_in(Archive& archive, std::size_t begin, std::size_t end, const RunNames& run, const Companies& companies) {
  TextStore::Filler kept(*archive.texts);
  auto use = run.uses.begin();
  Companies byline;
  std::vector<std::uint32_t> own;
  const auto keep = [&kept]<class Item>(const std::vector<Item>& items) {
    const std::span<const Item> list = kept.add_list(std::span<const Item>(items));
    return KeptList<Item>::view_of({const_cast<Item*>(list.data()), list.size()});
  };
  for (std::size_t at = begin; at < end; ++at) {
    model::IssueLinks& links = archive.links[at];
    for (std::size_t s = 0; s < links.stories.size(); ++s) {
      byline.clear();
      own.clear();
      for (std::size_t left = archive.issues[at].stories[s].byline.size(); left > 0; --left) {
        const auto company = companies[*use++];
        byline.push_back(company);
        if (!company) continue;
        add_once(own, *company);
        add_once(links.companies, *company);
      }
      links.stories[s].byline = keep(byline);
      links.stories[s].companies = keep(own);
    }
    archive.texts->release_if_many(at);
  }
}

/// Tags make topics of an issue; what it says is looked at later.
void link_tags(Archive& archive, Vocabulary& topics) {
  for (std::size_t at = 0; at < archive.issues.size(); ++at)
    for (const std::string& tag : archive.issues[at].tags)
      if (const auto topic = topics.resolve(tag)) add_once(archive.links[at].topics, *topic);
}

/// Puts terms into the reader's order, and gives of each the place where it stands now.
std::vector<std::uint32_t> sort_terms(std::vector<Term>& terms, const Collation& collation) {
  std::vector<std::uint32_t> order(terms.size()), rank(terms.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return terms[a].name != terms[b].name ? collation.before(terms[a].name, terms[b].name)
                                          : terms[a].slug < terms[b].slug;
  });
  for (std::uint32_t at = 0; at < order.size(); ++at) rank[order[at]] = at;
  terms = in_order(std::move(terms), order);
  return rank;
}

}  // namespace

void link_names(Archive& archive, Diagnostics& diagnostics) {
  Vocabulary companies(archive.site.companies, diagnostics);
  Vocabulary topics(archive.site.topics, diagnostics);
  const std::size_t issues = archive.issues.size();
  std::vector<RunNames> runs((issues + kNamedTogether - 1) / kNamedTogether);
  const auto each_run = [&](auto use) {
    parallel_for(runs.size(), [&](std::size_t run) {
      use(run, run * kNamedTogether, std::min(issues, (run + 1) * kNamedTogether));
    });
  };
  each_run([&](std::size_t run, std::size_t begin, std::size_t end) { runs[run] = read_names(archive, begin, end); });
  std::vector<Companies> resolved;  // of each run; in order, so that terms always have the same numbers
  for (const RunNames& run : runs) resolved.push_back(resolve(run, companies));
  link_tags(archive, topics);
  archive.companies = std::move(companies).terms();
  archive.topics = std::move(topics).terms();
  const Collation collation(archive.site.language);
  std::vector<std::uint32_t> company_ranks, topic_ranks;
  parallel_invoke({[&] { company_ranks = sort_terms(archive.companies, collation); },
                   [&] { topic_ranks = sort_terms(archive.topics, collation); }});
  each_run([&](std::size_t run, std::size_t begin, std::size_t end) {
    for (auto& company : resolved[run])
      if (company) company = company_ranks[*company];
    fill_in(archive, begin, end, runs[run], resolved[run]);
    for (std::size_t at = begin; at < end; ++at)
      for (std::uint32_t& topic : archive.links[at].topics) topic = topic_ranks[topic];
  });
  collect_stories(archive, archive.companies, &model::IssueLinks::companies, &model::StoryLinks::companies);
}

void collect_stories(Archive& archive, std::vector<Term>& terms,
                     std::vector<std::uint32_t> model::IssueLinks::*in_issue,
                     KeptList<std::uint32_t> model::StoryLinks::*in_story) {
  for (std::uint32_t at = 0; at < archive.issues.size(); ++at) {
    const model::IssueLinks& links = archive.links[at];
    for (std::uint32_t term : links.*in_issue) terms[term].issues.push_back(at);
    for (std::uint32_t s = 0; s < links.stories.size(); ++s)
      for (std::uint32_t term : links.stories[s].*in_story) terms[term].stories.push_back({at, s});
  }
  const auto minimum = static_cast<std::size_t>(std::max(archive.site.minimum_stories, 1));
  for (Term& term : terms)
    term.has_page =
        term.issues.size() >= minimum || term.stories.size() >= minimum || (term.in_vocabulary && !term.issues.empty());
}

}  // namespace broadsheet::link
