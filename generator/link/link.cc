#include "link/link.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "base/in_order.h"
#include "base/parallel.h"
#include "base/text.h"
#include "link/kept_related.h"
#include "link/names.h"
#include "link/part_cache.h"
#include "link/related.h"
#include "link/tellings.h"
#include "link/text_mentions.h"
#include "link/threads.h"
#include "link/trends.h"
#include "model/address.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kRun = 64;  // issues or stories that are worked on one after the other

using model::Archive;
using model::Issue;
using model::StoryRef;

std::map<std::string, std::uint32_t, std::less<>> series_numbers(const model::Site& site) {
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  for (const model::SeriesRule& rule : site.series)
    numbers.emplace(rule.slug, static_cast<std::uint32_t>(numbers.size()));
  return numbers;
}

void sort_issues(Archive& archive, const std::map<std::string, std::uint32_t, std::less<>>& series) {
  using Key = std::tuple<Date, Date, std::uint32_t>;
  std::vector<std::pair<Key, std::uint32_t>> keys;
  for (const Issue& issue : archive.issues) {
    const auto found = series.find(issue.series);
    const auto number = found == series.end() ? static_cast<std::uint32_t>(series.size()) : found->second;
    keys.push_back({{issue.last, issue.first, number}, static_cast<std::uint32_t>(keys.size())});
  }
  std::sort(keys.begin(), keys.end(), [&](const auto& x, const auto& y) {
    if (x.first != y.first) return x.first < y.first;
    const Issue &a = archive.issues[x.second], &b = archive.issues[y.second];
    return std::tie(a.series, a.path) < std::tie(b.series, b.path);
  });
  std::vector<std::uint32_t> order;
  for (const auto& [key, at] : keys) order.push_back(at);
  archive.issues = in_order(std::move(archive.issues), order);
}

void link_series(Archive& archive, const std::map<std::string, std::uint32_t, std::less<>>& numbers) {
  for (const model::SeriesRule& rule : archive.site.series) archive.series.push_back({rule, {}});
  archive.links.resize(archive.issues.size());
  for (std::uint32_t at = 0; at < archive.issues.size(); ++at) {
    const auto found = numbers.find(archive.issues[at].series);
    if (found == numbers.end()) continue;
    model::Series& series = archive.series[found->second];
    archive.links[at].series = found->second;
    if (!series.issues.empty()) {
      archive.links[at].previous = series.issues.back();
      archive.links[series.issues.back()].next = at;
    }
    series.issues.push_back(at);
  }
}

void link_weeks(Archive& archive) {
  std::map<IsoWeek, std::vector<std::uint32_t>> weeks;
  for (std::uint32_t at = 0; at < archive.issues.size(); ++at) {
    const Issue& issue = archive.issues[at];
    const IsoWeek home = iso_week(issue.last);
    for (Date day = monday(iso_week(issue.first)); iso_week(day) <= home; day = add_days(day, 7))
      weeks[iso_week(day)].push_back(at);
  }
  for (auto& [week, issues] : weeks) {
    const auto number = static_cast<std::uint32_t>(archive.weeks.size());
    std::stable_sort(issues.begin(), issues.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(archive.issues[a].first, archive.links[a].series) <
             std::tie(archive.issues[b].first, archive.links[b].series);
    });
    for (std::uint32_t at : issues) {
      archive.links[at].weeks.push_back(number);
      if (iso_week(archive.issues[at].last) == week) archive.links[at].home_week = number;
    }
    archive.weeks.push_back({week, std::move(issues), {}});
  }
}

/// The list, and its words, where they outlast linking. Words are parts of the story's texts, which are mostly there.
std::span<const model::RelatedStory> kept(const model::Story& story, std::vector<model::RelatedStory> list,
                                          TextStore::Filler& filler) {
  if (story.title.owns() || story.body_text.owns()) {
    for (model::RelatedStory& related : list) {
      const auto words = std::exchange(related.words, {});
      for (std::string_view word : words) related.words.push_back(filler.add(word));
    }
  }
  return filler.add_list(std::span<const model::RelatedStory>(list));
}

