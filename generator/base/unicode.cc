#include "base/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/text.h"

namespace broadsheet {

std::string upper_case(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToUpper("", 0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                            status);
  return U_SUCCESS(status) ? out : std::string(text);
}

std::string title_case(char32_t code_point) {
  icu::UnicodeString one(static_cast<UChar32>(code_point));
  one.toTitle(nullptr, icu::Locale::getRoot(), U_TITLECASE_NO_BREAK_ADJUSTMENT);
  std::string out;
  one.toUTF8String(out);
  return out;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_alphanumeric(char32_t c) {
  const std::uint32_t category = U_MASK(u_charType(static_cast<UChar32>(c)));
  return (category & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool is_decimal_digit(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER;
}

bool is_numeric(char32_t c) {
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_N_MASK) != 0;
}

bool is_upper(char32_t c) {
  return u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

bool is_lower(char32_t c) {
  return u_isULowercase(static_cast<UChar32>(c)) != 0;
}

bool is_title(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_TITLECASE_LETTER;
}

bool is_cased(char32_t c) {
  return is_upper(c) || is_lower(c) || is_title(c);
}

bool is_printable(char32_t c) {
  if (c == ' ') return true;
  const std::uint32_t category = U_MASK(u_charType(static_cast<UChar32>(c)));
  return (category & (U_GC_C_MASK | U_GC_Z_MASK)) == 0;
}

}  // namespace broadsheet
