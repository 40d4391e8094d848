#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "check/parts.h"
#include "check/rules.h"

namespace broadsheet::check {

namespace {

using model::Story;

constexpr std::size_t kMostNotes = 5;

/// Whether stories of this form have a text below their head: list items, inline heads and links alone may do without.
bool needs_text(const Story& story) {
  return story.form < 10 || story.form == 11;
}

bool is_empty(const Story& story) {
  return trim(story.body_text).empty();
}

/// Where most stories of an issue are bare heads, that is how its author writes.
bool is_list_of_heads(const model::Issue& issue) {
  const auto empty = std::count_if(issue.stories.begin(), issue.stories.end(), is_empty);
  return empty >= 3 && static_cast<std::size_t>(empty) * 2 > issue.stories.size();
}

std::string title_key(const Story& story) {
  return fold_case(collapse_white_space(story.title));
}

Location title_place(const Prose& prose, const Story& story) {
  return prose.find_from(story.line, story.titles.empty() ? std::string_view() : story.titles.front().text.view());
}

/// `https://example.org` and `https://example.org/`, without a query.
bool is_front_page(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::size_t end = url.find_first_of("/?#", scheme + 3);
  return end == std::string_view::npos || (url[end] == '/' && end + 1 == url.size());
}

/// Links of articles; list items link tools and projects, whose front pages are what is meant.
void find_front_pages(const Story& story, const Prose& prose, Diagnostics& diagnostics) {
  if (!needs_text(story)) return;
  auto look = [&](std::string_view url) {
    if (is_front_page(url))
      report(diagnostics, "front-page-link", prose.find_from(story.line, url),
             fmt::format("{} is the front page of a site, not an article", url), "add the article's address");
  };
  for (const model::StoryTitle& title : story.titles) look(title.url);
  for (const model::StoryCredit& source : story.sources) look(source.url);
}

/// The addresses that a story leads to.
std::vector<std::string> addresses_of(const Story& story) {
  std::vector<std::string> urls;
  for (const model::StoryTitle& title : story.titles) urls.push_back(title.url.str());
  for (const model::StoryCredit& source : story.sources) urls.push_back(source.url.str());
  std::erase_if(urls,
                [](const std::string& url) { return url.find("://") == std::string::npos || is_front_page(url); });
  std::sort(urls.begin(), urls.end());
  urls.erase(std::unique(urls.begin(), urls.end()), urls.end());
  return urls;
}

using Places = std::unordered_map<std::string, std::vector<model::StoryRef>>;

/// One finding a group, at its last story, with notes for the first of the others.
template <class Message>
void report_groups(const model::Archive& archive, const Places& places, const std::vector<const Prose*>& prose,
                   std::string_view rule, std::string_view hint, Message message, Diagnostics& diagnostics) {
  for (const auto& [key, refs] : places) {
    if (refs.size() < 2) continue;
    auto place = [&](model::StoryRef ref) { return title_place(*prose[ref.issue], archive.story(ref)); };
    std::vector<Note> notes;
    for (std::size_t at = 0; at + 1 < refs.size() && at < kMostNotes; ++at)
      notes.push_back({place(refs[at]), archive.story(refs[at]).title.str()});
    report(diagnostics, rule, place(refs.back()), message(archive.story(refs.back()), key, refs.size()),
           std::string(hint), std::move(notes));
  }
}

}  // namespace

void check_stories(const model::Issue& issue, const Prose& prose, Diagnostics& diagnostics) {
  const bool heads_only = is_list_of_heads(issue);
  std::map<std::string, const Story*> titles;
  for (const Story& story : issue.stories) {
    if (!heads_only && needs_text(story) && is_empty(story))
      report(diagnostics, "empty-story", title_place(prose, story),
             fmt::format("the story '{}' has no text", shorten(story.title, 60)),
             "write it, or make it part of a list");
    const auto [first, is_new] = titles.emplace(title_key(story), &story);
    if (!is_new)
      report(diagnostics, "repeated-title", title_place(prose, story),
             fmt::format("the issue has two stories '{}'", shorten(story.title, 60)), "give one of them another title",
             {{title_place(prose, *first->second), "the first"}});
    find_front_pages(story, prose, diagnostics);
  }
}

void check_repetitions(const model::Archive& archive, const std::vector<const Prose*>& prose,
                       Diagnostics& diagnostics) {
  Places titles, addresses;
  for (std::uint32_t issue = 0; issue < archive.issues.size(); ++issue) {
    const auto& stories = archive.issues[issue].stories;
    for (std::uint32_t story = 0; story < stories.size(); ++story) {
      for (const std::string& url : addresses_of(stories[story])) addresses[url].push_back({issue, story});
      // A thread is meant to come again, and bullets without a link have whole sentences for titles.
      if (stories[story].form == 11) continue;
      std::vector<model::StoryRef>& same = titles[title_key(stories[story])];
      if (same.empty() || same.back().issue != issue) same.push_back({issue, story});
    }
  }
  report_groups(
      archive, titles, prose, "repeated-story", "where they are one story, link the older one instead",
      [](const Story& story, const std::string&, std::size_t count) {
        return fmt::format("{} issues have a story '{}'", count, shorten(story.title, 60));
      },
      diagnostics);
  report_groups(
      archive, addresses, prose, "repeated-address", "",
      [](const Story&, const std::string& url, std::size_t count) {
        return fmt::format("{} stories lead to {}", count, url);
      },
      diagnostics);
}

}  // namespace broadsheet::check
