#include "content/matter.h"

#include "base/text.h"

namespace broadsheet::content {

namespace {

/// A list, or one text with commas between; entries in Normal Form C, none empty.
std::vector<std::string> read_words(const Fields& fields, std::string_view key) {
  std::vector<std::string> words;
  for (const std::string& text : fields.texts(key)) {
    const model::Data* data = fields.find(key);
    const std::vector<std::string_view> parts = data->list() ? std::vector<std::string_view>{text} : split(text, ',');
    for (std::string_view part : parts)
      if (std::string word = normalize_nfc(trim(part)); !word.empty()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

Matter read_matter(const CleanSource& source, const model::Data& data, Diagnostics& diagnostics) {
  const Fields fields(source, data, "front-matter", diagnostics);
  Matter matter;
  auto text = [&](std::string_view key) { return normalize_nfc(trim(fields.text(key).value_or(""))); };
  matter.title = text("title");
  if (const model::Data* date = fields.find("date")) {
    matter.date = text("date");
    matter.date_line = date->line;
    matter.date_column = date->column;
  }
  matter.slug = text("slug");
  matter.description = text("description");
  matter.language = text("lang");
  if (matter.language.empty()) matter.language = text("language");
  matter.tags = read_words(fields, "tags");
  matter.categories = read_words(fields, "categories");
  matter.aliases = read_words(fields, "aliases");
  matter.draft = fields.flag("draft").value_or(false);
  return matter;
}

}  // namespace broadsheet::content
