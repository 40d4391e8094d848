#include "link/text_mentions.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/text.h"
#include "link/mentions.h"
#include "link/prose.h"
#include "link/short_lists.h"
#include "link/stored_mentions.h"
#include "link/vocabulary.h"

namespace broadsheet::link {

namespace {

constexpr std::size_t kShortName = 5;  // code points; longer words are rarely both a name and a common word

bool is_short(const std::string& name) {
  return name.find_first_of(" -.") == std::string::npos && count_code_points(name) <= kShortName;
}

Name name_of(const model::Term& term, const std::string& text, std::uint32_t number) {
  if (term.case_sensitive) {
    const bool exact = *term.case_sensitive;
    return {text, number, exact ? Letters::exact : Letters::any, !exact};
  }
  return {text, number, is_short(text) ? Letters::exact : Letters::capitals};
}

/// The names of companies, by number, and those of topics, by number behind the companies: those of one term side by
/// side.
std::vector<Name> names_of(const std::vector<model::Term>& companies, const std::vector<model::Term>& topics) {
  std::vector<Name> names;
  for (std::uint32_t number = 0; number < companies.size(); ++number) {
    const model::Term& term = companies[number];
    if (!term.in_vocabulary && !term.has_page) continue;
    names.push_back(name_of(term, term.name, number));
    for (const std::string& alias : term.aliases) names.push_back(name_of(term, alias, number));
  }
  const auto first_topic = static_cast<std::uint32_t>(companies.size());
  for (std::uint32_t number = 0; number < topics.size(); ++number) {
    const model::Term& term = topics[number];
    if (!term.mention.value_or(true)) continue;
    const Letters letters = term.case_sensitive.value_or(false) ? Letters::exact : Letters::any;
    names.push_back({term.name, first_topic + number, letters});
    for (const std::string& alias : term.aliases) names.push_back({alias, first_topic + number, letters});
  }
  return names;
}

/// How often a story names its topics, in the order in which it first does.
class TopicCounts {
 public:
  void add(std::uint32_t topic, int times) {
    const auto found = std::find_if(counts_.begin(), counts_.end(), [&](const auto& c) { return c.first == topic; });
    if (found == counts_.end())
      counts_.emplace_back(topic, times);
    else
      found->second += times;
  }

  /// One in the title, or named more than once, is a main one.
  void fill(model::StoryLinks& links) {
    const auto is_main = [](const auto& count) { return count.second > 1; };
    const auto passing = std::stable_partition(counts_.begin(), counts_.end(), is_main);
    links.main_topics = static_cast<std::uint32_t>(passing - counts_.begin());
    for (const auto& [topic, times] : counts_) links.topics.push_back(topic);
  }

 private:
  std::vector<std::pair<std::uint32_t, int>> counts_;
};

/// Mentions of one issue. Works on its own IssueLinks alone, so that issues can go in parallel.
class IssueMentions {
 public:
  IssueMentions(const std::vector<model::Term>& companies, const MentionFinder& finder, model::IssueLinks& links)
      : companies_(companies), finder_(finder), links_(links) {}

  void find(const model::Issue& issue) {
    for (std::size_t s = 0; s < issue.stories.size(); ++s) find_in_story(issue.stories[s], links_.stories[s]);
    for (std::uint32_t section = 0; section < issue.sections.size(); ++section) {
      std::vector<std::uint32_t> seen;
      const auto& blocks = issue.sections[section].blocks;
      for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        if (blocks[block].kind != model::Block::Kind::prose) continue;
        const ProseText prose(blocks[block].html);
        const Found found = find(prose.text());
        auto mentions = places(prose, found.companies, seen);
        if (!mentions.empty()) links_.mentions.push_back({section, block, std::move(mentions)});
      }
    }
  }

 private:
  /// Names in a text; they may overlap.
  struct Found {
    std::vector<Mention> companies;
    std::vector<Mention> topics;
  };

  Found find(std::string_view text) const {
    Found found;
    const auto first_topic = static_cast<std::uint32_t>(companies_.size());
    for (Mention mention : finder_.find_all(text)) {
      const bool is_company = mention.entry < first_topic;
      if (!is_company) mention.entry -= first_topic;
      (is_company ? found.companies : found.topics).push_back(mention);
    }
    keep_longest(found.topics);
    return found;
  }

