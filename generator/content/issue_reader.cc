#include "content/issue_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "content/dates.h"
#include "content/front_matter.h"
#include "content/html.h"
#include "content/ids.h"
#include "content/matter.h"
#include "content/outline.h"
#include "content/section_reader.h"
#include "content/section_survey.h"
#include "content/series_match.h"
#include "content/shortcodes.h"
#include "content/word_count.h"

namespace broadsheet::content {

namespace {

using model::Block;
using model::Issue;
using model::Section;
using model::SeriesRule;

/// The first heading of the first level, as far as it was found.
struct Heading {
  std::string text;
  std::string html;
  std::string headline;  // without the date
  int line = 1;
};

std::string_view without_trailing_separator(std::string_view text) {
  for (bool more = true; more;) {
    more = false;
    text = trim(text);
    for (std::string_view mark : {"—", "–", "-", ":", "：", "|", "·", ","}) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      more = true;
    }
  }
  return text;
}

/// A title without the date at its end or its start, and the words that lead to it ("Week of").
std::string headline_of(std::string_view title) {
  const auto dates = find_dates(title);
  if (dates.empty()) return std::string(title);
  std::string_view before = trim(title.substr(0, dates.front().begin));
  if (before.empty()) {
    std::string_view after = trim(title.substr(dates.back().end));
    while (after.starts_with('-') || after.starts_with(':')) after = trim(after.substr(1));
    for (std::string_view mark : {"—", "–", "："})
      if (after.starts_with(mark)) after = trim(after.substr(mark.size()));
    return std::string(after);
  }
  for (std::string_view words : {"Week of", "week of", "Week", "Daily", "(", "（"}) {
    if (before.ends_with(words)) before = trim(before.substr(0, before.size() - words.size()));
  }
  return std::string(without_trailing_separator(before));
}

class IssueReader {
 public:
  IssueReader(const model::Site& site, const NameIndex& names, const Source& source, Diagnostics& diagnostics)
      : site_(site), names_(names), source_(clean(source, diagnostics)), diagnostics_(diagnostics) {}

  std::optional<IssueRead> run();

 private:
  void parse();
  bool find_days();
  std::optional<Days> numbered_days() const;
  void find_series();
  SeriesClues series_clues() const;
  void fill_matter();
  void read_source_lists();
  void find_heading();
  void read_section_title(NodeId heading, Section& section) const;
  void read_sections();
  void add_section(Section section, const std::vector<NodeId>& blocks);
  void add_footnotes();
  void set_ids();
  void count_words();
  std::optional<DateClaim> name_claim() const;

