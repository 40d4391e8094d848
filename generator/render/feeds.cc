#include "render/feeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/excerpt.h"
#include "base/text.h"
#include "model/address.h"
#include "render/feed_format.h"

namespace broadsheet::render {

namespace {

constexpr std::size_t kEntries = 20;
constexpr std::size_t kEntrySummary = 180;  // code points

void append_credits(std::string& byline, const KeptList<model::StoryCredit>& credits) {
  for (const model::StoryCredit& credit : credits) {
    if (!byline.empty()) byline += credit.lead == "and" ? " " : " · ";
    if (!credit.lead.empty()) byline += escape_html(credit.lead) + " ";
    byline += credit.url.starts_with("http")
                  ? fmt::format("<a href=\"{}\">{}</a>", escape_html(credit.url), escape_html(credit.text))
                  : escape_html(credit.text);
  }
}

void append_story(std::string& out, const Views& views, model::StoryRef ref) {
  const model::Story& story = views.archive().story(ref);
  const model::StoryLinks& links = views.archive().story_links(ref);
  out += "<h3>";
  if (!story.mark.empty()) out += escape_html(story.mark) + " ";
  for (const model::StoryTitle& title : story.titles) {
    append_escaped_html(out, title.separator);
    const bool linked = title.url.starts_with("http");
    if (linked) out += fmt::format("<a href=\"{}\">", escape_html(title.url));
    out += views.issue_html(ref.issue, title.html).text();
    if (linked) out += "</a>";
  }
  out += "</h3>\n";
  std::string byline;
  for (std::size_t at = 0; at < story.byline.size(); ++at) {
    append_escaped_html(byline, story.byline[at].separator);
    const auto& company = links.byline[at];
    const bool linked = company && views.archive().companies[*company].has_page;
    if (linked)
      byline.append("<a href=\"").append(views.origin()).append(views.term_url(views.company(*company))).append("\">");
    append_escaped_html(byline, story.byline[at].name);
    if (linked) byline += "</a>";
  }
  append_credits(byline, story.authors);
  append_credits(byline, story.sources);
  if (!byline.empty()) out += "<p>" + byline + "</p>\n";
  out += views.issue_html(ref.issue, story.body_html).text();
}

void append_heading(std::string& out, int level, std::string_view html) {
  out += fmt::format("<h{0}>{1}</h{0}>\n", level, html);
}

std::string issue_html(const Views& views, std::uint32_t index) {
  std::string out;
  for (const model::Section& section : views.archive().issues[index].sections) {
    if (!section.title.empty()) append_heading(out, 2, views.issue_html(index, section.title_html).text());
    for (const model::Block& block : section.blocks) {
      switch (block.kind) {
        case model::Block::Kind::prose:
          out += views.issue_html(index, block.html).text();
          break;
        case model::Block::Kind::heading:
          append_heading(out, block.level, views.issue_html(index, block.html).text());
          break;
        case model::Block::Kind::story:
          append_story(out, views, {index, block.story});
          break;
      }
    }
  }
  return out;
}

FeedEntry issue_entry(const Views& views, std::uint32_t at) {
  const model::Issue& issue = views.archive().issues[at];
  const std::string url = views.absolute_url(views.issue_address(at));
  return {issue.title,
          url,
          views.issue_summary(at),
          absolute_links(issue_html(views, at), views.origin(), url),
          views.language_of(at),
          issue.last};
}

FeedEntry story_entry(const Views& views, model::StoryRef ref) {
  const model::Story& story = views.archive().story(ref);
  const std::string issue = views.absolute_url(views.issue_address(ref.issue));
  std::string html;
  append_story(html, views, ref);
  std::string summary = excerpt(story.body_text, kEntrySummary);
  return {story.title.empty() ? summary : story.title.str(),
          issue + "#" + story.id,
          std::move(summary),
          absolute_links(html, views.origin(), issue),
          views.language_of(ref.issue),
          views.archive().issues[ref.issue].last};
}

template <class Item>
std::vector<Item> newest(const std::vector<Item>& items) {
  return {items.rbegin(), items.rbegin() + static_cast<std::ptrdiff_t>(std::min(items.size(), kEntries))};
}

FeedPlan term_feed(const Views& views, const TermView& view) {
  const model::Term& term = *view.term;
  return {view.is_company ? model::company_address(term.slug) : model::topic_address(term.slug),
          fmt::format("{} · {}", term.name, views.archive().site.title),
          term.description,
          {},
          newest(term.stories)};
}

}  // namespace

std::vector<FeedPlan> plan_feeds(const Views& views) {
  const model::Archive& archive = views.archive();
  std::vector<std::uint32_t> all(archive.issues.size());
  std::iota(all.begin(), all.end(), 0u);
  std::vector<FeedPlan> plans{{"/", archive.site.title, archive.site.description, newest(all), {}}};
  for (const model::Series& series : archive.series)
    if (!series.issues.empty())
      plans.push_back({model::series_address(series.rule.slug),
                       fmt::format("{} · {}", series.rule.name, archive.site.title),
                       series.rule.description,
                       newest(series.issues),
                       {}});
  for (const auto* terms : {&views.companies(), &views.topics()})
    for (const TermView& term : *terms)
      if (term.term->has_page) plans.push_back(term_feed(views, term));
  return plans;
}

std::vector<std::string> feed_files(const FeedPlan& plan) {
  const std::string folder = plan.address.substr(1);
  return {folder + std::string(kAtomFile), folder + std::string(kJsonFile)};
}

std::vector<FileBytes> render_feed(const Views& views, const FeedPlan& plan) {
  const model::Site& site = views.archive().site;
  Feed feed{plan.address,
            views.absolute_url(plan.address),
            plan.title,
            plan.subtitle,
            site.language,
            site.author.empty() ? site.title : site.author,
            {}};
  for (const std::uint32_t issue : plan.issues) feed.entries.push_back(issue_entry(views, issue));
  for (const model::StoryRef story : plan.stories) feed.entries.push_back(story_entry(views, story));
  const std::vector<std::string> files = feed_files(plan);
  return {{files[0], atom_feed(feed)}, {files[1], json_feed(feed)}};
}

}  // namespace broadsheet::render
