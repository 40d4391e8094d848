// The sitemap and robots.txt.
#include <fmt/format.h>

#include "render/feeds.h"
#include "render/xml.h"

namespace broadsheet::render {

namespace {

constexpr std::size_t kMostLocations = 50'000;  // of one sitemap, by its protocol

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
