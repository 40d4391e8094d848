#include "search/analysis.h"

#include <algorithm>

#include "base/excerpt.h"
#include "base/json_text.h"
#include "base/text.h"

namespace broadsheet::search {
namespace {

constexpr std::size_t kExcerptLength = 160;
// An archive of any size has ever new addresses and numbers; these do not come again.
constexpr std::size_t kLongestPiece = 32;      ///< bytes
constexpr std::size_t kMostPieces = 1U << 16;  ///< in a language

}  // namespace

Analyser::Language& Analyser::language_of(const Document& document) {
  std::string name = stemmer_of(document.language, site_language_);
  const auto known = languages_.find(name);
  if (known != languages_.end()) return known->second;
  Language added{Stemmer(name), {}, {}, {}, {}, {}, {}};
  return languages_.emplace(std::move(name), std::move(added)).first->second;
}

std::uint32_t Analyser::know(const std::string& word) {
  Language& language = *language_;
  const std::uint32_t number = language.words.number(word);
  if (number == language.known.size())
    language.known.push_back({terms_.number(language.stemmer(word)), 0, 0, is_cjk(word)});
  return number;
}

void Analyser::add_word(std::uint32_t number, bool title) {
  Word& word = language_->known[number];
  if (word.last != document_) {
    word.last = document_;
    if (word.documents++ == 0 && !word.cjk) language_->counted.push_back(number);
  }
  found_.push_back({word.stem, ++position_, title});
}

void Analyser::count_words() {
  for (auto& [name, language] : languages_) {
    for (const std::uint32_t word : language.counted) language.known[word].documents = 0;
    language.counted.clear();
  }
}

void Analyser::add_text(std::string_view text, bool title) {
  if (!is_ascii(text) && text != normalize_nfc(text)) return add_text(normalize_nfc(text), title);
  const bool as_whole = may_join_over_blanks(text);
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = as_whole ? text.size() : begin;
    while (end < text.size() && text[end] != ' ' && text[end] != '\n') ++end;
    if (end > begin) add_piece(text.substr(begin, end - begin), title);
    begin = end + 1;
  }
  ++position_;  // so that no phrase reaches from one text into the next
}

void Analyser::add_piece(std::string_view piece, bool title) {
  Language& language = *language_;
  const std::uint32_t number = language.pieces.find(piece);
  if (number < language.pieces.size()) {
    for (std::uint32_t i = number == 0 ? 0 : language.piece_ends[number - 1]; i < language.piece_ends[number]; ++i)
      add_word(language.piece_words[i], title);
    return;
  }
  const bool keeps = piece.size() <= kLongestPiece && language.pieces.size() < kMostPieces;
  tokenizer_.each(piece, [&](const std::string& token) {
    const std::uint32_t word = know(token);
    if (keeps) language.piece_words.push_back(word);
    add_word(word, title);
  });
  if (!keeps) return;
  language.pieces.number(piece);
  language.piece_ends.push_back(static_cast<std::uint32_t>(language.piece_words.size()));
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
  std::string row;
  const auto add = [&row](std::string_view text) {
    if (!row.ends_with('[')) row += ',';
    append_json_text(row, text);
  };
  row = '[';
  add(document.title);
  add(document.url);
  add(iso_date(document.date));
  add(document.series_name);
  add(document.issue_title);
  row += ",[";
  for (const auto& [slug, name] : document.companies) add(name);
  row += ']';
  add(excerpt_of(document.body));
  return row + ']';
}

}  // namespace broadsheet::search
