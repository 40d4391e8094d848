#include "render/feed_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_text.h"
#include "render/xml.h"

namespace broadsheet::render {

namespace {

/// Feeds know seconds, issues days.
std::string timestamp(Date date) {
  return iso_date(date) + "T00:00:00Z";
}

void append_entry(std::string& out, const FeedEntry& entry) {
  const std::string url = escape_xml(entry.url);
  out += fmt::format("<entry xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n",
                     escape_xml(entry.language), escape_xml(entry.title), url, url);
  out += fmt::format("<published>{0}</published>\n<updated>{0}</updated>\n", timestamp(entry.date));
  if (!entry.summary.empty()) out += fmt::format("<summary>{}</summary>\n", escape_xml(entry.summary));
  out += "<content type=\"html\">";
  append_escaped_xml(out, entry.html);
  out += "</content>\n</entry>\n";
}

/// A member after another one, on a line of its own.
void append_member(std::string& out, std::size_t depth, std::string_view name, std::string_view text) {
  out.append(",\n").append(depth, ' ').append(1, '"').append(name).append("\": ");
  append_json_text(out, text);
}

void append_item(std::string& out, const FeedEntry& entry) {
  out += out.ends_with('[') ? "\n  {\n   \"id\": " : ",\n  {\n   \"id\": ";
  append_json_text(out, entry.url);
  append_member(out, 3, "url", entry.url);
  append_member(out, 3, "title", entry.title);
  if (!entry.summary.empty()) append_member(out, 3, "summary", entry.summary);
  append_member(out, 3, "content_html", entry.html);
  append_member(out, 3, "date_published", timestamp(entry.date));
  append_member(out, 3, "language", entry.language);
  out += "\n  }";
}

bool has_scheme(std::string_view address) {
  const std::size_t end = address.find_first_of(":/?#");
  return end != std::string_view::npos && end > 0 && address[end] == ':';
}

/// What an address needs before it to be absolute.
std::string_view missing_start(std::string_view address, std::string_view origin, std::string_view page) {
  if (address.starts_with("//")) return origin.substr(0, origin.find(':') + 1);
  if (address.starts_with('/')) return origin;
  return has_scheme(address) ? std::string_view() : page;
}

}  // namespace

std::string atom_feed(const Feed& feed) {
  Date newest{std::chrono::year(1970), std::chrono::January, std::chrono::day(1)};
  for (const FeedEntry& entry : feed.entries) newest = std::max(newest, entry.date);
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += fmt::format("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", escape_xml(feed.language));
  out += fmt::format("<title>{}</title>\n", escape_xml(feed.title));
  if (!feed.subtitle.empty()) out += fmt::format("<subtitle>{}</subtitle>\n", escape_xml(feed.subtitle));
  out += fmt::format(
      "<id>{0}</id>\n<link href=\"{0}\"/>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{0}{1}\"/>\n",
      escape_xml(feed.url), kAtomFile);
  out += fmt::format("<updated>{}</updated>\n", timestamp(newest));
  out += fmt::format("<author><name>{}</name></author>\n", escape_xml(feed.author));
  out += "<generator>Broadsheet</generator>\n";
  for (const FeedEntry& entry : feed.entries) append_entry(out, entry);
  return out + "</feed>\n";
}

std::string json_feed(const Feed& feed) {
  std::string out = "{\n \"version\": \"https://jsonfeed.org/version/1.1\"";
  append_member(out, 1, "title", feed.title);
  append_member(out, 1, "home_page_url", feed.url);
  append_member(out, 1, "feed_url", feed.url + std::string(kJsonFile));
  if (!feed.subtitle.empty()) append_member(out, 1, "description", feed.subtitle);
  append_member(out, 1, "language", feed.language);
  out += ",\n \"authors\": [\n  {\n   \"name\": ";
  append_json_text(out, feed.author);
  out += "\n  }\n ],\n \"items\": [";
  for (const FeedEntry& entry : feed.entries) append_item(out, entry);
  return out + (feed.entries.empty() ? "]\n}\n" : "\n ]\n}\n");
}

std::string absolute_links(std::string_view html, std::string_view origin, std::string_view page) {
  std::string out;
  std::size_t copied = 0;
  // The program's HTML has its attributes in double quotes, and none outside of tags, where they are references.
  for (std::size_t at = html.find("=\""); at != std::string_view::npos; at = html.find("=\"", at + 2)) {
    const std::string_view before = html.substr(0, at);
    if (!before.ends_with(" href") && !before.ends_with(" src")) continue;
    const std::size_t begin = at + 2;
    const std::string_view address = html.substr(begin, html.find('"', begin) - begin);
    out.append(html.substr(copied, begin - copied)).append(missing_start(address, origin, page));
    copied = begin;
  }
  return out.append(html.substr(copied));
}

}  // namespace broadsheet::render
