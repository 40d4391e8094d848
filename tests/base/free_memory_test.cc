#include "base/free_memory.h"

#include <sys/prctl.h>

#include <catch2/catch.hpp>

namespace broadsheet {

TEST_CASE("huge pages may come where they are told to", "[base]") {
  const bool may_come = use_cheaper_pages();
  CHECK(::prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == (may_come ? 0 : 1));
  ::prctl(PR_SET_THP_DISABLE, 0, 0, 0, 0);  // for the tests that follow
}

}  // namespace broadsheet