/// Fills in what stories have to do with each other. `kept_words` takes what is not needed at once.
void link_stories(Archive& archive, StoryWords words, TextStore& kept_words, Diagnostics& diagnostics) {
  const StoryIndex index(archive, std::move(words));
  Neighbours neighbours;
  TellingKeys keys;
  parallel_invoke({[&] { neighbours = index.neighbours(kept_words); }, [&] { keys = telling_keys(index); }});
  const std::vector<std::vector<std::uint32_t>> tellings = find_tellings(index, keys, neighbours);
  std::vector<model::Thread> threads;
  const StoryWords& words_of_all = index.all_words();
  const KeptRelated all_related(index, neighbours, tellings);
  const auto find_all = [&](const StoryWords::StoryPart& part) {
    KeptRelated::Lists lists;
    for (std::uint32_t story = part.first_story; story < part.end_story; ++story) {
      lists.push_back(find_related(index, story, neighbours[story], tellings));
      index.release_if_many(story);
    }
    return lists;
  };
  const auto relate = [&](std::size_t number) {
    const StoryWords::StoryPart part = words_of_all.part(number);
    std::optional<KeptRelated::Lists> lists;
    std::optional<std::uint64_t> key;
    if (part.key) {
      key = all_related.key(part);
      TextStore::Filler read(kept_words);
      if (const auto bytes = words_of_all.cache().find(*key, read)) lists = all_related.read(part, *bytes);
    }
    if (!lists) {
      lists = find_all(part);
      if (key) words_of_all.cache().add(*key, all_related.packed(part, *lists));
    }
    TextStore::Filler filler(*archive.texts);
    for (std::uint32_t story = part.first_story; story < part.end_story; ++story) {
      const StoryRef ref = index.ref(story);
      model::StoryLinks& links = archive.links[ref.issue].stories[ref.story];
      for (std::uint32_t other : tellings[story]) links.also_told.push_back(index.ref(other));
      links.related = kept(index.story(story), std::move((*lists)[story - part.first_story]), filler);
    }
    index.release_if_many();
  };
  parallel_invoke({[&] { threads = find_threads(index, neighbours, tellings, diagnostics); },
                   [&] { parallel_for(words_of_all.part_count(), relate); }});
  for (std::uint32_t number = 0; number < threads.size(); ++number)
    for (StoryRef ref : threads[number].stories) archive.links[ref.issue].stories[ref.story].thread = number;
  archive.threads = std::move(threads);
}

/// Moves what stories have to do with the archive to where it is out of the way.
void keep_links(Archive& archive) {
  parallel_runs(archive.links.size(), kRun, [&](std::size_t begin, std::size_t end) {
    TextStore::Filler filler(*archive.texts);
    for (std::size_t at = begin; at < end; ++at) {
      for (model::StoryLinks& story : archive.links[at].stories) {
        for (KeptList<std::uint32_t>* list : {&story.topics, &story.mentioned}) filler.keep(*list);
        filler.keep(story.mentions);
        filler.keep(story.also_told);
      }
      filler.keep(archive.links[at].stories);
    }
  });
}

void find_equal_addresses(const Archive& archive, Diagnostics& diagnostics) {
  std::map<std::string, Location> owners;
  auto claim = [&](const std::string& address, const Location& place) {
    const auto [owner, fresh] = owners.emplace(address, place);
    if (!fresh)
      diagnostics.add(Error("address", place, fmt::format("has the address {} of {}", address, owner->second.file),
                            "an issue is its series and its dates: change one of them, or ignore one of the files",
                            {{owner->second, "the other file"}}));
  };
  for (const Issue& issue : archive.issues)
    claim(model::issue_address(issue), issue.place.file.empty() ? Location{issue.path, 1, 1, {}} : issue.place);
  for (const model::StandalonePage& page : archive.pages) claim(page.address, {page.path, 1, 1, {}});
}

}  // namespace

Archive link_archive(model::Site site, std::vector<Issue> issues, std::vector<model::StandalonePage> pages,
                     Diagnostics& diagnostics, const LinkOptions& options) {
  PartCache cache(options.cache, options.program);
  TextStore kept_words(options.texts ? options.texts->folders() : std::vector<std::string>());  // while linking
  Archive archive;
  archive.texts = options.texts ? options.texts : std::make_shared<TextStore>();
  archive.site = std::move(site);
  archive.issues = std::move(issues);
  archive.pages = std::move(pages);
  std::sort(archive.pages.begin(), archive.pages.end(),
            [](const auto& a, const auto& b) { return std::tie(a.address, a.path) < std::tie(b.address, b.path); });
  const auto numbers = series_numbers(archive.site);
  sort_issues(archive, numbers);
  find_equal_addresses(archive, diagnostics);
  link_series(archive, numbers);
  link_weeks(archive);
  parallel_runs(archive.issues.size(), kRun, [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
      archive.links[at].stories = KeptList<model::StoryLinks>::of(archive.issues[at].stories.size());
  });
  std::optional<StoryWords> words;
  const auto link_all_names = [&] {
    link_names(archive, diagnostics);
    link_mentions(archive, cache, kept_words);
  };
  parallel_invoke({link_all_names, [&] { words.emplace(archive, cache, kept_words); }});
  collect_stories(archive, archive.topics, &model::IssueLinks::topics, &model::StoryLinks::topics);
  collect_mentions(archive);
  parallel_invoke(
      {[&] { link_trends(archive); }, [&] { link_stories(archive, std::move(*words), kept_words, diagnostics); }});
  cache.tidy();
  keep_links(archive);
  return archive;
}

}  // namespace broadsheet::link
