// Slugs: the part of text.h that needs ICU's transliterators.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/text.h"

namespace broadsheet {

namespace {

constexpr std::size_t kLongestSlug = 80;

/// Cyrillic as Russian is romanized for readers (BGN: Яндекс is Yandeks; Any-Latin, made to be reversed, gives Ândeks),
/// without the signs that it has for hard and soft.
constexpr char kToAscii[] = "Russian-Latin/BGN; [\\u02b9\\u02ba] Remove; Any-Latin; Latin-ASCII";

/// Latin ASCII of any script. One transliterator a thread, since ICU locks inside a shared one.
std::string to_ascii(std::string_view text) {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    static std::mutex mutex;  // creating one is not safe from several threads in all versions of ICU
    std::lock_guard lock(mutex);
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(kToAscii), UTRANS_FORWARD, status));
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no transliterator ") + kToAscii);
    return made;
  }();
  icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  transliterator->transliterate(wide);
  std::string out;
  return wide.toUTF8String(out);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
}

/// The word that a symbol stands for at `at`, or empty.
std::string_view symbol_word(std::string_view text, std::size_t at) {
  const bool follows_word = at > 0 && (is_alphanumeric(text[at - 1]) || text[at - 1] == text[at]);
  const bool ends_word = at + 1 == text.size() || !is_alphanumeric(text[at + 1]);
  switch (text[at]) {
    case '@':
      return "at";
    case '&':
      return "and";
    case '+':
      return follows_word && ends_word ? "plus" : "";
    case '#':
      return follows_word && ends_word ? "sharp" : "";
    default:
      return {};
  }
}

}  // namespace

std::string slugify(std::string_view text) {
  bool ascii = true;
  for (char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  const std::string latin = ascii ? std::string(text) : to_ascii(text);
  std::string slug;
  auto separate = [&] {
    if (!slug.empty() && slug.back() != '-') slug += '-';
  };
  for (std::size_t at = 0; at < latin.size(); ++at) {
    const char c = latin[at];
    const bool inside =
        at > 0 && at + 1 < latin.size() && is_alphanumeric(latin[at - 1]) && is_alphanumeric(latin[at + 1]);
    if (is_alphanumeric(c)) {
      slug += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    } else if (const std::string_view word = symbol_word(latin, at); !word.empty()) {
      separate();
      slug.append(word);
      slug += '-';
    } else if (inside && (c == '\'' || (c == '.' && !(is_digit(latin[at - 1]) && is_digit(latin[at + 1]))))) {
      // O'Reilly → oreilly, Node.js → nodejs; but YAML 1.2 → yaml-1-2
    } else {
      separate();
    }
  }
  if (slug.size() > kLongestSlug) {
    slug.resize(kLongestSlug + 1);
    const std::size_t hyphen = slug.rfind('-');
    slug.resize(hyphen != std::string::npos && hyphen > kLongestSlug / 2 ? hyphen : kLongestSlug);
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

}  // namespace broadsheet
