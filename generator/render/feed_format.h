// The two formats of a feed: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org). Both say the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace broadsheet::render {

inline constexpr std::string_view kAtomFile = "feed.xml";
inline constexpr std::string_view kJsonFile = "feed.json";

struct FeedEntry {
  std::string title;
  std::string url;      ///< absolute; also its identity
  std::string summary;  ///< plain text
  std::string html;     ///< whole, without links that only its page can follow: see absolute_links()
  std::string language;
  Date date;
};

struct Feed {
  std::string address;  ///< of the page that it belongs to, without base
  std::string url;      ///< the same, absolute
  std::string title, subtitle;
  std::string language;
  std::string author;
  std::vector<FeedEntry> entries;  ///< the newest first
};

std::string atom_feed(const Feed& feed);
std::string json_feed(const Feed& feed);

/// `html` with every address in it absolute, since feed readers show it anywhere: `origin` is scheme and host, `page`
/// the absolute address of the page that it stands on.
std::string absolute_links(std::string_view html, std::string_view origin, std::string_view page);

}  // namespace broadsheet::render
