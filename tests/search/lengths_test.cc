#include "search/lengths.h"

#include <catch2/catch.hpp>
#include <string>

#include "made_archive.h"
#include "search/stored_document.h"

namespace broadsheet::search {

TEST_CASE("lengths are rounded up to four steps an octave", "[search]") {
  for (std::uint32_t length = 0; length < 100000; ++length) {
    const std::uint32_t step = length_step(length);
    REQUIRE(step_length(step) >= length);
    REQUIRE((step == 0 || step_length(step - 1) < length));
    REQUIRE(step_length(step) * 4 <= length * 5);
  }
  CHECK(step_length(length_step(9)) == 10);
  CHECK(step_length(length_step(40960)) == 40960);
}

TEST_CASE("a document comes back from its bytes", "[search]") {
  for (const Document& made : made_documents(50, 2)) {
    const Document back = restore_document(store_document(made));
    CHECK(back.title == made.title);
    CHECK(back.body == made.body);
    CHECK(back.url == made.url);
    CHECK(back.issue_title == made.issue_title);
    CHECK(back.series_slug == made.series_slug);
    CHECK(back.series_name == made.series_name);
    CHECK(back.section == made.section);
    CHECK(back.companies == made.companies);
    CHECK(back.topics == made.topics);
    CHECK(back.date == made.date);
    CHECK(back.language == made.language);
    CHECK(store_document(back) == store_document(made));
  }
}

}  // namespace broadsheet::search
