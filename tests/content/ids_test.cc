#include "content/ids.h"

#include <catch2/catch.hpp>

namespace broadsheet::content {

TEST_CASE("equal titles get numbers, and no number is given twice", "[content]") {
  Ids ids;
  CHECK(ids.take("A Title", "story") == "a-title");
  CHECK(ids.take("A title", "story") == "a-title-2");
  CHECK(ids.take("A Title 3", "story") == "a-title-3");
  CHECK(ids.take("a-title", "story") == "a-title-4");
  CHECK(ids.take("A Title 2", "story") == "a-title-2-2");
}

TEST_CASE("a title without letters falls back", "[content]") {
  Ids ids;
  CHECK(ids.take("***", "story") == "story");
  CHECK(ids.take("", "story") == "story-2");
}

}  // namespace broadsheet::content
