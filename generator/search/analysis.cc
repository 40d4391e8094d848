#include "search/analysis.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/excerpt.h"
#include "base/text.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kExcerptLength = 160;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

Analyser::Language& Analyser::language_of(const Document& document) {
  std::string name = stemmer_of(document.language, site_language_);
  const auto known = languages_.find(name);
  if (known != languages_.end()) return known->second;
  Language added{Stemmer(name), {}, {}, {}};
  return languages_.emplace(std::move(name), std::move(added)).first->second;
}

std::uint32_t Analyser::know(const std::string& word) {
  Language& language = *language_;
  const std::uint32_t number = language.words.number(word);
  if (number == language.known.size())
    language.known.push_back({terms_.number(language.stemmer(word)), 0, 0, is_cjk(word)});
  Word& known = language.known[number];
  if (known.last != document_) {
    known.last = document_;
    if (known.documents++ == 0 && !known.cjk) language.counted.push_back(number);
  }
  return known.stem;
}

void Analyser::count_words() {
  for (auto& [name, language] : languages_) {
    for (const std::uint32_t word : language.counted) language.known[word].documents = 0;
    language.counted.clear();
  }
}

void Analyser::add_text(std::string_view text, bool title) {
  if (!is_ascii(text) && text != normalize_nfc(text)) return add_text(normalize_nfc(text), title);
  tokenizer_.each(text, [this, title](const std::string& token) {
    found_.push_back({know(token), ++position_, title});
  });
  ++position_;  // so that no phrase reaches from one text into the next
}

void Analyser::add_boolean(std::string_view prefix, std::string_view slug, std::string_view name) {
  if (!slug.empty()) found_.push_back({terms_.number(std::string(prefix) + filter_key(tokenizer_, slug)), 0, false});
  const std::string key = filter_key(tokenizer_, name);
  if (!key.empty()) found_.push_back({terms_.number(std::string(prefix) + key), 0, false});
}

const std::vector<Occurrence>& Analyser::analyse(const Document& document) {
  found_.clear();
  position_ = 0;
  ++document_;
  language_ = &language_of(document);
  add_text(document.title, true);
  for (const auto& [slug, name] : document.companies) {
    add_text(name, false);
    add_boolean(kCompanyPrefix, slug, name);
  }
  add_text(document.body, false);
  for (const auto& [slug, name] : document.topics) add_boolean(kTopicPrefix, slug, name);
  add_boolean(kSeriesPrefix, document.series_slug, document.series_name);
  add_boolean(kSectionPrefix, {}, document.section);
  const auto key = [](const Occurrence& one) { return std::uint64_t{one.term} << 32 | one.position; };
  std::sort(found_.begin(), found_.end(), [&](const Occurrence& a, const Occurrence& b) { return key(a) < key(b); });
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  return found_;
}

std::uint32_t length_of(const Occurrence* first, const Occurrence* last) {
  std::uint32_t length = 0;
  for (; first != last; ++first) length += first->position == 0 ? 0 : first->title ? kTitleWeight + 1 : 1;
  return length;
}

std::string excerpt_of(std::string_view body) {
  return excerpt(body, kExcerptLength);
}

std::string row_of(const Document& document) {
  nlohmann::json companies = nlohmann::json::array();
  for (const auto& [slug, name] : document.companies) companies.push_back(name.str());
  const nlohmann::json row = {document.title.str(),       document.url.str(),         iso_date(document.date),
                              document.series_name.str(), document.issue_title.str(), companies,
                              excerpt_of(document.body)};
  return row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace broadsheet::search
