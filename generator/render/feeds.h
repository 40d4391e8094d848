// What machines read: feeds (feed_format.h), the sitemap (sitemaps.org protocol 0.9) and robots.txt (RFC 9309). Dates
// are those of the issues, never the clock's.
#pragma once

#include <vector>

#include "base/file_bytes.h"
#include "render/page.h"
#include "render/view.h"

namespace broadsheet::render {

/// A feed to be made: of whole issues or of stories, the newest first.
struct FeedPlan {
  std::string address;  ///< of the page that it belongs to
  std::string title, subtitle;
  std::vector<std::uint32_t> issues;
  std::vector<model::StoryRef> stories;
};

/// A feed of issues for the site and each series, and of stories for each company and topic with a page: the newest
/// 20 entries.
std::vector<FeedPlan> plan_feeds(const Views& views);

/// Its two files, Atom and JSON Feed, with the entries' whole text. Throws Error (rule `template`) where a shortcode's
/// template fails.
std::vector<FileBytes> render_feed(const Views& views, const FeedPlan& plan);

/// The paths of these files.
std::vector<std::string> feed_files(const FeedPlan& plan);

/// `sitemap.xml`, and where there are more than 50,000 pages an index with its parts; and `robots.txt`.
std::vector<FileBytes> render_sitemap(const Views& views, const std::vector<Page>& pages);

}  // namespace broadsheet::render
