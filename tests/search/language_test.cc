#include "search/language.h"

#include <catch2/catch.hpp>

namespace broadsheet::search {
namespace {

using Names = std::vector<std::string>;

Document in(const std::string& language) {
  Document document;
  document.language = language;
  return document;
}

}  // namespace

TEST_CASE("a text is stemmed in its own language, where the browser can stem it too", "[search]") {
  CHECK(stemmer_of("en", "de") == "en");
  CHECK(stemmer_of("en-GB", "de") == "en");
  CHECK(stemmer_of("DE_at", "en") == "de");
  CHECK(stemmer_of("pt-BR", "en") == "pt");
  CHECK(stemmer_of("pl", "en") == "und");
  CHECK(stemmer_of("enm", "en") == "und");
  CHECK(stemmer_of("", "sv") == "sv");
  CHECK(stemmer_of("", "pl") == "und");
}

TEST_CASE("foreign words in Chinese, Japanese and Korean text are stemmed as the site's are", "[search]") {
  for (const char* language : {"zh", "zh-Hant-TW", "yue", "ja", "ko"}) CHECK(stemmer_of(language, "en") == "en");
  CHECK(stemmer_of("zh", "zh-Hans") == "und");
}

TEST_CASE("an index has the stemmers of its documents, the site's first", "[search]") {
  CHECK(stemmers_of({}, "fr") == Names{"fr"});
  CHECK(stemmers_of({in("fr"), in("de"), in("sv"), in("de-CH"), in("zh")}, "sv") == Names{"sv", "de", "fr"});
  CHECK(stemmers_of({in("pl"), in("de")}, "en") == Names{"de", "und"});
}

TEST_CASE("words have the stems that Snowball gives them", "[search]") {
  const auto stem = [](const char* name, const char* word) { return Stemmer(name)(word); };
  CHECK(stem("en", "generalizations") == "general");
  CHECK(stem("de", "häuser") == "haus");
  CHECK(stem("fr", "nationalités") == "national");
  CHECK(stem("es", "habitaciones") == "habit");
  CHECK(stem("it", "abbandonarono") == "abbandon");
  CHECK(stem("pt", "quilométricas") == "quilométr");
  CHECK(stem("nl", "lichamelijkheden") == "licham");
  CHECK(stem("sv", "klostren") == "klostr");
  CHECK(stem("ru", "важнейшими") == "важн");
  CHECK(stem("und", "running") == "running");
}

TEST_CASE("a word has each stem once, in the order of the stemmers", "[search]") {
  std::vector<Stemmer> stemmers;
  for (const char* name : {"en", "de", "und"}) stemmers.emplace_back(name);
  CHECK(stems_of(stemmers, "caching") == Names{"cach", "caching"});
  CHECK(stems_of(stemmers, "häusern") == Names{"häusern", "haus"});
  CHECK(stems_of(stemmers, "k8s") == Names{"k8s"});
}

TEST_CASE("stop words are those of the site's language", "[search]") {
  CHECK(stop_words("en-US").starts_with("a an and "));
  CHECK(stop_words("de").starts_with("aber als "));
  CHECK(stop_words("zh").empty());
}

}  // namespace broadsheet::search
