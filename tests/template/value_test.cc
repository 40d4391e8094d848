#include "template/value.h"

#include <catch2/catch.hpp>

#include "template/access.h"
#include "template/compare.h"
#include "template/failure.h"
#include "template/text.h"

namespace broadsheet::tmpl {
namespace {

TEST_CASE("values are small, and copies share what they own", "[template]") {
  CHECK(sizeof(Value) <= 32);
  const Value text = Value::owned("a long text that is kept on the heap, once");
  const Value copy = text;
  CHECK(copy.text().data() == text.text().data());
  CHECK(text.object()->uses() == 2);
  const std::string borrowed = "borrowed";
  CHECK(Value(borrowed).text().data() == borrowed.data());
}

TEST_CASE("assigning a part of what a value owns keeps it alive", "[template]") {
  Value list = Value::list({Value::list({Value::owned("inner text")})});
  list = list.at(0);
  list = list.at(0);
  CHECK(list.text() == "inner text");
  Value map = Value::map({{"key", Value::map({{"deep", Value::owned("value")}})}});
  map = *map.find("key");
  map = *map.find("deep");
  CHECK(map.text() == "value");
}

TEST_CASE("maps keep their order, and of equal keys the last value", "[template]") {
  std::vector<std::pair<std::string, Value>> entries;
  for (int i = 0; i < 40; ++i) entries.emplace_back("key" + std::to_string(i % 30), Value(i));
  const Value map = Value::map(std::move(entries));
  CHECK(map.size() == 30);
  CHECK(map.entries()[3].key.text() == "key3");
  CHECK(map.find("key3")->integer() == 33);
  CHECK(map.find("key29")->integer() == 29);
  CHECK(map.find("none") == nullptr);
  CHECK(map.find_key(Value(3)) == nullptr);
}

TEST_CASE("real numbers are written with the shortest digits", "[template]") {
  CHECK(real_repr(1.0) == "1.0");
  CHECK(real_repr(0.1) == "0.1");
  CHECK(real_repr(-2.5e-7) == "-2.5e-07");
  CHECK(real_repr(1e16) == "1e+16");
  CHECK(real_repr(123456789012345.0) == "123456789012345.0");
  CHECK(real_repr(0.0001) == "0.0001");
}

TEST_CASE("numbers and truths compare across types, other types don't", "[template]") {
  CHECK(equal(Value(1), Value(1.0)));
  CHECK(equal(Value(true), Value(1)));
  CHECK_FALSE(equal(Value(1), Value("1")));
  CHECK_FALSE(equal(Value(9007199254740993), Value(9007199254740992.0)));
  CHECK(hash(Value(1)) == hash(Value(1.0)));
  CHECK(less(Value::list({Value(1), Value(2)}), Value::list({Value(1), Value(3)})));
  CHECK_THROWS_WITH(less(Value(1), Value("a")), "can't order int and str");
  CHECK_THROWS_WITH(hash(Value::list({})), "a list can't be a key");
}

TEST_CASE("ranges count without being built", "[template]") {
  CHECK(Value::range(0, 10, 3).size() == 4);
  CHECK(Value::range(5, 0, -2).size() == 3);
  CHECK(Value::range(0, -5, 1).size() == 0);
  const Value widest =
      Value::range(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), 1);
  CHECK(widest.size() == std::numeric_limits<std::uint64_t>::max());
  CHECK(Value::range(7, 8, 1).at(0).integer() == 7);
}

TEST_CASE("slices take what Python takes", "[template]") {
  const Value none = Value::none();
  const auto cut = [&](const Value& start, const Value& stop, const Value& step) {
    return to_text(slice(Value("abcdé"), start, stop, step));
  };
  CHECK(cut(Value(1), Value(3), none) == "bc");
  CHECK(cut(Value(-2), none, none) == "dé");
  CHECK(cut(none, none, Value(-2)) == "éca");
  CHECK(cut(Value(10), none, none).empty());
  CHECK(cut(Value(0), none, Value(std::numeric_limits<std::int64_t>::max())) == "a");
  CHECK_THROWS_WITH(cut(none, none, Value(0)), "the step of a slice can't be zero");
}

TEST_CASE("tags are stripped and references resolved", "[template]") {
  CHECK(strip_tags("<p>a\n <b>b</b></p><!-- <i> -->&amp;&eacute;&#65;&#x42;&nope; &") == "a b&éAB&nope; &");
}

}  // namespace
}  // namespace broadsheet::tmpl