  bool counts(std::uint32_t company) const { return counts_as_mention(companies_[company]); }

  /// The first mention of each company that is not in `seen`, which then is.
  std::vector<model::ProseMention> places(const ProseText& prose, std::vector<Mention> found,
                                          std::vector<std::uint32_t>& seen) const {
    std::erase_if(found, [&](const Mention& mention) { return prose.is_closed(mention.begin, mention.end); });
    keep_longest(found);
    std::vector<model::ProseMention> mentions;
    for (const Mention& mention : found) {
      if (!counts(mention.entry) || contains(seen, mention.entry)) continue;
      const auto place = prose.place(mention.begin, mention.end);
      if (!place) continue;
      seen.push_back(mention.entry);
      mentions.push_back({place->first, place->second, mention.entry});
    }
    return mentions;
  }

  /// The byline already links its companies, so the text does not do it again.
  void find_in_story(const model::Story& story, model::StoryLinks& links) const {
    Found in_title = find(story.title);
    keep_longest(in_title.companies);
    for (const Mention& mention : in_title.companies)
      if (counts(mention.entry) && !contains(links.companies, mention.entry)) add_once(links.mentioned, mention.entry);
    const ProseText prose(story.body_html);
    const Found in_text = find(prose.text());
    std::vector<std::uint32_t> seen(links.companies.begin(), links.companies.end());
    links.mentions = places(prose, in_text.companies, seen);
    for (const model::ProseMention& mention : links.mentions) add_once(links.mentioned, mention.company);
    TopicCounts topics;
    for (const Mention& mention : in_title.topics) topics.add(mention.entry, 2);
    for (const Mention& mention : in_text.topics) topics.add(mention.entry, 1);
    topics.fill(links);
  }

  const std::vector<model::Term>& companies_;
  const MentionFinder& finder_;
  model::IssueLinks& links_;
};

}  // namespace

bool counts_as_mention(const model::Term& company) {
  return company.mention.value_or(true) && company.kind != kNotAnEntity;
}

void link_mentions(model::Archive& archive, PartCache& cache, TextStore& kept) {
  const std::vector<Name> names = names_of(archive.companies, archive.topics);
  const MentionFinder finder(names);
  const StoredMentions stored(names, archive);
  const std::vector<Part> parts = parts_of(archive.issues);
  parallel_for(parts.size(), [&](std::size_t at) {
    const std::uint64_t key = cache.is_kept() ? stored.key(parts[at]) : 0;
    TextStore::Filler filler(kept);
    if (const auto bytes = cache.find(key, filler)) {
      stored.read(*bytes, parts[at], archive.links);
    } else {
      for (std::size_t issue = parts[at].begin; issue < parts[at].end; ++issue)
        IssueMentions(archive.companies, finder, archive.links[issue]).find(archive.issues[issue]);
      if (cache.is_kept()) cache.add(key, stored.write(parts[at]));
    }
    archive.texts->release_if_many();
    kept.release_if_many();
  });
  parallel_for(archive.links.size(), [&](std::size_t at) {
    model::IssueLinks& links = archive.links[at];
    for (const model::StoryLinks& story : links.stories)
      for (std::uint32_t topic : story.topics) add_once(links.topics, topic);
  });
}

void collect_mentions(model::Archive& archive) {
  for (std::uint32_t at = 0; at < archive.issues.size(); ++at) {
    const model::IssueLinks& links = archive.links[at];
    for (std::uint32_t s = 0; s < links.stories.size(); ++s)
      for (std::uint32_t company : links.stories[s].mentioned) archive.companies[company].mentions.push_back({at, s});
    for (const model::BlockMentions& block : links.mentions) {
      for (const model::ProseMention& mention : block.mentions) {
        model::Term& term = archive.companies[mention.company];
        const bool in_story = (!term.mentions.empty() && term.mentions.back().issue == at) ||
                              std::binary_search(term.issues.begin(), term.issues.end(), at);
        if (!in_story && (term.prose.empty() || term.prose.back() != at)) term.prose.push_back(at);
      }
    }
  }
  for (model::Term& term : archive.companies)
    term.has_page = term.has_page || (term.in_vocabulary && (!term.mentions.empty() || !term.prose.empty()));
}

}  // namespace broadsheet::link
