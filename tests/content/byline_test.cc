#include "content/byline.h"

#include <catch2/catch.hpp>

namespace broadsheet::content {

namespace {

std::string split(std::string_view text, std::vector<std::string> vocabulary = {}) {
  model::Site site;
  for (std::string& name : vocabulary) site.companies.emplace_back().name = std::move(name);
  const NameIndex names(site);
  std::string out, whole;
  for (const model::BylineName& name : split_byline(text, names)) {
    out += (out.empty() ? "" : "|") + name.name;
    whole += name.separator + name.name;
  }
  CHECK(whole == text);
  return out;
}

}  // namespace

TEST_CASE("a byline is split at its separators and put together again", "[content]") {
  CHECK(split("Airbnb") == "Airbnb");
  CHECK(split("Wes McKinney / Agoda") == "Wes McKinney|Agoda");
  CHECK(split("Anthropic, Pinterest, & AWS") == "Anthropic|Pinterest|AWS");
  CHECK(split("Anthropic, Pinterest, and AWS") == "Anthropic|Pinterest|AWS");
  CHECK(split("Netflix & Confluent") == "Netflix|Confluent");
  CHECK(split("微软、谷歌 和 OpenAI") == "微软|谷歌|OpenAI");
  CHECK(split("DeepLearning.AI") == "DeepLearning.AI");
  CHECK(split("AT&T") == "AT&T");
  CHECK(split("Ada (notes, code) / Bob") == "Ada (notes, code)|Bob");
}

TEST_CASE("names of the vocabulary are never split, the longest first", "[content]") {
  CHECK(split("Procter & Gamble") == "Procter|Gamble");
  CHECK(split("Procter & Gamble", {"Procter & Gamble"}) == "Procter & Gamble");
  CHECK(split("Etsy / procter & gamble, AWS", {"Procter & Gamble"}) == "Etsy|procter & gamble|AWS");
  CHECK(split("Simon & Schuster / B", {"Simon", "Simon & Schuster"}) == "Simon & Schuster|B");
  CHECK(split("Johnson and Johnson and Etsy", {"Johnson and Johnson"}) == "Johnson and Johnson|Etsy");
}

TEST_CASE("what ends a company's name is not cut off", "[content]") {
  CHECK(split("Meta Platforms, Inc.") == "Meta Platforms, Inc.");
  CHECK(split("Alphabet, Inc., Example & Co") == "Alphabet, Inc.|Example & Co");
  CHECK(split("Siemens, Costco") == "Siemens|Costco");
}

}  // namespace broadsheet::content
