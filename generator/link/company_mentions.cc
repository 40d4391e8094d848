#include "link/company_mentions.h"

#include <algorithm>

#include "base/parallel.h"
#include "base/text.h"
#include "link/mentions.h"
#include "link/prose.h"
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

MentionFinder make_finder(const std::vector<model::Term>& companies) {
  std::vector<Name> names;
  for (std::uint32_t number = 0; number < companies.size(); ++number) {
    const model::Term& term = companies[number];
    if (!term.in_vocabulary && !term.has_page) continue;
    names.push_back(name_of(term, term.name, number));
    for (const std::string& alias : term.aliases) names.push_back(name_of(term, alias, number));
  }
  return MentionFinder(names);
}

bool contains(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// Mentions of one issue. Works on its own IssueLinks alone, so that issues can go in parallel.
class IssueMentions {
 public:
  IssueMentions(const model::Archive& archive, const MentionFinder& finder, model::IssueLinks& links)
      : archive_(archive), finder_(finder), links_(links) {}

  void find(const model::Issue& issue) {
    for (std::size_t s = 0; s < issue.stories.size(); ++s) find_in_story(issue.stories[s], links_.stories[s]);
    for (std::uint32_t section = 0; section < issue.sections.size(); ++section) {
      std::vector<std::uint32_t> seen;
      const auto& blocks = issue.sections[section].blocks;
      for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        if (blocks[block].kind != model::Block::Kind::prose) continue;
        auto mentions = find_in_html(blocks[block].html, seen);
        if (!mentions.empty()) links_.mentions.push_back({section, block, std::move(mentions)});
      }
    }
  }

 private:
  bool counts(std::uint32_t company) const {
    const model::Term& term = archive_.companies[company];
    return term.mention.value_or(true) && term.kind != kNotAnEntity;
  }

  /// The first mention of each company that is not in `seen`, which then is.
  std::vector<model::ProseMention> find_in_html(const std::string& html, std::vector<std::uint32_t>& seen) const {
    std::vector<model::ProseMention> mentions;
    const ProseText prose(html);
    for (const Mention& mention : finder_.find(prose.text())) {
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
    for (const Mention& mention : finder_.find(story.title))
      if (counts(mention.entry) && !contains(links.companies, mention.entry) &&
          !contains(links.mentioned, mention.entry))
        links.mentioned.push_back(mention.entry);
    std::vector<std::uint32_t> seen = links.companies;
    links.mentions = find_in_html(story.body_html, seen);
    for (const model::ProseMention& mention : links.mentions)
      if (!contains(links.mentioned, mention.company)) links.mentioned.push_back(mention.company);
  }

  const model::Archive& archive_;
  const MentionFinder& finder_;
  model::IssueLinks& links_;
};

/// Lists on the companies what names them.
void collect(model::Archive& archive) {
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

}  // namespace

void link_mentions(model::Archive& archive) {
  const MentionFinder finder = make_finder(archive.companies);
  parallel_for(archive.issues.size(),
               [&](std::size_t at) { IssueMentions(archive, finder, archive.links[at]).find(archive.issues[at]); });
  collect(archive);
}

}  // namespace broadsheet::link
