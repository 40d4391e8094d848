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

std::uint32_t Analyser::number(std::string term) {
  const auto [entry, added] = numbers_.try_emplace(std::move(term), static_cast<std::uint32_t>(terms_.size()));
  if (added) terms_.push_back(entry->first);
  return entry->second;
}

Analyser::Language& Analyser::language_of(const Document& document) {
  std::string name = stemmer_of(document.language, site_language_);
  const auto known = languages_.find(name);
  if (known != languages_.end()) return known->second;
  Language added{Stemmer(name), {}};
  return languages_.emplace(std::move(name), std::move(added)).first->second;
}

Analyser::Word& Analyser::know(const std::string& word) {
  const auto [entry, added] = language_->words.try_emplace(word);
  Word& known = entry->second;
  if (added) {
    known.stem = number(language_->stemmer(word));
    known.cjk = is_cjk(word);
  }
  if (known.last != document_) {
    known.last = document_;
    ++known.documents;
  }
  return known;
}

void Analyser::add_text(const std::string& text, bool title) {
  if (!is_ascii(text) && text != normalize_nfc(text)) return add_text(normalize_nfc(text), title);
  tokenizer_.each(text, [this, title](const std::string& token) {
    const Word& word = know(token);
    found_.push_back({word.stem, ++position_, title});
  });
  ++position_;  // so that no phrase reaches from one text into the next
}

void Analyser::add_boolean(const char* prefix, const std::string& slug, const std::string& name) {
  if (!slug.empty()) found_.push_back({number(prefix + filter_key(tokenizer_, slug)), 0, false});
  const std::string key = filter_key(tokenizer_, name);
  if (!key.empty()) found_.push_back({number(prefix + key), 0, false});
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
  std::sort(found_.begin(), found_.end());
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  return found_;
}

void Analyser::finish() {
  numbers_ = {};
  found_ = {};
  language_ = nullptr;
}

std::uint32_t length_of(const std::vector<Occurrence>& found) {
  std::uint32_t length = 0;
  for (const Occurrence& one : found) length += one.position == 0 ? 0 : one.title ? kTitleWeight + 1 : 1;
  return length;
}

std::string excerpt_of(const std::string& body) {
  return excerpt(body, kExcerptLength);
}

std::string row_of(const Document& document) {
  nlohmann::json companies = nlohmann::json::array();
  for (const auto& [slug, name] : document.companies) companies.push_back(name);
  const nlohmann::json row = {document.title,
                              document.url,
                              iso_date(document.date),
                              document.series_name,
                              document.issue_title,
                              companies,
                              excerpt_of(document.body)};
  return row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace broadsheet::search
