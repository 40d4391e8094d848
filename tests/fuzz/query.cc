// Any bytes as what a reader types: nothing is an error.
#include <cstdint>
#include <string>

#include "search/query_parser.h"

using namespace broadsheet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const search::Vocabulary vocabulary{{}, {"the"}, {}, {}};
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (bool all_words : {false, true})
    for (bool partial : {false, true}) search::parse_query(text, vocabulary, all_words, partial);
  return 0;
}
