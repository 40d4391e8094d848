#include "render/feeds.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/parallel.h"
#include "base/text.h"
#include "model/address.h"

namespace broadsheet::render {

namespace {

constexpr std::size_t kEntries = 20;
constexpr std::size_t kMostLocations = 50'000;  // of one sitemap, by its protocol

/// Escaped for XML 1.0, which has no place for most control characters, not even as references.
std::string escape_xml(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if ((c >= 0x20 || c == '\t' || c == '\n' || c == '\r') && c != 0xfffe && c != 0xffff) append_utf8(clean, c);
  }
  return escape_html(clean);
}

std::string timestamp(Date date) {
  return iso_date(date) + "T00:00:00Z";
}

void append_credits(std::string& byline, const std::vector<model::StoryCredit>& credits) {
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
    out += views.expanded_html(ref.issue, title.html);
    if (linked) out += "</a>";
  }
  out += "</h3>\n";
  std::string byline;
  for (std::size_t at = 0; at < story.byline.size(); ++at) {
    append_escaped_html(byline, story.byline[at].separator);
    const auto& company = links.byline[at];
    const bool linked = company && views.archive().companies[*company].has_page;
    if (linked)
      byline += fmt::format("<a href=\"{}\">",
                            views.absolute_url(model::company_address(views.archive().companies[*company].slug)));
    append_escaped_html(byline, story.byline[at].name);
    if (linked) byline += "</a>";
  }
  append_credits(byline, story.authors);
  append_credits(byline, story.sources);
  if (!byline.empty()) out += "<p>" + byline + "</p>\n";
  out += views.expanded_html(ref.issue, story.body_html);
}

std::string issue_html(const Views& views, std::uint32_t index) {
  std::string out;
  for (const model::Section& section : views.archive().issues[index].sections) {
    if (!section.title.empty()) out += "<h2>" + views.expanded_html(index, section.title_html) + "</h2>\n";
    for (const model::Block& block : section.blocks) {
      switch (block.kind) {
        case model::Block::Kind::prose:
          out += views.expanded_html(index, block.html);
          break;
        case model::Block::Kind::heading:
          out += fmt::format("<h{0}>{1}</h{0}>\n", block.level, views.expanded_html(index, block.html));
          break;
        case model::Block::Kind::story:
          append_story(out, views, {index, block.story});
          break;
      }
    }
  }
  return out;
}

struct Entry {
  std::string title, address, summary, html, language;
  Date date;
};

struct Feed {
  std::string address;  // of the page that it belongs to
  std::string title, subtitle;
  std::vector<Entry> entries;
};

Entry issue_entry(const Views& views, std::uint32_t at) {
  const model::Issue& issue = views.archive().issues[at];
  return {issue.title,           views.issue_address(at), views.issue_summary(at),
          issue_html(views, at), views.language_of(at),   issue.last};
}

Entry story_entry(const Views& views, model::StoryRef ref) {
  const model::Story& story = views.archive().story(ref);
  std::string html;
  append_story(html, views, ref);
  return {story.title,
          views.issue_address(ref.issue) + "#" + story.id,
          shorten(collapse_white_space(story.body_text), 180),
          std::move(html),
          views.language_of(ref.issue),
          views.archive().issues[ref.issue].last};
}

FileBytes write_feed(const Views& views, const Feed& feed) {
  const model::Site& site = views.archive().site;
  Date newest{std::chrono::year(1970), std::chrono::January, std::chrono::day(1)};
  for (const Entry& entry : feed.entries) newest = std::max(newest, entry.date);
  const std::string page = views.absolute_url(feed.address);
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += fmt::format("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", escape_xml(site.language));
  out += fmt::format("<title>{}</title>\n", escape_xml(feed.title));
  if (!feed.subtitle.empty()) out += fmt::format("<subtitle>{}</subtitle>\n", escape_xml(feed.subtitle));
  out += fmt::format(
      "<id>{0}</id>\n<link href=\"{0}\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{1}\"/>\n",
      escape_xml(page), escape_xml(page + "feed.xml"));
  out += fmt::format("<updated>{}</updated>\n", timestamp(newest));
  out += fmt::format("<author><name>{}</name></author>\n", escape_xml(site.author.empty() ? site.title : site.author));
  out += "<generator>Broadsheet</generator>\n";
  for (const Entry& entry : feed.entries) {
    const std::string url = escape_xml(views.absolute_url(entry.address));
    out += fmt::format("<entry xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n",
                       escape_xml(entry.language), escape_xml(entry.title), url, url);
    out += fmt::format("<published>{0}</published>\n<updated>{0}</updated>\n", timestamp(entry.date));
    if (!entry.summary.empty()) out += fmt::format("<summary>{}</summary>\n", escape_xml(entry.summary));
    out += fmt::format("<content type=\"html\">{}</content>\n</entry>\n", escape_xml(entry.html));
  }
  out += "</feed>\n";
  return {feed.address.substr(1) + "feed.xml", std::move(out)};
}

