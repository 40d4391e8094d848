#include "link/words.h"

#include <catch2/catch.hpp>

namespace broadsheet::link {

namespace {

std::vector<std::string> texts(const std::string& text) {
  std::vector<std::string> found;
  for (const Word& word : read_words(text)) found.push_back(text.substr(word.begin, word.length));
  return found;
}

/// Whether all the words have one key.
bool are_one(const std::string& text) {
  const std::vector<Word> words = read_words(text);
  for (const Word& word : words)
    if (word.key != words.front().key) return false;
  return words.size() > 1;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("common words, single letters and plain numbers are no words to compare by", "[link]") {
  CHECK(texts("The team has moved 100 Linux containers to V8 isolates, in 5ms.") ==
        Texts{"Linux", "containers", "V8", "isolates", "5ms"});
  CHECK(texts("a b 3.5 and 2026").empty());
}

TEST_CASE("the forms of a word have one key", "[link]") {
  CHECK(are_one("sandbox sandboxes sandboxed sandboxing Sandbox SANDBOXES"));
  CHECK(are_one("isolate isolates isolated isolating"));
  CHECK(are_one("query queries"));
  CHECK(are_one("cache caches cached caching"));
  CHECK(are_one("Kafka Kafka's Kafka’s"));
  CHECK(are_one("stopping stopped"));
  CHECK_FALSE(are_one("bus buses"));  // what ends in -us is left alone: status, virus
  CHECK_FALSE(are_one("isolate isolation"));
}

TEST_CASE("a possessive ending is no part of a word's text", "[link]") {
  CHECK(texts("Kafka’s broker, Rust's compiler") == Texts{"Kafka", "broker", "Rust", "compiler"});
}

TEST_CASE("apostrophes and dots in numbers hold a word together, other signs part it", "[link]") {
  CHECK(texts("O'Reilly TLS1.3 multi-AZ Node.js") == Texts{"O'Reilly", "TLS1.3", "multi", "AZ", "Node", "js"});
}

TEST_CASE("scripts without blanks give pairs of neighbours", "[link]") {
  CHECK(texts("推理模型 Rust 云") == Texts{"推理", "理模", "模型", "Rust"});
}

TEST_CASE("places count all words, so that only true neighbours are neighbours", "[link]") {
  const std::vector<Word> words = read_words("V8 isolates and Linux containers");
  REQUIRE(words.size() == 4);
  CHECK(words[1].place == words[0].place + 1);
  CHECK(words[2].place == words[1].place + 2);
  CHECK(words[3].place == words[2].place + 1);
}

}  // namespace broadsheet::link
