#include "content/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/files.h"
#include "base/text.h"
#include "content/fields.h"
#include "content/yaml.h"

namespace broadsheet::content {

namespace {

using model::Data;
using model::Site;

template <class Value>
using Choices = std::vector<std::pair<std::string_view, Value>>;

/// The value that a word stands for; an error with the nearest word where it stands for none.
template <class Value>
std::optional<Value> choice(const Fields& fields, std::string_view key, const Choices<Value>& choices) {
  const std::optional<std::string> word = fields.text(key);
  if (!word) return std::nullopt;
  std::vector<std::string> words;
  for (const auto& [name, value] : choices) {
    if (name == *word) return value;
    words.emplace_back(name);
  }
  const std::string near = nearest(*word, words);
  fields.error(
      *fields.find(key), fmt::format("'{}' cannot be '{}'", key, *word),
      near.empty() ? fmt::format("one of: {}", fmt::join(words, ", ")) : fmt::format("did you mean '{}'?", near));
  return std::nullopt;
}

const Choices<model::SectionKind> kSectionKinds = {{"prose", model::SectionKind::prose},
                                                   {"stories", model::SectionKind::stories},
                                                   {"threads", model::SectionKind::threads},
                                                   {"bullets", model::SectionKind::bullets},
                                                   {"quote", model::SectionKind::quote}};
constexpr std::string_view kTitle = "Digest archive";  // every page is named after its site

const Choices<model::BoldMeaning> kBoldMeanings = {{"title", model::BoldMeaning::title},
                                                   {"company", model::BoldMeaning::company},
                                                   {"thread", model::BoldMeaning::thread},
                                                   {"channel", model::BoldMeaning::channel}};
const Choices<std::string_view> kSeverities = {
    {"off", "off"}, {"info", "info"}, {"warning", "warning"}, {"error", "error"}};
const Choices<bool> kRemotePictures = {{"link", false}, {"load", true}};
const Choices<std::string_view> kCompanyKinds = {{"company", "company"},
                                                 {"person", "person"},
                                                 {"publisher", "publisher"},
                                                 {"project", "project"},
                                                 {"not-an-entity", "not-an-entity"}};

/// Reads one file; its data is null where it is not there, empty or broken.
struct ConfigFile {
  CleanSource source;
  Data data;
};

std::optional<ConfigFile> load(const std::string& path, std::string shown, Diagnostics& diagnostics) {
  try {
    ConfigFile file;
    file.source = clean({std::move(shown), read_file(path, shown)}, diagnostics);
    file.data = parse_yaml(file.source.path, file.source.text);
    return file;
  } catch (const Error& problem) {
    diagnostics.add(problem);
    return std::nullopt;
  }
}

/// A slug as given, which must be one; or made of the name.
std::string read_slug(const Fields& fields, std::string_view name) {
  const std::optional<std::string> given = fields.text("slug");
  std::string made = slugify(given ? *given : std::string(name));
  if (given && *given != made)
    fields.error(*fields.find("slug"), fmt::format("'{}' is no slug", *given), fmt::format("write '{}'", made));
  return made;
}

/// Entries of `- name:` / `url:` pairs, or a map of names to addresses.
std::vector<model::Link> read_links(const CleanSource& source, const Data& data, Diagnostics& diagnostics) {
  std::vector<model::Link> links;
  if (const Data::Map* map = data.map()) {
    for (const auto& [name, url] : *map) links.push_back({name, scalar_text(url).value_or("")});
    return links;
  }
  if (data.is_null()) return links;
  if (!data.list()) {
    diagnostics.error("config", source.at(data.line, data.column), "must be a list of names and addresses",
                      "write entries as `- name: …` and `url: …`");
    return links;
  }
  for (const Data& item : *data.list()) {
    if (std::optional<std::string> name = scalar_text(item)) {
      links.push_back({std::move(*name), {}});
      continue;
    }
    const Fields fields(source, item, "config", diagnostics);
    fields.expect({"name", "text", "title", "url", "href"});
    model::Link link;
    for (std::string_view key : {"name", "text", "title"})
      if (link.text.empty()) link.text = fields.text(key).value_or("");
    for (std::string_view key : {"url", "href"})
      if (link.url.empty()) link.url = fields.text(key).value_or("");
    if (link.text.empty() && item.map()) fields.error(item, "the entry has no name", "add `name:`");
    if (!link.text.empty()) links.push_back(std::move(link));
  }
  return links;
}

model::SectionRule read_section_rule(const Fields& series, const Data& item) {
  model::SectionRule rule;
  if (std::optional<std::string> heading = scalar_text(item)) {
    rule.heading = std::move(*heading);
    return rule;
  }
  const Fields fields(series.source(), item, series.rule(), series.diagnostics());
  fields.expect({"heading", "aliases", "kind"});
  rule.heading = fields.text("heading").value_or("");
  rule.aliases = fields.texts("aliases");
  rule.kind = choice(fields, "kind", kSectionKinds);
  if (rule.heading.empty()) fields.error(item, "the section has no heading", "add `heading:`");
  return rule;
}

/// `{number: 1, date: 2018-04-20, days: 7}`, of which only the date must be there.
std::optional<model::Numbering> read_numbering(const Fields& series, const Data& data) {
  const Fields fields(series.source(), data, series.rule(), series.diagnostics());
  fields.expect({"number", "date", "days"});
  const std::string written = fields.text("date").value_or("");
  const auto date = parse_iso_date(written);
  if (!date || written.size() != 10) {
    fields.error(fields.find("date") != nullptr ? *fields.find("date") : data, "the numbering needs a date",
                 "write the day of the issue with this number, as in `date: 2018-04-20`");
    return std::nullopt;
  }
  auto within = [&](std::string_view key, std::int64_t fallback, std::int64_t most) {
    return static_cast<int>(std::clamp<std::int64_t>(fields.integer(key).value_or(fallback), 1, most));
  };
  return model::Numbering{within("number", 1, 99'999), *date, within("days", 7, 366)};
}

/// One entry, or a list of them.
std::vector<model::Numbering> read_numberings(const Fields& series) {
  std::vector<model::Numbering> numberings;
  const auto add = [&](const Data& data) {
    if (const auto numbering = read_numbering(series, data)) numberings.push_back(*numbering);
  };
  const Data* data = series.find("numbering");
  if (data == nullptr) return numberings;
  if (const Data::List* list = data->list())
    for (const Data& item : *list) add(item);
  else
    add(*data);
  std::stable_sort(numberings.begin(), numberings.end(),
                   [](const model::Numbering& a, const model::Numbering& b) { return a.number < b.number; });
  return numberings;
}

model::SeriesRule read_series_rule(const Fields& fields) {
  fields.expect({"slug", "name", "description", "language", "folders", "prefixes", "names", "sources", "bold",
                 "numbering", "sections"});
  model::SeriesRule rule;
  rule.name = fields.text("name").value_or("");
  rule.slug = read_slug(fields, rule.name);
  if (rule.name.empty()) rule.name = rule.slug;
  if (rule.slug.empty()) fields.error(fields.data(), "the series has neither a name nor a slug", "add `name:`");
  rule.description = fields.text("description").value_or("");
  rule.language = fields.text("language").value_or("");
  rule.folders = fields.texts("folders");
  rule.prefixes = fields.texts("prefixes");
  rule.names = fields.texts("names");
  rule.sources = fields.text("sources").value_or("");
  rule.bold = choice(fields, "bold", kBoldMeanings);
  rule.numbering = read_numberings(fields);
  for (const Data& item : fields.list("sections")) rule.sections.push_back(read_section_rule(fields, item));
  return rule;
}

void read_series(const Fields& site_fields, Site& site) {
  std::set<std::string> slugs;
  for (const Data& item : site_fields.list("series")) {
    const Fields fields(site_fields.source(), item, "config", site_fields.diagnostics());
    if (!item.map()) continue;
    model::SeriesRule rule = read_series_rule(fields);
    if (rule.slug.empty()) continue;
    if (slugs.insert(rule.slug).second)
      site.series.push_back(std::move(rule));
    else
      fields.error(item, fmt::format("the series '{}' stands here again", rule.slug), "give it a `slug:` of its own");
  }
}

void read_url(const Fields& fields, Site& site) {
  const std::string_view key = fields.find("url") != nullptr ? "url" : "base_url";
  const std::optional<std::string> url = fields.text(key);
  if (!url) return;
  if (!url->starts_with("http://") && !url->starts_with("https://")) {
    fields.error(*fields.find(key), fmt::format("'{}' is no absolute address", *url), "start it with https://");
    return;
  }
  site.url = url->ends_with('/') ? *url : *url + '/';
}

void read_severities(const Fields& site_fields, Site& site) {
  const Data* data = site_fields.find("severities");
  if (data == nullptr) return;
  const Fields fields(site_fields.source(), *data, "config", site_fields.diagnostics());
  if (!data->map()) return;
  for (const auto& [rule, severity] : *data->map())
    if (const auto word = choice(fields, rule, kSeverities)) site.severities[rule] = *word;
}

void read_minimum(const Fields& site_fields, Site& site) {
  const Data* terms = site_fields.find("terms");
  if (terms == nullptr) return;
  const Fields fields(site_fields.source(), *terms, "config", site_fields.diagnostics());
  fields.expect({"minimum"});
  if (const auto minimum = fields.integer("minimum"))
    site.minimum_stories = static_cast<int>(std::clamp<std::int64_t>(*minimum, 1, 1'000'000));
}

void read_site_file(const ConfigFile& file, Site& site, Diagnostics& diagnostics) {
  const Fields fields(file.source, file.data, "config", diagnostics);
  fields.expect({"title", "tagline", "description", "url", "base_url", "language", "author", "copyright", "theme",
                 "navigation", "series", "ignore", "pages", "remote_pictures", "severities", "terms", "options"});
  auto set = [&](std::string_view key, std::string& value) {
    if (std::optional<std::string> text = fields.text(key)) value = std::move(*text);
  };
  set("title", site.title);
  set("tagline", site.tagline);
  set("description", site.description);
  set("language", site.language);
  set("author", site.author);
  set("copyright", site.copyright);
  set("theme", site.theme);
  read_url(fields, site);
  if (const Data* navigation = fields.find("navigation"))
    site.navigation = read_links(file.source, *navigation, diagnostics);
  read_series(fields, site);
  site.ignore = fields.texts("ignore");
  site.pages = fields.texts("pages");
  site.remote_pictures = choice(fields, "remote_pictures", kRemotePictures).value_or(false);
  read_severities(fields, site);
  read_minimum(fields, site);
  if (const Data* options = fields.find("options")) {
    if (options->map())
      site.options = *options;
    else
      fields.error(*options, "'options' must be a map");
  }
}

std::vector<model::VocabularyEntry> read_vocabulary(const ConfigFile& file, bool companies, Diagnostics& diagnostics) {
  std::vector<model::VocabularyEntry> entries;
  if (file.data.is_null()) return entries;
  if (!file.data.list()) {
    diagnostics.error("config", file.source.at(file.data.line, file.data.column), "must be a list of entries",
                      "write entries as `- name: …`");
    return entries;
  }
  for (const Data& item : *file.data.list()) {
    model::VocabularyEntry entry;
    entry.location = file.source.at(item.line, item.column);
    if (std::optional<std::string> name = scalar_text(item)) {
      entry.name = std::move(*name);
    } else {
      const Fields fields(file.source, item, "config", diagnostics);
      fields.expect({"name", "slug", "aliases", "homepage", "kind", "description", "mention", "case_sensitive"});
      entry.name = fields.text("name").value_or("");
      if (fields.find("slug") != nullptr) entry.slug = read_slug(fields, entry.name);
      entry.aliases = fields.texts("aliases");
      entry.homepage = fields.text("homepage").value_or("");
      if (companies) entry.kind = choice(fields, "kind", kCompanyKinds).value_or("");
      entry.description = fields.text("description").value_or("");
      entry.mention = fields.flag("mention");
      entry.case_sensitive = fields.flag("case_sensitive");
      if (entry.name.empty() && item.map()) fields.error(item, "the entry has no name", "add `name:`");
    }
    entry.name = normalize_nfc(entry.name);
    for (std::string& alias : entry.aliases) alias = normalize_nfc(alias);
    if (!entry.name.empty()) entries.push_back(std::move(entry));
  }
  return entries;
}

/// `tech` of `sources/tech.yaml`; nothing for other files.
std::optional<std::string> list_name(std::string_view relative) {
  for (std::string_view ending : {".yaml", ".yml"})
    if (relative.ends_with(ending)) return std::string(relative.substr(0, relative.size() - ending.size()));
  return std::nullopt;
}

}  // namespace

Site read_site(const std::string& content_dir, Diagnostics& diagnostics) {
  Site site;
  site.static_folder = content_dir + "/static";
  std::vector<FolderProblem> problems;
  auto file = [&](std::string name) -> std::optional<ConfigFile> {
    return load(content_dir + "/" + name, name, diagnostics);
  };
  auto is_there = [&](const char* name) { return file_exists(content_dir + "/" + name); };
  if (!is_there("site.yaml"))
    diagnostics.info("config", {"site.yaml", 0, 0, {}}, "is not there, so that everything has its default");
  else if (const auto read = file("site.yaml"))
    read_site_file(*read, site, diagnostics);
  if (is_there("companies.yaml"))
    if (const auto read = file("companies.yaml")) site.companies = read_vocabulary(*read, true, diagnostics);
  if (is_there("topics.yaml"))
    if (const auto read = file("topics.yaml")) site.topics = read_vocabulary(*read, false, diagnostics);
  if (collapse_white_space(site.title).empty()) site.title = kTitle;
  for (const FoundFile& found : list_files(content_dir + "/sources", problems)) {
    const auto name = list_name(found.relative);
    if (!name) continue;
    if (const auto read = file("sources/" + found.relative))
      site.source_lists[*name] = read_links(read->source, read->data, diagnostics);
  }
  return site;
}

}  // namespace broadsheet::content
