// Issues made of a few lines, for tests of what links stories.
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "link/link.h"

namespace broadsheet::link {

/// A story: title, companies of its byline, text, and the address of its source, which may be empty.
struct Made {
  std::string title;
  std::vector<std::string> byline;
  std::string text;
  std::string url;
};

inline model::Issue made_issue(const std::string& first, const std::string& last, const std::vector<Made>& stories,
                               const std::string& series = "tech") {
  model::Issue issue;
  issue.path = "issues/" + series + "-" + first + ".md";
  issue.series = series;
  issue.first = parse_iso_date(first).value();
  issue.last = parse_iso_date(last).value();
  for (const Made& made : stories) {
    model::Story story;
    story.title = made.title;
    story.id = slugify(made.title);
    story.titles.push_back({"", made.title, escape_html(made.title), made.url});
    for (const std::string& name : made.byline) story.byline.push_back({story.byline.empty() ? "" : " / ", name});
    story.body_text = made.text;
    story.body_html = "<p>" + escape_html(made.text) + "</p>\n";
    issue.stories.push_back(std::move(story));
  }
  return issue;
}

inline model::Archive made_archive(std::vector<model::Issue> issues, Diagnostics& diagnostics) {
  model::Site site;
  site.series.resize(2);
  site.series[0].slug = "tech";
  site.series[0].name = "Tech";
  site.series[1].slug = "notes";
  site.series[1].name = "Notes";
  site.companies = {{"Cloudflare", "", {}, "", "company", "", {}, {}, {}},
                    {"Agoda", "", {}, "", "company", "", {}, {}, {}},
                    {"Netflix", "", {}, "", "company", "", {}, {}, {}}};
  site.topics = {{"Sandboxing", "", {"sandbox", "sandboxes", "sandboxed"}, "", "", "", {}, {}, {}},
                 {"AI agents", "", {"agents", "agent"}, "", "", "", {}, {}, {}},
                 {"Storage", "", {"datastore"}, "", "", "", {}, {}, {}}};
  return link_archive(std::move(site), std::move(issues), {}, diagnostics);
}

/// Stories about other things, so that rare words are rare: the same ones for the same number.
inline std::vector<Made> filler(int number, int count = 6) {
  static const std::vector<std::string> words = {
      "harvest", "lantern", "granite", "orchard",    "violin",    "compass", "meadow",   "harbor",
      "ledger",  "pigment", "saddle",  "furnace",    "quarry",    "thicket", "anvil",    "cathedral",
      "mosaic",  "trellis", "bellows", "lighthouse", "parchment", "tannery", "windmill", "cobbler",
      "chisel",  "fresco",  "gable",   "hinge",      "ivory",     "joinery"};
  std::vector<Made> stories;
  for (int at = 0; at < count; ++at) {
    std::string text;
    for (int word = 0; word < 8; ++word)
      text += words[static_cast<std::size_t>(number * 7 + at * 11 + word * word * 5) % words.size()] +
              std::to_string(number * 100 + at) + "x ";
    stories.push_back({"Filler " + std::to_string(number) + " " + std::to_string(at), {"Netflix"}, text, ""});
  }
  return stories;
}

}  // namespace broadsheet::link
