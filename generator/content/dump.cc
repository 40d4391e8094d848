#include "content/dump.h"

#include <fmt/format.h>

#include "base/date.h"
#include "base/text.h"

namespace broadsheet::content {

namespace {

using model::Data;

class Dump {
 public:
  std::string run(const model::Issue& issue);

 private:
  void line(int indent, std::string_view name, std::string_view value) {
    out_.append(static_cast<std::size_t>(indent), ' ').append(name);
    if (!value.empty()) out_.append(" ").append(value);
    out_ += '\n';
  }
  /// A text of several lines, each indented below its name; left out where it is empty.
  void text(int indent, std::string_view name, std::string_view value);
  void quoted(int indent, std::string_view name, std::string_view value) {
    line(indent, name, fmt::format("\"{}\"", value));
  }
  void list(int indent, std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) quoted(indent, name, value);
  }
  void shortcode(std::size_t number, const model::Shortcode& shortcode);
  void data(int indent, std::string_view name, const Data& data);
  void section(const model::Issue& issue, const model::Section& section);
  void story(const model::Story& story);
  void credit(std::string_view name, const model::StoryCredit& credit);

  std::string out_;
};

void Dump::text(int indent, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  line(indent, name, {});
  while (value.ends_with('\n')) value.remove_suffix(1);
  for (std::string_view part : split(value, '\n')) {
    if (!part.empty()) out_.append(static_cast<std::size_t>(indent) + 2, ' ').append(part);
    out_ += '\n';
  }
}

void Dump::data(int indent, std::string_view name, const Data& data) {
  const std::string place = fmt::format("@{}:{}", data.line, data.column);
  if (const Data::Map* map = data.map()) {
    line(indent, name, place);
    for (const auto& [key, value] : *map) this->data(indent + 2, key, value);
  } else if (const Data::List* items = data.list()) {
    line(indent, name, place);
    for (const Data& item : *items) this->data(indent + 2, "-", item);
  } else if (const std::string* value = data.text()) {
    line(indent, name, fmt::format("\"{}\" {}", *value, place));
  } else if (const bool* flag = std::get_if<bool>(&data.value)) {
    line(indent, name, fmt::format("{} {}", *flag, place));
  } else if (const auto* integer = std::get_if<std::int64_t>(&data.value)) {
    line(indent, name, fmt::format("{} {}", *integer, place));
  } else if (const auto* number = std::get_if<double>(&data.value)) {
    line(indent, name, fmt::format("{} (number) {}", *number, place));
  } else {
    line(indent, name, "null " + place);
  }
}

void Dump::credit(std::string_view name, const model::StoryCredit& credit) {
  const std::string lead = credit.lead.empty() ? "" : fmt::format("{} ", credit.lead);
  line(4, name, fmt::format("{}\"{}\" <{}>", lead, credit.text, credit.url));
}

void Dump::story(const model::Story& story) {
  line(2, "story", fmt::format("#{} form {} line {}", story.id, story.form, story.line));
  if (!story.mark.empty()) quoted(4, "mark", story.mark);
  quoted(4, "title", story.title);
  for (const model::StoryTitle& title : story.titles) {
    line(4, "part", fmt::format("\"{}\" \"{}\" <{}>", title.separator, title.text, title.url));
    if (title.html != escape_html(title.text)) line(6, "html", title.html);
  }
  for (const model::BylineName& name : story.byline)
    line(4, "byline", fmt::format("\"{}\" \"{}\"", name.separator, name.name));
  for (const model::StoryCredit& author : story.authors) credit("author", author);
  for (const model::StoryCredit& source : story.sources) credit("source", source);
  text(4, "html", story.body_html);
  text(4, "text", story.body_text);
}

void Dump::section(const model::Issue& issue, const model::Section& section) {
  line(0, "section", fmt::format("#{} {} line {}", section.id, model::kind_name(section.kind), section.line));
  if (!section.title.empty()) quoted(2, "title", section.title);
  if (section.title_html != escape_html(section.title)) line(2, "title-html", section.title_html);
  for (const model::Block& block : section.blocks) {
    if (block.kind == model::Block::Kind::story) {
      story(issue.stories[block.story]);
      continue;
    }
    if (block.kind == model::Block::Kind::heading)
      line(2, "heading", fmt::format("#{} level {}", block.id, block.level));
    else
      line(2, "prose", {});
    text(4, "html", block.html);
    text(4, "text", block.text);
  }
}

void Dump::shortcode(std::size_t number, const model::Shortcode& shortcode) {
  line(0, "shortcode",
       fmt::format("{} \"{}\" line {}{}", number, shortcode.name, shortcode.place.line,
                   shortcode.markdown ? " markdown" : ""));
  for (const Data& value : *shortcode.args.list()) data(2, "-", value);
  for (const auto& [name, value] : *shortcode.params.map()) data(2, name, value);
  text(2, "inner", shortcode.inner);
}

std::string Dump::run(const model::Issue& issue) {
  quoted(0, "issue", issue.path);
  line(0, "series", issue.series);
  line(0, "days", issue.is_range() ? iso_date(issue.first) + " to " + iso_date(issue.last) : iso_date(issue.first));
  quoted(0, "title", issue.title);
  if (issue.title_html != escape_html(issue.title)) line(0, "title-html", issue.title_html);
  quoted(0, "headline", issue.headline);
  line(0, "language", issue.language);
  if (!issue.description.empty()) quoted(0, "description", issue.description);
  list(0, "tag", issue.tags);
  list(0, "category", issue.categories);
  list(0, "alias", issue.aliases);
  if (issue.draft) line(0, "draft", {});
  list(0, "sources", issue.source_lists);
  line(0, "words", std::to_string(issue.words));
  data(0, "front-matter", issue.front_matter);
  for (const model::Section& part : issue.sections) section(issue, part);
  for (std::size_t at = 0; at < issue.shortcodes.size(); ++at) shortcode(at, issue.shortcodes[at]);
  return std::move(out_);
}

}  // namespace

std::string dump(const model::Issue& issue) {
  return Dump().run(issue);
}

}  // namespace broadsheet::content
