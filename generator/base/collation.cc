#include "base/collation.h"

#include <unicode/alphaindex.h>
#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace broadsheet {

namespace {

constexpr const char* kPinyin = "zh";
constexpr std::int32_t kMostLetters = 2000;  // more than all scripts below have: else ICU puts letters together

icu::Locale locale_of(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale =
      icu::Locale::forLanguageTag({language.data(), static_cast<std::int32_t>(language.size())}, status);
  return U_SUCCESS(status) && !locale.isBogus() ? locale : icu::Locale::getRoot();
}

/// Whether the language itself says where Chinese characters stand.
bool orders_han(const icu::Locale& locale) {
  const std::string_view language = locale.getLanguage();
  return language == kPinyin || language == "ja" || language == "ko";
}

bool starts_with_han(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80) return false;
  std::size_t offset = 0;
  return uscript_hasScript(static_cast<UChar32>(next_code_point(text, offset)), USCRIPT_HAN) != 0;
}

std::unique_ptr<icu::Collator> make_collator(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no collation data");
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  return collator;
}

using Index = icu::AlphabeticIndex::ImmutableIndex;

std::unique_ptr<Index> make_index(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  icu::AlphabeticIndex letters(locale, status);
  letters.setMaxLabelCount(kMostLetters, status);
  for (const char* language : {"en", "el", "ru", "ka", "hy", "he", "ar", "hi", "th", "ja", "ko"})
    letters.addLabels(icu::Locale(language), status);
  std::unique_ptr<Index> index(letters.buildImmutableIndex(status));
  if (U_FAILURE(status) || index == nullptr) throw std::runtime_error("ICU has no letters of languages");
  return index;
}

/// The letter of `index` that the name stands under; false where it stands before, between or behind all letters.
bool find_letter(const Index& index, std::string_view name, IndexLetter& letter) {
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t place = index.getBucketIndex(
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size()))), status);
  const icu::AlphabeticIndex::Bucket* bucket = U_SUCCESS(status) ? index.getBucket(place) : nullptr;
  if (bucket == nullptr || bucket->getLabelType() != U_ALPHAINDEX_NORMAL) return false;
  letter.name.clear();
  bucket->getLabel().toUTF8String(letter.name);
  letter.place = static_cast<std::uint32_t>(place);
  return true;
}

}  // namespace

struct Collation::Collators {
  std::unique_ptr<icu::Collator> own;
  std::unique_ptr<icu::Collator> han;  // for names that start with Chinese characters; none where `own` does
};

Collation::Collation(std::string_view language) : collators_(std::make_unique<Collators>()) {
  const icu::Locale locale = locale_of(language);
  collators_->own = make_collator(locale);
  if (!orders_han(locale)) collators_->han = make_collator(icu::Locale(kPinyin));
}

Collation::~Collation() = default;

bool Collation::before(std::string_view a, std::string_view b) const {
  const icu::Collator* collator = collators_->own.get();
  if (collators_->han != nullptr) {
    const bool han = starts_with_han(a);
    if (han != starts_with_han(b)) return !han;
    if (han) collator = collators_->han.get();
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto order = collator->compareUTF8(icu::StringPiece(a.data(), static_cast<std::int32_t>(a.size())),
                                           icu::StringPiece(b.data(), static_cast<std::int32_t>(b.size())), status);
  if (order != UCOL_EQUAL) return order == UCOL_LESS;
  return a < b;
}

struct LetterIndex::Indexes {
  std::unique_ptr<Index> own;
  std::unique_ptr<Index> han;  // as in Collation
};

LetterIndex::LetterIndex(std::string_view language) : indexes_(std::make_unique<Indexes>()) {
  const icu::Locale locale = locale_of(language);
  indexes_->own = make_index(locale);
  if (!orders_han(locale)) indexes_->han = make_index(icu::Locale(kPinyin));
}

LetterIndex::~LetterIndex() = default;

IndexLetter LetterIndex::letter_of(std::string_view name) const {
  IndexLetter letter;
  if (indexes_->han != nullptr && starts_with_han(name)) {
    // Pinyin has Latin letters, whose place is that of the language's own.
    if (find_letter(*indexes_->han, name, letter) && find_letter(*indexes_->own, std::string(letter.name), letter))
      return letter;
  } else if (find_letter(*indexes_->own, name, letter)) {
    return letter;
  }
  // A script without an index, as the characters of Japanese names: under what the address starts with.
  const std::string slug = slugify(name);
  const bool latin = !slug.empty() && slug.front() >= 'a' && slug.front() <= 'z';
  const bool ascii = !name.empty() && static_cast<unsigned char>(name.front()) < 0x80;
  if (latin && !ascii && find_letter(*indexes_->own, slug.substr(0, 1), letter)) return letter;
  return {"#", 0};
}

}  // namespace broadsheet
