#include "search/lexicon.h"

#include <catch2/catch.hpp>

#include "scratch.h"
#include "search/bits.h"
#include "search/kept_words.h"

namespace broadsheet::search {
namespace {

using Words = std::vector<std::string>;

const std::vector<LexiconEntry> kEntries = {{"cache", 9},    {"cached", 4},  {"caches", 9},     {"caching", 5},
                                            {"cachings", 1}, {"cacti", 1},   {"cachou", 2},     {"cachoux", 1},
                                            {"kubectl", 3},  {"kubelet", 3}, {"kubernetes", 7}, {"数据库", 2}};

std::vector<LexiconEntry> sorted() {
  Lexicon lexicon;
  for (const LexiconEntry& entry : kEntries) lexicon.add(entry.word, entry.documents);
  return offered(lexicon.all(), 100);
}

}  // namespace

TEST_CASE("a lexicon counts words, and offers neither short nor, of many documents, single ones", "[search]") {
  Lexicon words;
  words.add("once", 1);
  words.add("twice", 1);
  words.add("it", 7);
  words.add("twice", 1);
  CHECK(words.all() == std::vector<LexiconEntry>{{"it", 7}, {"once", 1}, {"twice", 2}});
  CHECK(offered(words.all(), 1999) == std::vector<LexiconEntry>{{"once", 1}, {"twice", 2}});
  CHECK(offered(words.all(), 2000) == std::vector<LexiconEntry>{{"twice", 2}});
}

TEST_CASE("a lexicon goes on from words that are counted", "[search]") {
  Lexicon words({{"gone", 2}, {"less", 5}, {"same", 3}});
  words.remove("gone", 2);
  words.remove("less", 4);
  words.add("new", 1);
  words.add("after", 2);
  words.add("brief", 1);
  words.remove("brief", 1);
  words.add("zulu", 1);
  words.remove("same", 1);
  words.add("same", 1);
  CHECK(words.all() == std::vector<LexiconEntry>{{"after", 2}, {"less", 1}, {"new", 1}, {"same", 3}, {"zulu", 1}});
}

TEST_CASE("a lexicon comes back from its bytes", "[search]") {
  CHECK(read_lexicon(write_lexicon(sorted())) == sorted());
  CHECK(write_lexicon(std::vector<LexiconEntry>{{"cache", 9}, {"cached", 300}}) == "\5cache\x09Qd\xAC\2");
}

TEST_CASE("a part of a counted lexicon is never taken for the whole", "[search]") {
  const std::string bytes = write_counted_lexicon(sorted());
  CHECK(read_counted_lexicon(bytes) == sorted());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    INFO("cut after " << size);
    CHECK_THROWS_AS(read_counted_lexicon(std::string_view(bytes).substr(0, size)), Damaged);
  }
}

TEST_CASE("kept words go on from those of the last build, but not where they are out of order", "[search]") {
  const Scratch scratch;
  const std::vector<Block> blocks = {{{}, scratch.path("block"), true}};
  const std::vector<LexiconEntry> words = {{"cache", 9}, {"kubelet", 3}};
  KeptWords first(scratch.path(), blocks);
  CHECK_FALSE(first.has(blocks[0]));
  first.add(words);
  first.keep(blocks, first.all());
  const KeptWords second(scratch.path(), blocks);
  CHECK(second.has(blocks[0]));
  CHECK(second.all() == words);

  first.keep(blocks, std::vector<LexiconEntry>{words[1], words[0]});
  const KeptWords third(scratch.path(), blocks);
  CHECK_FALSE(third.has(blocks[0]));
  CHECK(third.all().empty());
}

TEST_CASE("a started word is finished by the most frequent words, six at most", "[search]") {
  CHECK(completions(sorted(), "cac") == Words{"cache", "caches", "caching", "cached", "cachou", "cachings"});
  CHECK(completions(sorted(), "kube") == Words{"kubernetes", "kubectl", "kubelet"});
  CHECK(completions(sorted(), "ca").empty());
  CHECK(completions(sorted(), "zzz").empty());
}

TEST_CASE("the nearest word is found by few changes, then by frequency", "[search]") {
  CHECK(near_word(sorted(), "kuberntes") == "kubernetes");
  CHECK(near_word(sorted(), "kuberntesss") == "");
  CHECK(near_word(sorted(), "cahce") == "cache");
  CHECK(near_word(sorted(), "cachez") == "cache");
  CHECK(near_word(sorted(), "cach") == "cache");
  CHECK(near_word(sorted(), "cac") == "");
  CHECK(near_word(sorted(), "xubernetes") == "");
  CHECK(near_word({}, "kubernetes") == "");
}

TEST_CASE("synonyms are stems; names of more words and second groups are left out", "[search]") {
  const std::vector<SynonymGroup> names = {
      {"k8s", "Kubernetes", "kubernetes"}, {"node.js", "node"}, {"caches", "caching"}, {"k8s", "kube", "helm"}};
  std::vector<Stemmer> stemmers;
  stemmers.emplace_back("en");
  const std::vector<SynonymGroup> groups = stem_synonyms(names, stemmers);
  CHECK(groups == std::vector<SynonymGroup>{{"k8s", "kubernet"}, {"kube", "helm"}});
  CHECK(write_synonyms(groups) == "k8s kubernet\nkube helm\n");
  CHECK(read_synonyms("k8s kubernet\nkube helm\n") ==
        std::map<std::string, SynonymGroup>{{"helm", {"kube", "helm"}},
                                            {"k8s", {"k8s", "kubernet"}},
                                            {"kube", {"kube", "helm"}},
                                            {"kubernet", {"k8s", "kubernet"}}});
  stemmers.emplace_back("de");
  CHECK(stem_synonyms({{"Datenbanken", "databases"}}, stemmers) ==
        std::vector<SynonymGroup>{{"datenbanken", "datenbank", "databas"}});
}

}  // namespace broadsheet::search
