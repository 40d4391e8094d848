#include "base/date_text.h"

#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <unordered_map>

namespace broadsheet {

namespace {

icu::Locale format_locale(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Locale::forLanguageTag({language.data(), static_cast<std::int32_t>(language.size())}, status);
}

UDate instant(Date date) {
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * 86'400'000.0;
}

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU cannot format dates: ") + u_errorName(status));
}

std::unique_ptr<icu::SimpleDateFormat> make_format(std::string_view language, const char* skeleton) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = format_locale(language);
  std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  check(status);
  const icu::UnicodeString pattern = generator->getBestPattern(icu::UnicodeString(skeleton), status);
  auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  check(status);
  format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  return format;
}

/// CLDR sets thin spaces around dashes, which few fonts have and no reader types into a search.
std::string plain_spaces(icu::UnicodeString& text) {
  text.findAndReplace(icu::UnicodeString(u'\u2009'), icu::UnicodeString(u' '));
  text.findAndReplace(icu::UnicodeString(u'\u202f'), icu::UnicodeString(u' '));
  std::string out;
  return text.toUTF8String(out);
}

/// What is told of a date, and as which skeleton of CLDR.
enum class Part { day, month, month_name, weekday_name };
constexpr std::array<const char*, 4> kSkeletons = {"yMMMMd", "yMMMM", "LLLL", "cccc"};

/// ICU's formatters are costly to make and to use, and not safe to share: one a thread, language and part. What they
/// made is kept, since a page names few dates, many times.
struct Formatter {
  std::unique_ptr<icu::SimpleDateFormat> format;
  std::unordered_map<std::int64_t, std::string> made;  // by day
};
constexpr std::size_t kMostKept = 4096;

std::string formatted(Date date, std::string_view language, Part part) {
  thread_local std::array<std::map<std::string, Formatter, std::less<>>, kSkeletons.size()> formatters;
  const auto number = static_cast<std::size_t>(part);
  auto known = formatters[number].find(language);
  if (known == formatters[number].end()) {
    Formatter made{make_format(language, kSkeletons[number]), {}};
    known = formatters[number].emplace(std::string(language), std::move(made)).first;
  }
  Formatter& formatter = known->second;
  const std::int64_t day = std::chrono::sys_days(date).time_since_epoch().count();
  if (const auto text = formatter.made.find(day); text != formatter.made.end()) return text->second;
  if (formatter.made.size() >= kMostKept) formatter.made.clear();
  icu::UnicodeString wide;
  formatter.format->format(instant(date), wide);
  return formatter.made[day] = plain_spaces(wide);
}

Date first_of(int year, unsigned month) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(1)};
}

}  // namespace

std::string date_text(Date date, std::string_view language) {
  return formatted(date, language, Part::day);
}

std::string date_range_text(Date first, Date last, std::string_view language) {
  if (first == last) return date_text(first, language);
  thread_local std::map<std::string, std::unique_ptr<icu::DateIntervalFormat>, std::less<>> formats;
  auto& format = formats[std::string(language)];
  UErrorCode status = U_ZERO_ERROR;
  if (!format) {
    format.reset(
        icu::DateIntervalFormat::createInstance(icu::UnicodeString("yMMMMd"), format_locale(language), status));
    check(status);
    format->setTimeZone(*icu::TimeZone::getGMT());
  }
  const icu::DateInterval interval(instant(first), instant(last));
  icu::UnicodeString wide;
  icu::FieldPosition position(icu::FieldPosition::DONT_CARE);
  format->format(&interval, wide, position, status);
  check(status);
  return plain_spaces(wide);
}

std::string month_text(int year, unsigned month, std::string_view language) {
  return formatted(first_of(year, month), language, Part::month);
}

std::string month_name(unsigned month, std::string_view language) {
  return formatted(first_of(2000, month), language, Part::month_name);
}

std::string weekday_name(Date date, std::string_view language) {
  return formatted(date, language, Part::weekday_name);
}

}  // namespace broadsheet
