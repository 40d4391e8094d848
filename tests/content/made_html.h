// Checks HTML that was made of untrusted text.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::content {

/// What is wrong with a piece of HTML of ours: elements that are not closed in order, elements and attributes beyond
/// those that Markdown needs, addresses with a scheme that runs code, ids that stand in `ids` already. Empty where
/// nothing is.
inline std::string html_problem(std::string_view html, std::set<std::string>& ids) {
  static const std::set<std::string, std::less<>> kElements = {
      "p",  "em", "strong", "del",   "code",  "pre", "a",  "br", "ul",    "ol",    "li",  "blockquote", "hr", "h2",
      "h3", "h4", "table",  "thead", "tbody", "tr",  "th", "td", "input", "label", "img", "sup",        "div"};
  static const std::set<std::string, std::less<>> kEmpty = {"br", "hr", "img", "input"};
  static const std::set<std::string, std::less<>> kAttributes = {
      "href",    "title",    "src",   "alt",   "loading",    "id",   "class",
      "checked", "disabled", "scope", "start", "aria-label", "type", "tabindex"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) return "a tag without end";
    std::string_view tag = html.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "closes " + std::string(tag);
      open.pop_back();
      continue;
    }
    const std::string name(tag.substr(0, tag.find(' ')));
    if (!kElements.contains(name)) return "element " + name;
    if (!kEmpty.contains(name)) open.push_back(name);
    tag.remove_prefix(name.size());
    while (!tag.empty()) {
      tag.remove_prefix(1);
      const std::size_t stop = tag.find_first_of(" =");
      const std::string attribute(tag.substr(0, stop));
      if (!kAttributes.contains(attribute)) return "attribute " + attribute;
      tag.remove_prefix(std::min(stop, tag.size()));
      if (!tag.starts_with("=\"")) continue;
      const std::size_t quote = tag.find('"', 2);
      if (quote == std::string_view::npos) return "a quotation without end";
      const std::string value(tag.substr(2, quote - 2));
      tag.remove_prefix(quote + 1);
      if (attribute == "id" && !ids.insert(value).second) return "id " + value + " twice";
      const std::size_t colon = value.find_first_of(":/?#");
      if ((attribute == "href" || attribute == "src") && colon != std::string::npos && value[colon] == ':' &&
          !value.starts_with("http") && !value.starts_with("mailto:") && !value.starts_with("tel:"))
        return "address " + value;
    }
  }
  return open.empty() ? "" : "leaves " + open.back() + " open";
}

}  // namespace broadsheet::content
