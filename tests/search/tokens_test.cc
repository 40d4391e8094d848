#include "search/tokens.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace broadsheet::search {

using WordList = std::vector<std::string>;

TEST_CASE("words are cut as Xapian cuts them", "[search]") {
  Tokenizer tokenizer;
  CHECK(tokenizer.words("The U.N. and AT&T don’t like C++, C#, Node.js or gpt-4.") ==
        WordList{"the", "un", "and", "at&t", "don't", "like", "c++", "c#", "node", "js", "or", "gpt", "4"});
  CHECK(tokenizer.words("1,000.5 3;4 a,b x++++ fish+chips a_b") ==
        WordList{"1,000.5", "3;4", "a", "b", "x", "fish", "chips", "a_b"});
  CHECK(tokenizer.words("") == WordList{});
  const std::string longest(64, 'a');
  CHECK(tokenizer.words(longest) == WordList{longest});
  CHECK(tokenizer.words(longest + 'a').empty());
}

TEST_CASE("CJK text gives characters and pairs of neighbours", "[search]") {
  Tokenizer tokenizer;
  CHECK(tokenizer.words("AI头条。快") == WordList{"ai", "头", "头条", "条", "快"});
  CHECK(is_cjk("头条"));
  CHECK(is_cjk("ア"));
  CHECK_FALSE(is_cjk("straße"));
  CHECK_FALSE(is_cjk(""));
}

TEST_CASE("names and slugs of one thing have one key", "[search]") {
  Tokenizer tokenizer;
  CHECK(filter_key(tokenizer, "Amazon Web Services") == "amazon-web-services");
  CHECK(filter_key(tokenizer, "amazon-web-services") == "amazon-web-services");
  CHECK(filter_key(tokenizer, "  O’Reilly ") == "o'reilly");
  CHECK(filter_key(tokenizer, "…") == "");
  const std::string word(60, 'w');
  CHECK(filter_key(tokenizer, fmt::format("{0} {0} {0} {0}", word)) == fmt::format("{0}-{0}-{0}", word));
}

}  // namespace broadsheet::search
