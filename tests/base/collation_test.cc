#include "base/collation.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

namespace broadsheet {

namespace {

std::vector<std::string> sorted(std::string_view language, std::vector<std::string> names) {
  const Collation collation(language);
  std::sort(names.begin(), names.end(),
            [&](const std::string& a, const std::string& b) { return collation.before(a, b); });
  return names;
}

/// The letters of `names`, side by side.
std::string letters(std::string_view language, const std::vector<std::string>& names) {
  const LetterIndex index(language);
  std::string out;
  for (const std::string& name : names) out += index.letter_of(name).name;
  return out;
}

}  // namespace

TEST_CASE("names sort as readers expect", "[base]") {
  CHECK(sorted("en", {"Fable", "Gen 13", "Banana", "École", "apple", "Gen 9"}) ==
        std::vector<std::string>{"apple", "Banana", "École", "Fable", "Gen 9", "Gen 13"});
  CHECK_FALSE(Collation("en").before("same", "same"));
}

TEST_CASE("each language has its own order", "[base]") {
  const std::vector<std::string> names = {"Åland", "Zebra", "Apple"};
  CHECK(sorted("en", names) == std::vector<std::string>{"Åland", "Apple", "Zebra"});
  CHECK(sorted("sv", names) == std::vector<std::string>{"Apple", "Zebra", "Åland"});
  CHECK(sorted("no such language", names) == sorted("en", names));
}

TEST_CASE("names of other scripts follow, Chinese ones by Pinyin", "[base]") {
  const std::vector<std::string> names = {"腾讯", "阿里巴巴", "Яндекс", "Авито", "快手", "Ωmega", "字节跳动", "Zoom"};
  CHECK(sorted("en", names) ==
        std::vector<std::string>{"Zoom", "Ωmega", "Авито", "Яндекс", "阿里巴巴", "快手", "腾讯", "字节跳动"});
  CHECK(sorted("zh", names) ==
        std::vector<std::string>{"阿里巴巴", "快手", "腾讯", "字节跳动", "Zoom", "Ωmega", "Авито", "Яндекс"});
}

TEST_CASE("names stand under the letters of their scripts", "[base]") {
  CHECK(letters("en", {"apple", "École", "Øresund", "Ωmega", "Яндекс", "ёлка", "שלום", "삼성", "カタカナ"}) ==
        "AEOΩЯЕשㅅか");
  CHECK(letters("sv", {"Åland", "Öland", "Écran"}) == "ÅÖE");
  CHECK(letters("en", {"快手", "字节跳动", "阿里巴巴"}) == "KZA");
  CHECK(letters("zh", {"快手", "字节跳动", "阿里巴巴"}) == "KZA");
  CHECK(letters("ja", {"楽天"}) == "L");
}

TEST_CASE("digits, symbols and nothing stand under #, before all letters", "[base]") {
  CHECK(letters("en", {"3M", "@Scale", "", "😀"}) == "####");
  const LetterIndex index("en");
  CHECK(index.letter_of("3M").place < index.letter_of("Apple").place);
  CHECK(index.letter_of("Zoom").place < index.letter_of("Яндекс").place);
  CHECK(index.letter_of("快手") == index.letter_of("Kafka"));
}

}  // namespace broadsheet
