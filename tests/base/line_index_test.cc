#include "base/line_index.h"

#include <catch2/catch.hpp>
#include <random>

namespace broadsheet {

TEST_CASE("an index of lines tells the same places as counting does", "[base]") {
  std::mt19937 random(7);
  const std::string_view pieces[] = {
      "a", "\n", "\r\n", "ü", "快", "\xff", "word ", "\xe5\xbf", "-------------------------"};
  for (int turn = 0; turn < 60; ++turn) {
    std::string text;
    for (int piece = 0; piece < turn * 20; ++piece) text += pieces[random() % std::size(pieces)];
    const LineIndex index(text);
    for (int look = 0; look < 100; ++look) {
      // Where a character starts: findings stand nowhere else.
      std::size_t at = random() % (text.size() + 2);
      while (at > 0 && at < text.size() && (text[at] & 0xc0) == 0x80) --at;
      CHECK(index.locate("a.md", at) == locate("a.md", text, at));
    }
  }
}

TEST_CASE("lines start where they start, and behind the last one the text ends", "[base]") {
  const std::string_view text = "one\ntwo\n\nfour";
  const LineIndex index(text);
  CHECK(index.line_start(1) == 0);
  CHECK(index.line_start(2) == 4);
  CHECK(index.line_start(3) == 8);
  CHECK(index.line_start(4) == 9);
  CHECK(index.line_start(5) == text.size());
  CHECK(index.line_start(0) == 0);
}

TEST_CASE("each place of a line of eight megabytes is found at once", "[base]") {
  const std::string line(8 << 20, 'x');
  const LineIndex index(line);
  for (std::size_t at = 0; at < line.size(); at += 16)
    if (index.locate("a.md", at) != Location{"a.md", 1, static_cast<int>(at) + 1, {}}) FAIL(at);
}

}  // namespace broadsheet
