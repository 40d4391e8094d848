#include "link/threads.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "link/thread_pins.h"

namespace broadsheet::link {

namespace {

constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::size_t kLastStories = 5;  // of a thread, that a new story is compared with
constexpr std::size_t kMostTerms = 6;    // that a thread is said to be about

/// Stories by thread while they are found; a thread of one story is only a beginning.
class Chains {
 public:
  Chains(const StoryIndex& index, const std::vector<bool>& taken)
      : index_(index), taken_(taken), thread_of_(index.size(), kNone) {}

  void add(std::uint32_t story, std::span<const Likeness> neighbours, const std::vector<std::uint32_t>& tellings) {
    if (taken_[story]) return;
    for (std::uint32_t other : tellings)
      if (other < story && thread_of_[other] != kNone) return join(story, other);
    for (const bool in_thread : {true, false}) {
      for (const Likeness& likeness : neighbours) {
        if (likeness.score() < kThreadScore) break;
        if (likeness.story < story && !taken_[likeness.story] && (thread_of_[likeness.story] != kNone) == in_thread &&
            continues(story, likeness) && fits_whole(story, likeness.story, neighbours))
          return join(story, likeness.story);
      }
    }
    for (std::uint32_t other : tellings)
      if (other < story && !taken_[other]) return join(story, other);
  }

  std::vector<std::vector<std::uint32_t>> take() { return std::move(threads_); }

 private:
  bool continues(std::uint32_t story, const Likeness& likeness) const {
    return index_.ref(story).issue != index_.ref(likeness.story).issue && likeness.words >= kThreadWords &&
           likeness.telling >= kThreadTelling && (likeness.companies > 0 || likeness.topics > 0) &&
           index_.days_apart(story, likeness.story) <= kThreadDays;
  }

  bool fits_whole(std::uint32_t story, std::uint32_t other, std::span<const Likeness> neighbours) const {
    if (thread_of_[other] == kNone) return true;
    const std::vector<std::uint32_t>& thread = threads_[thread_of_[other]];
    std::set<std::uint32_t> members(thread.end() - static_cast<std::ptrdiff_t>(std::min(kLastStories, thread.size())),
                                    thread.end());
    members.insert(thread.front());
    float sum = 0;
    for (std::uint32_t member : members) sum += score(story, member, neighbours);
    return sum >= kThreadMean * static_cast<float>(members.size());
  }

  /// Of a story with an earlier one, which mostly is a neighbour: then they have been compared.
  float score(std::uint32_t story, std::uint32_t earlier, std::span<const Likeness> neighbours) const {
    for (const Likeness& likeness : neighbours)
      if (likeness.story == earlier) return likeness.score();
    return index_.compare(story, earlier).score();
  }

  void join(std::uint32_t story, std::uint32_t other) {
    if (thread_of_[other] == kNone) {
      thread_of_[other] = static_cast<std::uint32_t>(threads_.size());
      threads_.push_back({other});
    }
    thread_of_[story] = thread_of_[other];
    threads_[thread_of_[other]].push_back(story);
  }

  const StoryIndex& index_;
  const std::vector<bool>& taken_;
  std::vector<std::uint32_t> thread_of_;
  std::vector<std::vector<std::uint32_t>> threads_;
};

bool is_long_enough(const StoryIndex& index, const std::vector<std::uint32_t>& stories) {
  return stories.size() >= kThreadStories &&
         days_between(index.issue_of(stories.front()).last, index.issue_of(stories.back()).last) >= kThreadSpan;
}

/// What at least two of the stories concern, the most frequent first.
template <class TermsOf>
std::vector<std::uint32_t> shared_terms(const std::vector<std::uint32_t>& stories, TermsOf terms_of) {
  std::map<std::uint32_t, int> counts;
  for (std::uint32_t story : stories)
    for (const PostedFeature& term : terms_of(story)) ++counts[term.number];
  std::vector<std::pair<std::uint32_t, int>> frequent(counts.begin(), counts.end());
  std::stable_sort(frequent.begin(), frequent.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::uint32_t> terms;
  for (const auto& [term, count] : frequent)
    if (count >= 2 && terms.size() < kMostTerms) terms.push_back(term);
  return terms;
}

/// A story that names no company and no source is its author's own summary of a theme, and its title the theme's name.
std::string name_of(const StoryIndex& index, const std::vector<std::uint32_t>& stories) {
  for (std::uint32_t story : stories) {
    const model::Story& told = index.story(story);
    if (told.byline.empty() && told.sources.empty() && !told.title.empty()) return told.title.str();
  }
  for (std::uint32_t story : stories)
    if (!index.story(story).title.empty()) return index.story(story).title.str();
  return iso_date(index.issue_of(stories.front()).last);
}

model::Thread make_thread(const StoryIndex& index, const std::vector<std::uint32_t>& stories) {
  model::Thread thread;
  for (std::uint32_t story : stories) thread.stories.push_back(index.ref(story));
  thread.companies = shared_terms(stories, [&](std::uint32_t story) { return index.companies(story); });
  thread.topics = shared_terms(stories, [&](std::uint32_t story) { return index.topics(story); });
  return thread;
}

/// Addresses must last: a thread keeps the name of its first story, and of two with one name the later gets a date. A
/// number would be the address of a year's threads.
void name_addresses(const model::Archive& archive, std::vector<model::Thread>& threads) {
  std::set<std::string> taken;
  for (model::Thread& thread : threads) {
    const model::StoryRef first = thread.stories.front();
    const std::string base = slugify(thread.pinned ? thread.name : archive.story(first).title);
    archive.texts->release_if_many(taken.size());
    const bool is_number = base.find_first_not_of("0123456789") == std::string::npos;
    thread.slug = base.empty() ? "thread" : is_number ? "thread-" + base : base;
    if (!taken.contains(thread.slug)) {
      taken.insert(thread.slug);
      continue;
    }
    thread.slug += "-" + iso_date(archive.issues[first.issue].last);
    for (int number = 2; !taken.insert(thread.slug).second; ++number) thread.slug += fmt::format("-{}", number);
  }
}

}  // namespace

std::vector<model::Thread> find_threads(const StoryIndex& index, const Neighbours& neighbours,
                                        const std::vector<std::vector<std::uint32_t>>& tellings,
                                        Diagnostics& diagnostics) {
  const ThreadPins pins = read_thread_pins(index, diagnostics);
  std::vector<bool> taken = pins.broken;
  std::vector<model::Thread> threads;
  for (const auto& [name, stories] : pins.threads) {
    std::vector<std::uint32_t> own;
    for (std::uint32_t story : stories)
      if (!taken[story] || pins.broken[story]) own.push_back(story);
    for (std::uint32_t story : own) taken[story] = true;
    if (own.empty()) continue;
    threads.push_back(make_thread(index, own));
    threads.back().name = name;
    threads.back().pinned = true;
  }
  Chains chains(index, taken);
  for (std::uint32_t story = 0; story < index.size(); ++story) {
    chains.add(story, neighbours[story], tellings[story]);
    index.release_if_many(story);
  }
  for (const std::vector<std::uint32_t>& stories : chains.take()) {
    if (!is_long_enough(index, stories)) continue;
    threads.push_back(make_thread(index, stories));
    threads.back().name = name_of(index, stories);
    index.release_if_many(threads.size());
  }
  std::sort(threads.begin(), threads.end(), [](const model::Thread& a, const model::Thread& b) {
    return a.stories.front() != b.stories.front() ? a.stories.front() < b.stories.front() : a.name < b.name;
  });
  name_addresses(index.archive(), threads);
  return threads;
}

}  // namespace broadsheet::link