Feed issues_feed(const Views& views, std::string address, std::string title, std::string subtitle,
                 const std::vector<std::uint32_t>& issues) {
  Feed feed{std::move(address), std::move(title), std::move(subtitle), {}};
  for (auto at = issues.rbegin(); at != issues.rend() && feed.entries.size() < kEntries; ++at)
    feed.entries.push_back(issue_entry(views, *at));
  return feed;
}

Feed stories_feed(const Views& views, const TermView& view) {
  const model::Term& term = *view.term;
  Feed feed{view.is_company ? model::company_address(term.slug) : model::topic_address(term.slug),
            fmt::format("{} · {}", term.name, views.archive().site.title),
            term.description,
            {}};
  for (auto ref = term.stories.rbegin(); ref != term.stories.rend() && feed.entries.size() < kEntries; ++ref)
    feed.entries.push_back(story_entry(views, *ref));
  return feed;
}

std::string sitemap_of(const Views& views, const std::vector<const Page*>& pages) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const Page* page : pages) {
    out += fmt::format("<url><loc>{}</loc>", escape_xml(views.absolute_url(page->address)));
    if (page->kind == PageKind::issue)
      out += fmt::format("<lastmod>{}</lastmod>", iso_date(views.archive().issues[page->index].last));
    out += "</url>\n";
  }
  return out + "</urlset>\n";
}

}  // namespace

std::vector<FileBytes> render_feeds(const Views& views) {
  const model::Archive& archive = views.archive();
  std::vector<std::function<Feed()>> feeds;
  feeds.push_back([&] {
    std::vector<std::uint32_t> all;
    for (std::size_t at = archive.issues.size() - std::min(archive.issues.size(), kEntries); at < archive.issues.size();
         ++at)
      all.push_back(static_cast<std::uint32_t>(at));
    return issues_feed(views, "/", archive.site.title, archive.site.description, all);
  });
  for (const model::Series& series : archive.series)
    if (!series.issues.empty())
      feeds.push_back([&] {
        return issues_feed(views, model::series_address(series.rule.slug),
                           fmt::format("{} · {}", series.rule.name, archive.site.title), series.rule.description,
                           series.issues);
      });
  for (const auto* terms : {&views.companies(), &views.topics()})
    for (const TermView& term : *terms)
      if (term.term->has_page) feeds.push_back([&] { return stories_feed(views, term); });
  std::vector<FileBytes> files(feeds.size());
  parallel_for(feeds.size(), [&](std::size_t at) { files[at] = write_feed(views, feeds[at]()); });
  return files;
}

std::vector<FileBytes> render_sitemap(const Views& views, const std::vector<Page>& pages) {
  std::vector<std::vector<const Page*>> parts(1);
  for (const Page& page : pages) {
    if (page.noindex) continue;
    if (parts.back().size() == kMostLocations) parts.emplace_back();
    parts.back().push_back(&page);
  }
  std::vector<FileBytes> files;
  if (parts.size() == 1) {
    files.push_back({"sitemap.xml", sitemap_of(views, parts.front())});
  } else {
    std::string index =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex "
        "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for (std::size_t at = 0; at < parts.size(); ++at) {
      const std::string name = fmt::format("sitemap-{}.xml", at + 1);
      files.push_back({name, sitemap_of(views, parts[at])});
      index += fmt::format("<sitemap><loc>{}</loc></sitemap>\n", escape_xml(views.absolute_url("/" + name)));
    }
    files.push_back({"sitemap.xml", index + "</sitemapindex>\n"});
  }
  files.push_back(
      {"robots.txt", fmt::format("User-agent: *\nAllow: /\nSitemap: {}\n", views.absolute_url("/sitemap.xml"))});
  return files;
}

}  // namespace broadsheet::render
