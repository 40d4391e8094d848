#include "search/query_parser.h"

#include <catch2/catch.hpp>

namespace broadsheet::search {
namespace {

Vocabulary vocabulary(const std::vector<std::string>& stemmers = {"en"}) {
  Vocabulary made;
  for (const std::string& name : stemmers) made.stemmers.emplace_back(name);
  made.stop_words = {"a", "the", "of", "who"};
  made.synonyms = read_synonyms("k8s kubernet\n");
  made.lexicon = {{"cache", 3}, {"caches", 2}, {"caching", 9}, {"cacti", 1}};
  return made;
}

/// The parts of a query: `score | filter; filter | excluded; excluded`.
std::string parts(const std::string& query, bool all_words = false, bool partial = false,
                  const std::vector<std::string>& stemmers = {"en"}) {
  const ParsedQuery parsed = parse_query(query, vocabulary(stemmers), all_words, partial);
  std::string text = describe(parsed.score);
  for (const std::vector<Node>* nodes : {&parsed.filters, &parsed.excluded}) {
    text += " |";
    for (std::size_t i = 0; i < nodes->size(); ++i) text += (i == 0 ? " " : "; ") + describe((*nodes)[i]);
  }
  return text.ends_with(" | |") ? text.substr(0, text.size() - 4) : text;
}

}  // namespace

TEST_CASE("words are joined by OR, or by AND where asked", "[search]") {
  CHECK(parts("edge caching") == "(any edg cach)");
  CHECK(parts("edge caching", true) == "(every edg cach)");
  CHECK(parts("edge AND caching OR deploys agents") == "(any (every edg cach) deploy agent)");
  CHECK(parts("edge (caching OR agents)", true) == "(every edg (any cach agent))");
  CHECK(parts("edge edge") == "(any edg edg)");
}

TEST_CASE("words that stand together are a phrase", "[search]") {
  CHECK(parts("Node.js") == "(phrase node js)");
  CHECK(parts("“The Edge caches”") == "(phrase the edg cach)");
  CHECK(parts("\"cache\"") == "cach");
  CHECK(parts("\"not closed") == "(phrase not close)");
  CHECK(parts("cache\"edge case\"x") == "(any cach (phrase edg case) x)");
}

TEST_CASE("a run of CJK text is the AND of its pairs", "[search]") {
  CHECK(parts("数据库") == "(every 数据 据库)");
  CHECK(parts("库") == "库");
  CHECK(parts("gpt数据") == "(every gpt 数据)");
  CHECK(parts("\"数据\"") == "(phrase 数 数据 据)");
}

TEST_CASE("stop words are left out where there are other words", "[search]") {
  CHECK(parts("the cache of agents") == "(any cach agent)");
  CHECK(parts("the who") == "(any the who)");
  CHECK(parts("the -cache") == "the | | cach");
  CHECK(parts("the* cache") == "(any the cach)");
}

TEST_CASE("fields narrow: the same one widens, others and dates narrow further", "[search]") {
  CHECK(parts("cache company:aws company:\"Amazon Web Services\" topic:C++") ==
        "cach | (any XCaws XCamazon-web-services); XTc++ |");
  CHECK(parts("series:tech section:\"Deep Dives\"") == "all | XRtech; XSdeep-dives |");
  CHECK(parts("before:2026-03-01 after:2025") == "all | 0..20260300; 20251232..99999999 |");
  CHECK(parts("year:2026 year:2025 week:2026-W01") ==
        "all | (any 20260101..20261231 20250101..20251231); 20251229..20260104 |");
  CHECK(parts("cache (company:aws OR topic:x)") == "cach | (any XCaws XTx) |");
  CHECK(parts("title:caches title:\"edge case\" title:node.js") ==
        "(any Scach (phrase Sedg Scase) (phrase Snode Sjs))");
  CHECK(parts("Company:aws") == "(phrase compani aw)");
}

TEST_CASE("what is excluded is kept apart", "[search]") {
  CHECK(parts("cache -edge -\"a b\" -company:aws NOT (x y)") == "cach | | edg; (phrase a b); XCaws; (any x y)");
  CHECK(parts("-edge") == "all | | edg");
  CHECK(parts("cache AND NOT edge") == "(without cach edg)");
  CHECK(parts("NOT edge AND cache") == "(without cach edg)");
  CHECK(parts("cache OR -edge") == "(any cach (without all edg))");
  CHECK(parts("(cache -edge) agents") == "(any (without cach edg) agent)");
  CHECK(parts("((company:aws) cache) agents") == "(any (every cach XCaws) agent)");
}

TEST_CASE("what means nothing is left out", "[search]") {
  for (const char* query :
       {"", "   ", "()", "((", "))", "AND OR NOT", "-", "- -", "\"\"", "company:", "year:abc", "!!!", "*",
        "week:2026-W54", "before:2026-13", "( AND ) OR", "company:\"…\"", "after:2026-02-00"})
    CHECK(parts(query) == "nothing");
  CHECK(parts("AND cache OR OR agents AND") == "(any cach agent)");
  CHECK(parts(") cache ( agents") == "(any cach agent)");
  CHECK(parts("cache OR ()") == "cach");
  CHECK(parts("caf\xC3 x") == "(any caf x)");
}

TEST_CASE("an asterisk, or the end while typing, stands for more words", "[search]") {
  CHECK(parts("cac*") == "(synonym cac cach cacti)");
  CHECK(parts("cac edge", false, true) == "(any cac edg)");
  CHECK(parts("edge cac", false, true) == "(any edg (synonym cac cach cacti))");
  CHECK(parts("edge cac ", false, true) == "(any edg cac)");
  CHECK(parts("cac.", false, true) == "cac");
  CHECK(parts("\"cac", false, true) == "cac");
  CHECK(parts("ca*") == "ca");
}

TEST_CASE("a synonym stands for its group", "[search]") {
  CHECK(parts("k8s") == "(synonym k8s kubernet)");
  CHECK(parts("\"k8s\" title:k8s") == "(any k8s Sk8s)");
}

TEST_CASE("nonsense of any depth and length is read", "[search]") {
  std::string deep, wide;
  for (int i = 0; i < 5000; ++i) deep += '(';
  for (int i = 0; i < 200; ++i) wide += "w" + std::to_string(i) + ' ';
  CHECK(parts(deep + "cache") == "cach");
  const ParsedQuery parsed = parse_query(wide, vocabulary(), false, false);
  CHECK(parsed.score.children.size() == 64);
  CHECK(parsed.words.size() == 64);
}

TEST_CASE("typed words remember their places", "[search]") {
  const ParsedQuery parsed = parse_query("über  -kuberntes “x y” company:aws", vocabulary(), false, false);
  REQUIRE(parsed.words.size() == 2);
  CHECK(parsed.text == "über  -kuberntes \"x y\" company:aws");
  CHECK(parsed.words[1].word == "kuberntes");
  CHECK(parsed.text.substr(parsed.words[1].begin, parsed.words[1].end - parsed.words[1].begin) == "kuberntes");
}

TEST_CASE("with several languages, a word is its stems in all, and a phrase is in one of them", "[search]") {
  const auto read = [](const std::string& query) { return parts(query, false, false, {"en", "de", "und"}); };
  CHECK(read("k8s") == "(synonym k8s kubernet)");
  CHECK(read("edges") == "(synonym edg edges)");
  CHECK(read("title:edges") == "(synonym Sedg Sedges)");
  CHECK(read("\"edges\"") == "(synonym edg edges)");
  CHECK(read("cach*") == "(synonym cach cache caches caching)");
  CHECK(read("\"node js\"") == "(any (phrase node js) (phrase nod js))");
  CHECK(read("node.js team") == "(any (phrase node js) (phrase nod js) team)");
  CHECK(read("node.js AND team") == "(every (any (phrase node js) (phrase nod js)) team)");
  CHECK(read("team company:x -\"node js\"") == "team | XCx | (any (phrase node js) (phrase nod js))");
}

}  // namespace broadsheet::search
