#include "link/thread_pins.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace broadsheet::link {

namespace {

constexpr const char* kRule = "threads";

/// Reads the pins of one issue.
class IssuePins {
 public:
  IssuePins(const StoryIndex& index, std::uint32_t issue, ThreadPins& pins, Diagnostics& diagnostics)
      : index_(index), issue_(index.archive().issues[issue]), number_(issue), pins_(pins), diagnostics_(diagnostics) {}

  void read() {
    if (const model::Data* threads = issue_.front_matter.find("threads")) read_threads(*threads);
    if (const model::Data* broken = issue_.front_matter.find("break_threads")) read_broken(*broken);
  }

 private:
  void read_threads(const model::Data& threads) {
    if (!threads.map()) {
      warn(threads, "`threads` must be a map from a thread's name to a list of stories",
           "write `threads: {Agent sandboxing: [title or id of a story]}`");
      return;
    }
    for (const auto& [name, stories] : *threads.map())
      for (std::uint32_t story : stories_of(stories)) pins_.threads[collapse_white_space(name)].push_back(story);
  }

  void read_broken(const model::Data& broken) {
    if (const bool* all = std::get_if<bool>(&broken.value)) {
      for (std::uint32_t s = 0; *all && s < issue_.stories.size(); ++s)
        pins_.broken[index_.number({number_, s})] = true;
      return;
    }
    for (std::uint32_t story : stories_of(broken)) pins_.broken[story] = true;
  }

  std::vector<std::uint32_t> stories_of(const model::Data& data) {
    std::vector<std::uint32_t> stories;
    const auto add = [&](const model::Data& item) {
      if (const auto story = story_named(item)) stories.push_back(*story);
    };
    if (data.list())
      for (const model::Data& item : *data.list()) add(item);
    else
      add(data);
    return stories;
  }

  std::optional<std::uint32_t> story_named(const model::Data& item) {
    if (!item.text()) {
      warn(item, "a story is named by its title or its id, as text", "");
      return std::nullopt;
    }
    const std::string slug = slugify(*item.text());
    std::vector<std::string> ids;
    for (std::uint32_t s = 0; s < issue_.stories.size(); ++s) {
      const model::Story& story = issue_.stories[s];
      if (story.id == *item.text() || (!slug.empty() && (story.id == slug || slugify(story.title) == slug)))
        return index_.number({number_, s});
      ids.push_back(story.id.str());
    }
    const std::string near = nearest(slug, ids);
    warn(item, fmt::format("this issue has no story '{}'", *item.text()),
         near.empty() ? "give a story's title, or its id: what stands behind # in its address"
                      : fmt::format("did you mean '{}'?", near));
    return std::nullopt;
  }

  void warn(const model::Data& at, std::string message, std::string hint) {
    diagnostics_.warning(kRule, {issue_.path, at.line, at.column, {}}, std::move(message), std::move(hint));
  }

  const StoryIndex& index_;
  const model::Issue& issue_;
  std::uint32_t number_;
  ThreadPins& pins_;
  Diagnostics& diagnostics_;
};

}  // namespace

ThreadPins read_thread_pins(const StoryIndex& index, Diagnostics& diagnostics) {
  ThreadPins pins;
  pins.broken.resize(index.size());
  for (std::uint32_t issue = 0; issue < index.archive().issues.size(); ++issue)
    IssuePins(index, issue, pins, diagnostics).read();
  for (auto& [name, stories] : pins.threads) {
    std::sort(stories.begin(), stories.end());
    stories.erase(std::unique(stories.begin(), stories.end()), stories.end());
  }
  return pins;
}

}  // namespace broadsheet::link
