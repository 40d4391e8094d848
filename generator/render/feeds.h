// What machines read: feeds (feed_format.h), the sitemap (sitemaps.org protocol 0.9) and robots.txt (RFC 9309). Dates
// are those of the issues, never the clock's.
#pragma once

#include <vector>

#include "base/file_bytes.h"
#include "render/page.h"
#include "render/view.h"

namespace broadsheet::render {

/// A feed of issues for the site and each series, and of stories for each company and topic with a page, as Atom and as
/// JSON Feed: the newest 20 entries, with their whole text.
std::vector<FileBytes> render_feeds(const Views& views);

/// `sitemap.xml`, and where there are more than 50,000 pages an index with its parts; and `robots.txt`.
std::vector<FileBytes> render_sitemap(const Views& views, const std::vector<Page>& pages);

}  // namespace broadsheet::render
