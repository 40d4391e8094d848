#include "link/mentions.h"

#include <catch2/catch.hpp>

namespace broadsheet::link {

namespace {

/// The text with each mention as [words|entry].
std::string marked(const std::vector<Name>& names, const std::string& text) {
  std::string out;
  std::size_t at = 0;
  for (const Mention& mention : MentionFinder(names).find(text)) {
    out += text.substr(at, mention.begin - at) + "[" + text.substr(mention.begin, mention.end - mention.begin) + "|" +
           std::to_string(mention.entry) + "]";
    at = mention.end;
  }
  return out + text.substr(at);
}

}  // namespace

TEST_CASE("names are whole words in any case", "[link]") {
  CHECK(marked({{"Meta", 1, false}}, "Meta and meta, not metadata or Ometa") ==
        "[Meta|1] and [meta|1], not metadata or Ometa");
  CHECK(marked({{"Go", 1, false}}, "Go-like, Google, (go)") == "[Go|1]-like, Google, ([go|1])");
}

TEST_CASE("case counts where the name says so", "[link]") {
  CHECK(marked({{"Meta", 1, true}}, "Meta is not meta") == "[Meta|1] is not meta");
}

TEST_CASE("the longest name wins, and none stands inside another", "[link]") {
  const std::vector<Name> names = {{"Google", 1, false}, {"Google DeepMind", 2, false}, {"DeepMind", 3, false}};
  CHECK(marked(names, "Google DeepMind, Google and DeepMind") == "[Google DeepMind|2], [Google|1] and [DeepMind|3]");
}

TEST_CASE("a long name that fails leaves the short ones in it", "[link]") {
  const std::vector<Name> names = {{"a b c d", 1, false}, {"b c", 2, false}, {"c", 3, false}};
  CHECK(marked(names, "a b c x") == "a [b c|2] x");
  CHECK(marked(names, "a b c d") == "[a b c d|1]");
}

TEST_CASE("apostrophes match in both forms, and possessives end a name", "[link]") {
  CHECK(marked({{"O'Reilly", 1, false}, {"Cloudflare", 2, false}}, "O’Reilly met Cloudflare’s and Cloudflare's") ==
        "[O’Reilly|1] met [Cloudflare|2]’s and [Cloudflare|2]'s");
}

TEST_CASE("names with signs are words as a whole", "[link]") {
  CHECK(marked({{"C++", 1, false}, {"C", 2, true}}, "C++ and C") == "[C++|1] and [C|2]");
  CHECK(marked({{"AT&T", 1, false}}, "by AT&T.") == "by [AT&T|1].");
}

TEST_CASE("scripts without blanks have names inside a run", "[link]") {
  CHECK(marked({{"腾讯", 1, false}, {"AI", 2, false}}, "昨天腾讯发布AI模型") == "昨天[腾讯|1]发布[AI|2]模型");
}

TEST_CASE("folding that changes the length keeps the places right", "[link]") {
  CHECK(marked({{"Kapić", 1, false}}, "İ KAPIĆ ẞ") == "İ [KAPIĆ|1] ẞ");
}

TEST_CASE("nothing is found without names or text", "[link]") {
  CHECK(MentionFinder({}).find("text").empty());
  CHECK(MentionFinder({{"", 1, false}, {"x", 2, false}}).find("").empty());
}

}  // namespace broadsheet::link