  const model::Site& site_;
  const NameIndex& names_;
  CleanSource source_;
  Diagnostics& diagnostics_;
  FrontMatter front_matter_;
  Matter matter_;
  std::vector<SourcesShortcode> sources_;
  Tree tree_;
  NodeId title_ = kNoNode;
  std::string matter_headline_;  // the front matter's title without its date
  bool linked_items_ = false;    // no bold heads: list items with links are stories
  Heading heading_;
  SeriesMatch series_;
  Issue issue_;
};

void IssueReader::parse() {
  front_matter_ = read_front_matter(source_);
  matter_ = read_matter(source_, front_matter_.data, diagnostics_);
  Document document =
      parse_document(site_, source_, front_matter_.body, front_matter_.body_line, DocumentKind::issue, diagnostics_);
  tree_ = std::move(document.tree);
  sources_ = std::move(document.sources);
  issue_.shortcodes = std::move(document.shortcodes);
}

void IssueReader::find_heading() {
  matter_headline_ = headline_of(matter_.title);
  title_ = find_title(tree_, matter_headline_.empty() ? "" : matter_.title);
  if (title_ == kNoNode) return;
  const Node& node = tree_[title_];
  append_inline_text(tree_, node.first, kNoNode, heading_.text);
  append_inline_html(tree_, node.first, kNoNode, Links::dropped, heading_.html);
  heading_.text = normalize_nfc(trim(heading_.text));
  heading_.html = normalize_nfc(trim(heading_.html));
  heading_.line = node.line;
  heading_.headline = headline_of(heading_.text);
}

std::optional<DateClaim> IssueReader::name_claim() const {
  const std::string_view name = std::string_view(source_.path).substr(source_.path.rfind('/') + 1);
  for (const FoundDate& date : find_dates(name))
    if (date.invalid)
      diagnostics_.warning("date", {source_.path, 0, 0, {}},
                           fmt::format("the file's name holds {}, which is no date of the calendar",
                                       name.substr(date.begin, date.end - date.begin)),
                           "rename the file");
  return claim_of(name, {source_.path, 0, 0, {}}, "the file's name");
}

SeriesClues IssueReader::series_clues() const {
  return {source_.path, matter_headline_.empty() ? matter_.title : matter_headline_, heading_.headline};
}

/// The day of an issue that has a number in its file's name, in a series that says when its numbers came out.
std::optional<Days> IssueReader::numbered_days() const {
  Diagnostics told_later;
  const SeriesMatch match = match_series(site_, series_clues(), source_, told_later);
  const auto number = number_in_name(source_.path);
  if (match.rule == nullptr || !number) return std::nullopt;
  const auto day = numbered_day(match.rule->numbering, *number);
  return day ? std::optional(Days{*day, *day}) : std::nullopt;
}

/// Finds the days; whether there is something to read at all.
bool IssueReader::find_days() {
  const auto name = name_claim();
  const auto date = claim_of(matter_.date, source_.at(matter_.date_line, matter_.date_column), "`date`");
  const auto heading = claim_of(heading_.text, source_.at(heading_.line), "the first heading");
  if (!matter_.date.empty() && !date)
    diagnostics_.error("front-matter", source_.at(matter_.date_line, matter_.date_column),
                       fmt::format("'date' must be a day, but is '{}'", matter_.date), "write it as 2026-03-24");
  auto days = decide_days(name, date, heading, diagnostics_);
  if (!days) days = numbered_days();
  if (days) {
    issue_.first = days->first;
    issue_.last = days->last;
    return true;
  }
  const bool is_index = file_prefix(source_.path).empty() && source_.path.ends_with("_index.md");
  if (is_index && tree_[0].first == kNoNode) {
    diagnostics_.info("date", {source_.path, 0, 0, {}}, "has neither a date nor a text, and is left out");
    return false;
  }
  throw Error(
      "date", {source_.path, 0, 0, {}}, "the issue has no date",
      "put it into the file's name (tech-2026-03-24.md), the front matter (date: 2026-03-24) or the first heading");
}

void IssueReader::find_series() {
  series_ = match_series(site_, series_clues(), source_, diagnostics_);
  issue_.series = series_.slug;
}

void IssueReader::fill_matter() {
  const SeriesRule* rule = series_.rule;
  issue_.path = source_.path;
  issue_.place = source_.at(std::max(heading_.line, 1));
  issue_.language = !matter_.language.empty()                    ? matter_.language
                    : rule != nullptr && !rule->language.empty() ? rule->language
                                                                 : site_.language;
  issue_.description = std::move(matter_.description);
  issue_.tags = std::move(matter_.tags);
  issue_.categories = std::move(matter_.categories);
  issue_.aliases = std::move(matter_.aliases);
  issue_.draft = matter_.draft;
  const std::string name = rule != nullptr ? rule->name : issue_.series;
  if (!heading_.text.empty()) {
    issue_.title = heading_.text;
    issue_.title_html = heading_.html;
    issue_.headline = heading_.headline.empty() ? name : heading_.headline;
  } else if (!matter_headline_.empty()) {
    issue_.title = matter_.title;
    issue_.title_html = escape_html(issue_.title);
    issue_.headline = matter_headline_;
  } else {
    issue_.title = name + " — " + days_text({issue_.first, issue_.last});
    issue_.title_html = escape_html(issue_.title);
    issue_.headline = name;
  }
}

void IssueReader::read_source_lists() {
  for (SourcesShortcode& shortcode : sources_) {
    std::string name = std::move(shortcode.list);
    if (name.empty() && series_.rule != nullptr) name = series_.rule->sources;
    if (name.empty()) name = issue_.series;
    if (check_source_list(site_, name, shortcode.place, diagnostics_)) issue_.source_lists.push_back(std::move(name));
  }
}

void IssueReader::add_section(Section section, const std::vector<NodeId>& blocks) {
  if (blocks.empty() && section.title.empty()) return;
  const model::SectionRule* rule = names_.section(series_.rule, section.title);
  const SectionContext context{names_, series_.rule, rule != nullptr ? rule->kind : std::nullopt, linked_items_};
  read_section(tree_, blocks, context, section, issue_.stories);
  if (!section.title.empty() || !section.blocks.empty()) issue_.sections.push_back(std::move(section));
}

void IssueReader::read_section_title(NodeId heading, Section& section) const {
  const Node& node = tree_[heading];
  std::string title, html;
  append_inline_text(tree_, node.first, kNoNode, title);
  append_inline_html(tree_, node.first, kNoNode, Links::dropped, html);
  section.title = normalize_nfc(trim(title));
  section.title_html = normalize_nfc(trim(html));
  section.line = node.line;
}

void IssueReader::read_sections() {
  linked_items_ = !has_bold_heads(tree_, names_);
  const SectionContext whole{names_, series_.rule, {}, linked_items_};
  const Outline outline = read_outline(tree_, title_, whole);
  std::vector<NodeId> blocks;
  Section section;
  for (NodeId block = tree_[0].first; block != kNoNode; block = tree_[block].next) {
    if (block == title_ || tree_[block].kind == NodeKind::footnote) continue;
    const bool is_section = outline.starts_section(tree_, block, whole);
    const bool is_heading = tree_[block].kind == NodeKind::heading;
    const bool ends_section = is_heading && tree_[block].number <= outline.deepest_section && !section.title.empty();
    if (!is_section && !ends_section) {
      blocks.push_back(block);
      continue;
    }
    Section next;
    if (is_section) read_section_title(block, next);
    if (is_section && next.title.empty()) continue;
    add_section(std::move(section), blocks);
    blocks.clear();
    section = std::move(next);
    if (!is_section) blocks.push_back(block);
  }
  add_section(std::move(section), blocks);
}

/// Footnotes stand at the end of the last section, whichever part refers to them.
void IssueReader::add_footnotes() {
  Block block;
  std::string html, text;
  append_footnotes_html(tree_, html);
  if (html.empty()) return;
  for (NodeId id : children(tree_, 0)) {
    if (tree_[id].kind != NodeKind::footnote) continue;
    if (!text.empty()) text += '\n';
    append_block_text(tree_, id, text);
  }
  block.html = html;
  block.text = text;
  if (issue_.sections.empty()) issue_.sections.emplace_back();
  issue_.sections.back().blocks.push_back(std::move(block));
}

void IssueReader::set_ids() {
  Ids ids;
  for (model::Story& story : issue_.stories) story.id = ids.take(story.title, "story");
  for (Section& section : issue_.sections) {
    if (!section.title.empty()) section.id = ids.take(section.title, "section");
    for (Block& block : section.blocks)
      if (block.kind == Block::Kind::heading) block.id = ids.take(block.text, "heading");
  }
}

void IssueReader::count_words() {
  issue_.words = words_in(issue_.title);
  for (const Section& section : issue_.sections) {
    issue_.words += words_in(section.title);
    for (const Block& block : section.blocks) issue_.words += words_in(block.text);
  }
  for (const model::Story& story : issue_.stories) issue_.words += words_in(story.title) + words_in(story.body_text);
}

std::optional<IssueRead> IssueReader::run() {
  parse();
  find_heading();
  if (!find_days()) return std::nullopt;
  find_series();
  fill_matter();
  read_source_lists();
  read_sections();
  add_footnotes();
  set_ids();
  count_words();
  if (issue_.sections.empty())
    diagnostics_.warning("empty-issue", {source_.path, 0, 0, {}}, "the issue has no text but its title",
                         "write it, or set `draft: true`");
  issue_.front_matter = std::move(front_matter_.data);
  return IssueRead{std::move(issue_), series_.rule == nullptr};
}

}  // namespace

std::optional<IssueRead> read_issue(const model::Site& site, const NameIndex& names, const Source& source,
                                    Diagnostics& diagnostics) {
  try {
    return IssueReader(site, names, source, diagnostics).run();
  } catch (const Error& problem) {
    diagnostics.add(problem);
    return std::nullopt;
  }
}

std::optional<Issue> read_issue(const model::Site& site, const Source& source, Diagnostics& diagnostics) {
  std::optional<IssueRead> read = read_issue(site, NameIndex(site), source, diagnostics);
  if (!read) return std::nullopt;
  return std::move(read->issue);
}

}  // namespace broadsheet::content
