#include "search/analysis.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

namespace broadsheet::search {
namespace {

using Words = std::vector<std::string>;

/// Text of words and marks that come again, with what Xapian joins, cuts, drops and pairs.
std::string random_text(std::mt19937& random) {
  static const char* const kParts[] = {" ",
                                       " ",
                                       "  ",
                                       "\n",
                                       "a",
                                       "the",
                                       "AT&T",
                                       "U.N.",
                                       "P.T.O",
                                       "C++",
                                       "C#",
                                       "x++++",
                                       "1,000.5",
                                       "don’t",
                                       ".",
                                       "-",
                                       "&",
                                       "+",
                                       "'",
                                       "_",
                                       "é",
                                       "头条",
                                       "ア",
                                       "\t",
                                       "\u200b",
                                       "\r\n",
                                       "word(s)",
                                       "(",
                                       "longerthanapieceofatextthatiskept-'+",
                                       "longerthanalltheboundsofwordsofxapianlongerthanalltheboundsofwordsofxapian"};
  std::string text;
  for (int left = 30; left > 0; --left) text += kParts[random() % std::size(kParts)];
  return text;
}

/// The words of an analysed document, in the order of their places; it has a body alone.
Words words_of(Analyser& analyser, const std::vector<Occurrence>& found) {
  std::vector<Occurrence> ordered = found;
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
  Words words;
  for (const Occurrence& one : ordered) words.emplace_back(analyser.term(one.term));
  return words;
}

}  // namespace

TEST_CASE("a document's words are those that Xapian cuts from its text as a whole", "[search]") {
  std::mt19937 random(7);
  Tokenizer tokenizer;
  Analyser analyser("tlh");  // no stemmer
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    Document document;
    document.body = text;
    INFO(text);
    REQUIRE(words_of(analyser, analyser.analyse(document)) == tokenizer.words(text));
  }
}

TEST_CASE("a word is counted once a document, wherever it stands", "[search]") {
  Analyser analyser("tlh");
  const auto analyse = [&](const char* body) {
    Document document;
    document.body = std::string(body);
    analyser.analyse(document);
  };
  const auto counts = [&] {
    std::map<std::string, std::uint32_t> counted;
    analyser.each_word([&](std::string_view word, std::uint32_t documents) { counted.emplace(word, documents); });
    return counted;
  };
  analyse("one one, (one) two");
  analyse("one");
  CHECK(counts() == std::map<std::string, std::uint32_t>{{"one", 2}, {"two", 1}});
  analyser.count_words();
  analyse("two two");
  CHECK(counts() == std::map<std::string, std::uint32_t>{{"two", 1}});
}

TEST_CASE("a row is JSON, whatever stands in it", "[search]") {
  Document document;
  document.title = std::string("a [\"\\\n\t\x01 ]");
  document.url = "/tech/2026-03-24/#a";
  document.date = *parse_iso_date("2026-03-24");
  document.series_name = "Technik & Mehr";
  document.body = std::string("Größer. ") + std::string(300, 'x');
  const auto none = nlohmann::json::parse(row_of(document));
  CHECK(none == nlohmann::json{"a [\"\\\n\t\x01 ]", "/tech/2026-03-24/#a", "2026-03-24", "Technik & Mehr", "",
                               nlohmann::json::array(), excerpt_of(document.body)});
  document.companies = {{"a", "A"}, {"b", "B ["}};
  CHECK(nlohmann::json::parse(row_of(document))[5] == nlohmann::json{"A", "B ["});
}

}  // namespace broadsheet::search
