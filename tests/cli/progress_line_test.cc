#include "cli/progress_line.h"

#include <catch2/catch.hpp>

namespace broadsheet::cli {

TEST_CASE("a stage shows its time, and its steps where it has any", "[cli]") {
  CHECK(progress_text("Linking", 1.5, 0, 0, 80) == "Linking      1.50 s");
  CHECK(progress_text("Reading", 0, 0, 3600, 80) == "Reading      0.00 s    0 %  [..............................]");
  CHECK(progress_text("Reading", 12.25, 1800, 3600, 80) ==
        "Reading     12.25 s   50 %  [###############...............]");
  CHECK(progress_text("Reading", 100, 9, 3, 80) == "Reading    100.00 s  100 %  [##############################]");
}

TEST_CASE("a narrow terminal gets no bar, and never two lines", "[cli]") {
  CHECK(progress_text("Reading", 1, 1, 2, 60) == "Reading      1.00 s   50 %");
  CHECK(progress_text("Reading", 1, 1, 2, 10) == "Reading  ");
  CHECK(progress_text("Reading", 1, 1, 2, 0).empty());
}

}  // namespace broadsheet::cli
