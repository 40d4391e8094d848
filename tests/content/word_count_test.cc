#include "content/word_count.h"

#include <catch2/catch.hpp>
#include <cctype>
#include <random>
#include <string>

#include "base/characters.h"
#include "base/text.h"

namespace broadsheet::content {

TEST_CASE("words are counted in scripts with blanks and without", "[content]") {
  CHECK(words_in("") == 0);
  CHECK(words_in(" - ") == 0);
  CHECK(words_in("one") == 1);
  CHECK(words_in("It takes 90 seconds (or 2 minutes).") == 7);
  CHECK(words_in("a-b/c_d@e`f{g[h") == 8);
  CHECK(words_in("caféteria über straße") == 3);
  CHECK(words_in("快讯 two") == 3);
}

namespace {

/// One code point after the other.
std::uint32_t counted_slowly(std::string_view text) {
  std::uint32_t words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool letter = c < 0x80 ? std::isalnum(static_cast<int>(c)) != 0 : is_word(c);
    const bool single = letter && is_unspaced(c);
    words += single || (letter && !inside);
    inside = letter && !single;
  }
  return words;
}

}  // namespace

TEST_CASE("words are counted alike wherever they stand", "[content]") {
  const std::string pieces[] = {
      "a", "Zz9", " ", "\n", "-", "_", "é", "éa", "快", "x快", "quite a few words of ASCII alone"};
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t count = random() % 30; count > 0; --count) text += pieces[random() % std::size(pieces)];
    CAPTURE(text);
    CHECK(words_in(text) == counted_slowly(text));
  }
}

}  // namespace broadsheet::content
