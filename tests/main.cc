#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

/// source-highlight's parser of language definitions never frees what it made: once a language, not once a block.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libsource-highlight\n";
}
