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
  CHECK(marked({{"Meta", 1}}, "Meta and meta, not metadata or Ometa") ==
        "[Meta|1] and [meta|1], not metadata or Ometa");
  CHECK(marked({{"Go", 1}}, "Go-like, Google, (go)") == "[Go|1]-like, Google, ([go|1])");
}

TEST_CASE("case counts where the name says so", "[link]") {
  CHECK(marked({{"Meta", 1, Letters::exact}}, "Meta is not meta") == "[Meta|1] is not meta");
}

TEST_CASE("a capital in a name asks for a capital in the text", "[link]") {
  const std::vector<Name> names = {{"Change Healthcare", 1, Letters::capitals},
                                   {"NVIDIA", 2, Letters::capitals},
                                   {"eBay", 3, Letters::capitals},
                                   {"Meta", 4, Letters::capitals}};
  CHECK(marked(names, "We change healthcare; Change healthcare; Change Healthcare, CHANGE HEALTHCARE") ==
        "We change healthcare; Change healthcare; [Change Healthcare|1], [CHANGE HEALTHCARE|1]");
  CHECK(marked(names, "Nvidia, NVIDIA, nvidia, ebay, EBAY, meta, META") ==
        "[Nvidia|2], [NVIDIA|2], nvidia, [ebay|3], [EBAY|3], meta, [META|4]");
}

TEST_CASE("a name that is also a word is none inside a compound", "[link]") {
  const std::vector<Name> names = {{"Meta", 1, Letters::exact, false}, {"Cloudflare", 2, Letters::capitals, true}};
  CHECK(marked(names,
               "Meta-learning, post-Meta, Metaâ"
               "free, Meta - the company, -Meta-") ==
        "Meta-learning, post-Meta, Metaâ"
        "free, [Meta|1] - the company, -[Meta|1]-");
  CHECK(marked(names, "Cloudflare-based, non-Cloudflare") == "[Cloudflare|2]-based, non-[Cloudflare|2]");
}

TEST_CASE("the longest name wins, and none stands inside another", "[link]") {
  const std::vector<Name> names = {{"Google", 1}, {"Google DeepMind", 2}, {"DeepMind", 3}};
  CHECK(marked(names, "Google DeepMind, Google and DeepMind") == "[Google DeepMind|2], [Google|1] and [DeepMind|3]");
}

TEST_CASE("a long name that fails leaves the short ones in it", "[link]") {
  const std::vector<Name> names = {{"a b c d", 1}, {"b c", 2}, {"c", 3}};
  CHECK(marked(names, "a b c x") == "a [b c|2] x");
  CHECK(marked(names, "a b c d") == "[a b c d|1]");
}

TEST_CASE("apostrophes match in both forms, and possessives end a name", "[link]") {
  CHECK(marked({{"O'Reilly", 1}, {"Cloudflare", 2}}, "O’Reilly met Cloudflare’s and Cloudflare's") ==
        "[O’Reilly|1] met [Cloudflare|2]’s and [Cloudflare|2]'s");
}

TEST_CASE("names with signs are words as a whole", "[link]") {
  CHECK(marked({{"C++", 1}, {"C", 2, Letters::exact}}, "C++ and C") == "[C++|1] and [C|2]");
  CHECK(marked({{"AT&T", 1}}, "by AT&T.") == "by [AT&T|1].");
  CHECK(marked({{"O'Reilly", 1, Letters::exact}}, "O’Reilly, o’reilly") == "[O’Reilly|1], o’reilly");
}

TEST_CASE("scripts without blanks have names inside a run", "[link]") {
  CHECK(marked({{"腾讯", 1}, {"AI", 2}}, "昨天腾讯发布AI模型") == "昨天[腾讯|1]发布[AI|2]模型");
}

TEST_CASE("folding that changes the length keeps the places right", "[link]") {
  CHECK(marked({{"Kapić", 1}}, "İ KAPIĆ ẞ") == "İ [KAPIĆ|1] ẞ");
}

TEST_CASE("nothing is found without names or text", "[link]") {
  CHECK(MentionFinder({}).find("text").empty());
  CHECK(MentionFinder({{"", 1}, {"x", 2}}).find("").empty());
}

}  // namespace broadsheet::link
