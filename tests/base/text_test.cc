#include "base/text.h"

#include "base/excerpt.h"

#include <catch2/catch.hpp>

namespace broadsheet {

TEST_CASE("slugs are ASCII, and tell C, C++ and C# apart", "[base]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Resilient Forecasting Architectures", "resilient-forecasting-architectures"},
      {"Engineering @ Scale", "engineering-at-scale"},
      {"C", "c"},
      {"C++", "c-plus-plus"},
      {"C#", "c-sharp"},
      {"Node.js", "nodejs"},
      {"YAML 1.2.2", "yaml-1-2-2"},
      {"O’Reilly", "oreilly"},
      {"O'Reilly", "oreilly"},
      {"AT&T", "at-and-t"},
      {"Kapić", "kapic"},
      {"快讯", "kuai-xun"},
      {"Яндекс", "yandeks"},
      {"Объект и соль", "obyekt-i-sol"},
      {"Ελλάδα", "ellada"},
      {"Straße", "strasse"},
      {"  -- a  b -- ", "a-b"},
      {"A/B testing, 100%!", "a-b-testing-100"},
      {"🙂", ""},
      {"", ""}};
  for (const auto& [text, slug] : cases) CHECK(slugify(text) == slug);
}

TEST_CASE("a long slug ends with a word", "[base]") {
  std::string title;
  for (int i = 0; i < 40; ++i) title += "word" + std::to_string(i) + " ";
  const std::string slug = slugify(title);
  CHECK(slug.size() <= 80);
  CHECK(slug.ends_with("word12"));
}

TEST_CASE("broken UTF-8 is found and repaired", "[base]") {
  CHECK_FALSE(find_broken_utf8("Kapić 快讯 🙂"));
  CHECK(find_broken_utf8("ab\xff"
                         "c") == 2);
  CHECK(find_broken_utf8("ab\xc4") == 2);
  CHECK(find_broken_utf8("\xed\xa0\x80") == 0);  // a surrogate
  CHECK(repair_utf8("a\xff"
                    "b\xe5\xbf") == "a\uFFFDb\uFFFD");
}

TEST_CASE("composed and decomposed letters become the same", "[base]") {
  CHECK(normalize_nfc("Kapic\u0301") == "Kapi\u0107");
  CHECK(normalize_nfc("plain") == "plain");
}

TEST_CASE("folding ignores case and the form of quotes", "[base]") {
  CHECK(fold_case("NVIDIA") == fold_case("Nvidia"));
  CHECK(fold_case("O’Reilly") == fold_case("o'reilly"));
  CHECK(fold_case("STRASSE") == fold_case("straße"));
}

TEST_CASE("text is cut at a word, and counted in code points", "[base]") {
  CHECK(shorten("one two three", 100) == "one two three");
  CHECK(shorten("one two three", 9) == "one two…");
  CHECK(count_code_points(shorten("快讯快讯快讯快讯", 5)) == 5);
  CHECK(shorten("one, two", 6) == "one…");
  for (const std::string text : {"one  two\n\nthree ", "", "  ", "快讯 快讯\n快讯快讯"}) {
    std::string longer;
    for (int times = 0; times < 12; ++times, longer += text)
      CHECK(excerpt(longer, 6) == shorten(collapse_white_space(longer), 6));
  }
}

TEST_CASE("white space of both kinds is trimmed and collapsed", "[base]") {
  CHECK(trim(" \t\u00a0x y\u3000\n") == "x y");
  CHECK(trim("   ").empty());
  CHECK(collapse_white_space("  a \n b\t\tc ") == "a b c");
  // White space at every place of a text that is looked at sixteen bytes at a time.
  const std::string words = "of many words, none of which is as long as a run of bytes is";
  for (std::size_t at = 0; at <= words.size(); ++at)
    for (const std::string white : {" ", "\t", "\r\n", "  \v\f "}) {
      const std::string before(trim(words.substr(0, at))), after(trim(words.substr(at)));
      const std::string expected = before + (before.empty() || after.empty() ? "" : " ") + after;
      CHECK(collapse_white_space(words.substr(0, at) + white + words.substr(at)) == expected);
    }
}

TEST_CASE("HTML's own characters are escaped", "[base]") {
  CHECK(escape_html("<a href=\"x\">R&D's</a>") == "&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;");
}

}  // namespace broadsheet
